import { UsageError } from "../../../errors/cli.js";
import { RegistryRefusedError } from "../../../errors/registry.js";
import { isRecord } from "../../../go/reflect/value.js";
import { DOCKER_TYPE, MEDIA_TYPE } from "../../../oci/types.js";
import { parseReference } from "../../image-reference.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";

export const manifestInspectCommand: CommandSpec = {
  paths: ["manifest inspect"],
  usage: "[OPTIONS] [MANIFEST_LIST] MANIFEST",
  summary: "Display an image manifest, or manifest list",
  options: [{ long: "insecure", type: "bool", help: "Allow communication with an insecure registry" }],
  refused: "v/verbose",
  args: { min: 1, max: 2 },
  run,
};

async function run({ engine, io, options, args }: Invocation): Promise<number> {
  const { full } = parseReference(args.at(-1) ?? "");
  try {
    const { bytes } = await engine.registryManifest(full, {
      insecure: options.flag("insecure"),
      ...(io.signal === undefined ? {} : { signal: io.signal }),
    });
    io.stdout(`${manifestText(new TextDecoder().decode(bytes))}\n`);
    return 0;
  } catch (error) {
    if (error instanceof RegistryRefusedError && error.data.status === 404)
      throw new UsageError(`no such manifest: ${full}`, 1);
    throw error;
  }
}

/** One image's manifest as its registry has it, indented by tabs; of a list what the client keeps of it, by three blanks. */
function manifestText(text: string): string {
  const document: unknown = JSON.parse(text);
  if (!isRecord(document) || !Array.isArray(document.manifests))
    return JSON.stringify(document, undefined, "\t");
  const manifests = document.manifests.filter(isRecord).map(({ mediaType, size, digest, platform }) => ({
    mediaType,
    size,
    digest,
    platform,
  }));
  const isOci = manifests[0]?.mediaType === MEDIA_TYPE.manifest;
  const list = { schemaVersion: 2, mediaType: isOci ? MEDIA_TYPE.index : DOCKER_TYPE.list, manifests };
  return JSON.stringify(list, undefined, 3);
}
