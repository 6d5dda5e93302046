import { toBase64 } from "#platform/bytes";
import type { RegistryManifest } from "../../../engine/registry.js";
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
  options: [
    { long: "insecure", type: "bool", help: "Allow communication with an insecure registry" },
    {
      ...{ long: "verbose", short: "v", type: "bool" },
      help: "Output additional info including layers and platform",
    },
  ],
  args: { min: 1, max: 2 },
  run,
};

async function run({ engine, io, options, args }: Invocation): Promise<number> {
  const { full } = parseReference(args.at(-1) ?? "");
  const fetch = (name: string, platform = false): Promise<RegistryManifest> =>
    engine.registryManifest(name, {
      platform,
      insecure: options.flag("insecure"),
      ...(io.signal === undefined ? {} : { signal: io.signal }),
    });
  try {
    const isVerbose = options.flag("verbose");
    const top = await fetch(full, isVerbose);
    io.stdout(`${isVerbose ? await verboseText(full, top, fetch) : manifestText(decoded(top))}\n`);
    return 0;
  } catch (error) {
    if (error instanceof RegistryRefusedError && error.data.status === 404)
      throw new UsageError(`no such manifest: ${full}`, 1);
    throw error;
  }
}

/** Of a list that names more images, no more are asked for. */
const MAX_IMAGES = 100;

/** `--verbose`: each image with its descriptor and its manifest, of a list each of its images. */
async function verboseText(
  name: string,
  top: RegistryManifest,
  fetch: (name: string) => Promise<RegistryManifest>,
): Promise<string> {
  const document: unknown = JSON.parse(decoded(top));
  if (!isRecord(document) || !Array.isArray(document.manifests))
    return JSON.stringify(verbose(name, top, document, top.platform), undefined, "\t");
  const images: object[] = [];
  for (const { digest, platform } of document.manifests.filter(isRecord).slice(0, MAX_IMAGES)) {
    const reference = `${name}@${String(digest)}`;
    const image = await fetch(reference);
    images.push(verbose(reference, image, JSON.parse(decoded(image)), platform));
  }
  return JSON.stringify(images, undefined, "\t");
}

function verbose(
  name: string,
  { mediaType, digest, bytes }: RegistryManifest,
  document: unknown,
  platform: unknown,
): object {
  return {
    Ref: name,
    Descriptor: { mediaType, digest, size: bytes.length, platform },
    Raw: toBase64(bytes),
    [mediaType === MEDIA_TYPE.manifest ? "OCIManifest" : "SchemaV2Manifest"]: document,
  };
}

function decoded({ bytes }: RegistryManifest): string {
  return new TextDecoder().decode(bytes);
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
