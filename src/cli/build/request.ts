import type { BuildOptions } from "../../builder/options.js";
import type { NetworkMode } from "../../dockerfile/command.js";
import type { BuilderInstance } from "../../engine/builds.js";
import type { Engine } from "../../engine/engine.js";
import { UsageError } from "../../errors/cli.js";
import { InvalidPlatformError } from "../../errors/oci.js";
import { parsePlatform, platformText } from "../../oci/platform.js";
import { assignments, splitAssignment } from "../../posix/environment.js";
import type { CommandIO } from "../command-io.js";
import { builderNamed } from "../commands/buildx/builders.js";
import { sayOnce } from "../commands/container/options/notes.js";
import { extraHost } from "../commands/container/options/values.js";
import type { ParsedOptions } from "../syntax/parsed-options.js";
import { areAttestationsWanted } from "./attestations.js";
import { readCacheFrom, readCacheTo } from "./caches.js";
import { readContexts } from "./contexts.js";
import { csv } from "./fields.js";
import { type BuildOutputs, readOutputs } from "./outputs.js";
import { notSupported, refusal } from "./refusal.js";
import { readSecrets } from "./secrets.js";

/** A `build` command's options, read: what the engine is asked, and what is done with its answer. */
export interface BuildCommand {
  readonly request: Omit<BuildOptions, "dockerfile" | "context">;
  readonly builder: Pick<BuilderInstance, "name" | "driver">;
  readonly outputs: BuildOutputs;
  readonly mode: ProgressMode;
  readonly iidfile: string | undefined;
  readonly metadataFile: string | undefined;
}

type ProgressMode = "auto" | "quiet" | "plain" | "tty" | "rawjson";

/** @throws {UsageError} in buildx's words */
export async function readBuild(
  options: ParsedOptions,
  io: CommandIO,
  engine: Engine,
): Promise<BuildCommand> {
  const mode = progressMode(options);
  const builder = await builderNamed(engine, options.text("builder") ?? io.variable?.("BUILDX_BUILDER"));
  const isOwn = builder.driver === "docker";
  if (wantsAttestations(options))
    throw isOwn ? notSupported("Attestation", "attestations") : refusal(NO_ATTESTATIONS);
  const tags = options.list("tag").filter((tag) => tag !== "");
  const [load, push] = [options.flag("load"), options.flag("push")];
  const outputs = withDefault(builder, readOutputs(options.list("output"), { load, push, tags }, io), io);
  const iidfile = options.text("iidfile");
  if (iidfile !== undefined && outputs.exports?.some(({ kind }) => kind === "files"))
    throw refusal("local and tar exporters are incompatible with image ID file");
  const scope = { io, engine, isOwn };
  const cacheTo = readCacheTo(options.list("cache-to"), scope);
  const cacheFrom = await readCacheFrom(options.list("cache-from"), scope);
  noteEffectless(options, io, engine);
  const buildArgs = buildArguments(options.list("build-arg"), io);
  const target = options.text("target");
  const platforms = platformsOf(options, io, isOwn);
  const noted = annotations(options.list("annotation"));
  if (platforms.length < 2 && Object.keys(noted.index).length > 0)
    throw refusal("index annotations not supported for single platform export");
  const network = networkMode(options.text("network"));
  const epoch = outputs.rewritesTimes ? Number(buildArgs.SOURCE_DATE_EPOCH) : Number.NaN;
  return {
    builder,
    outputs,
    mode,
    iidfile,
    metadataFile: options.text("metadata-file"),
    request: {
      tags: [...tags, ...outputs.names],
      buildArgs,
      labels: Object.fromEntries(assignments(options.list("label"))),
      annotations: noted.manifest,
      indexAnnotations: noted.index,
      extraHosts: options.list("add-host").map(extraHost),
      secrets: await readSecrets(options.list("secret"), io),
      buildContexts: await readContexts(options.list("build-context"), io, engine),
      ...(target === undefined ? {} : { target }),
      ...(platforms.length > 1 ? { platforms } : platforms.map((platform) => ({ platform }))[0]),
      ...(network === undefined ? {} : { network }),
      ...(Number.isNaN(epoch) ? {} : { sourceDateEpoch: epoch }),
      noCache: options.flag("no-cache"),
      noCacheFilter: options.list("no-cache-filter").flatMap((stage) => stage.split(",")),
      pull: options.flag("pull"),
      ...{ cacheFrom, cacheTo },
      ...exportsOf(outputs, platforms.length > 1),
      ...(io.signal === undefined ? {} : { signal: io.signal }),
    },
  };
}

function progressMode(options: ParsedOptions): ProgressMode {
  const text = options.text("progress") || "auto";
  const modes: readonly ProgressMode[] = ["auto", "quiet", "plain", "tty", "rawjson"];
  const mode = modes.find((each) => each === text);
  if (mode === undefined) throw new UsageError(`invalid progress mode ${text}`, 1);
  if (!options.flag("quiet")) return mode;
  if (mode !== "auto" && mode !== "quiet")
    throw refusal(`progress=${mode} and quiet cannot be used together`);
  return "quiet";
}

