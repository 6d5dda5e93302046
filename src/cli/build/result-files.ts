import { fullName } from "../../builder/build-names.js";
import type { BuildResult } from "../../engine/builds.js";
import { goJson } from "../../go/json.js";
import { type Digest, hexOf, sha256 } from "../../oci/digest.js";
import type { CommandIO } from "../command-io.js";
import { hostFiles } from "../disk/archive-input.js";

/** `--iidfile`: the image's id, without a line end. */
export async function writeIdFile(io: CommandIO, path: string, id: Digest): Promise<void> {
  await writeText(io, path, id);
}

/** What `--metadata-file` tells of a build, by BuildKit's names for it. */
export function buildMetadata(
  { id, exported }: BuildResult,
  {
    names,
    pushed,
    hasImage,
  }: { readonly names: readonly string[]; readonly pushed: Digest | undefined; readonly hasImage: boolean },
): Readonly<Record<string, unknown>> {
  const hasConfig = hasImage || exported !== undefined;
  return {
    "buildx.build.ref": `default/default/${hexOf(sha256(`${id} ${performance.now()}`)).slice(0, 25)}`,
    ...(hasConfig ? { "containerimage.config.digest": id } : {}),
    ...(exported === undefined ? {} : { "containerimage.descriptor": exported }),
    ...(hasConfig ? { "containerimage.digest": pushed ?? exported?.digest ?? id } : {}),
    ...(hasConfig && names.length > 0 ? { "image.name": names.map(fullName).join(",") } : {}),
  };
}

/** A JSON document as buildx writes it. */
export async function writeMetadata(io: CommandIO, path: string, metadata: object): Promise<void> {
  await writeText(io, path, goJson(metadata, 2));
}

async function writeText(io: CommandIO, path: string, text: string): Promise<void> {
  async function* content(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(text);
  }
  await hostFiles(io).write(path, content());
}