/** A builder with a driver of its own gives nothing to the engine unless it is asked to. */
function withDefault(
  { driver }: Pick<BuilderInstance, "driver">,
  outputs: BuildOutputs,
  io: CommandIO,
): BuildOutputs {
  if (driver === "docker" || outputs.exports !== undefined) return outputs;
  io.stderr(
    `WARNING: No output specified with ${driver} driver. Build result will only remain in the build cache. To push result image into registry use --push or to load image into docker use --load\n`,
  );
  return { ...outputs, exports: [{ kind: "none" }] };
}

function wantsAttestations(options: ParsedOptions): boolean {
  const [provenance, sbom] = [options.text("provenance"), options.text("sbom")];
  return areAttestationsWanted(options.list("attest"), { provenance, sbom });
}

const NO_ATTESTATIONS =
  "layerlab writes no attestations: leave --provenance, --sbom and --attest out, or say --provenance=false";

/** What is built for, each once: several only by a builder with a driver of its own. */
function platformsOf(options: ParsedOptions, io: CommandIO, isOwn: boolean): readonly string[] {
  const given = options.list("platform").flatMap((text) => (text === "" ? [] : csv(text)));
  const fallback = io.variable?.("DOCKER_DEFAULT_PLATFORM") ?? "";
  const asked = given.length > 0 || fallback === "" ? given : [fallback];
  const platforms = new Set(asked.map((text) => normalPlatform(text.trim())));
  if (platforms.size > 1 && isOwn) throw notSupported("Multi-platform build", "build-multi-platform");
  return [...platforms];
}

function normalPlatform(text: string): string {
  try {
    return platformText(parsePlatform(text));
  } catch (error) {
    if (error instanceof InvalidPlatformError) throw refusal(error.message);
    throw error;
  }
}

function networkMode(text = "default"): NetworkMode | undefined {
  if (text === "none" || text === "host") return text;
  if (text === "" || text === "default") return undefined;
  throw refusal(
    `network mode "${text}" not supported by buildkit - you can define a custom network for your builder using the network driver-opt in buildx create`,
  );
}

/** Several platforms are no image of the engine's: they go to a registry, or nowhere. @throws {UsageError} in buildx's words */
function exportsOf(
  { exports, push, insecure }: BuildOutputs,
  isForSeveral: boolean,
): Pick<BuildOptions, "exports"> {
  if (exports === undefined) return {};
  if (!isForSeveral) return { exports };
  if (exports.some((each) => each.kind === "image-archive" && each.format === "docker"))
    throw refusal("docker exporter does not support exporting manifest lists, use the oci exporter instead");
  if (exports.some(({ kind }) => kind === "image") && !push)
    throw refusal("docker exporter does not currently support exporting manifest lists");
  return {
    exports: exports.map((each) => (each.kind === "image" ? { kind: "registry", insecure } : each)),
  };
}

interface Annotations {
  readonly manifest: Readonly<Record<string, string>>;
  readonly index: Readonly<Record<string, string>>;
}

/** `[manifest,index:]KEY=VALUE` */
function annotations(given: readonly string[]): Annotations {
  const [manifest, index] = [new Map<string, string>(), new Map<string, string>()];
  for (const text of given) {
    if (text === "") continue;
    const [key, value] = splitAssignment(text);
    if (value === undefined) throw refusal(`invalid annotation "${text}", expected key=value`);
    const [, types = "manifest", name = ""] = /^(?:([a-z,[\]/0-9-]+):)?(.*)$/s.exec(key) ?? [];
    const levels = types.split(",").map((type) => type.replace(/\[.*\]$/, ""));
    const unknown = levels.find((level) => !LEVELS.includes(level));
    if (unknown !== undefined) throw refusal(`unknown annotation type "${unknown}"`);
    if (levels.includes("manifest")) manifest.set(name, value);
    if (levels.includes("index")) index.set(name, value);
  }
  return { manifest: Object.fromEntries(manifest), index: Object.fromEntries(index) };
}

const LEVELS = ["manifest", "index", "manifest-descriptor", "index-descriptor"];

/** `NAME=value`; a bare NAME takes the caller's value, and is left out where there is none. SOURCE_DATE_EPOCH is taken by itself. */
function buildArguments(given: readonly string[], { variable }: CommandIO): Readonly<Record<string, string>> {
  const epoch = variable?.("SOURCE_DATE_EPOCH") ?? "";
  const set = given.flatMap((text) => {
    const [name, value = variable?.(name)] = splitAssignment(text);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries([...(epoch === "" ? [] : [["SOURCE_DATE_EPOCH", epoch] as const]), ...set]);
}

function noteEffectless(options: ParsedOptions, io: CommandIO, engine: Engine): void {
  for (const name of ["shm-size", "ulimit", "cgroup-parent"])
    if (options.given(name))
      sayOnce(engine, io, `build --${name}`, "has no effect here: programs run without cgroups and devices");
  if (options.given("ssh"))
    sayOnce(
      engine,
      io,
      "build --ssh",
      "forwards nothing here: a RUN reaches no network, so there is nothing to log in to. What needs a token can have it with --secret",
    );
}
