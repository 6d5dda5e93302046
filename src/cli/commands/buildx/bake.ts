import { goJson } from "../../../go/json.js";
import { type BakeFile, readBake, targetsNamed, textsOf, withOverrides } from "../../build/bake-file.js";
import { lineOf } from "../../build/bake-line.js";
import { refusal } from "../../build/refusal.js";
import { writeMetadata } from "../../build/result-files.js";
import type { CommandIO } from "../../command-io.js";
import { hostFiles } from "../../disk/archive-input.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { parseOptions } from "../../syntax/parse-options.js";
import { buildCommand, runBuild } from "../image/build.js";
import { BUILDER } from "./builders.js";

export const buildxBakeCommand: CommandSpec = {
  paths: ["buildx bake"],
  otherNames: { "buildx f": "buildx bake" },
  usage: "[OPTIONS] [TARGET...]",
  summary: "Build from a file",
  options: [
    { long: "allow", type: "list", help: "Allow build to access specified resources" },
    BUILDER,
    {
      long: "call",
      type: "string",
      help: 'Set method for evaluating build ("check", "outline", "targets")',
      default: "build",
    },
    { long: "check", type: "bool", help: 'Shorthand for "--call=check"' },
    { long: "file", short: "f", type: "list", help: "Build definition file" },
    { long: "load", type: "bool", help: 'Shorthand for "--set=*.output=type=docker"' },
    { long: "metadata-file", type: "string", help: "Write build result metadata to a file" },
    { long: "no-cache", type: "bool", help: "Do not use cache when building the image" },
    { long: "print", type: "bool", help: "Print the options without building" },
    {
      long: "progress",
      type: "string",
      help: 'Set type of progress output ("auto", "quiet", "plain", "tty", "rawjson"). Use plain to show container output',
      default: "auto",
    },
    { long: "provenance", type: "string", help: 'Shorthand for "--set=*.attest=type=provenance"' },
    { long: "pull", type: "bool", help: "Always attempt to pull all referenced images" },
    { long: "push", type: "bool", help: 'Shorthand for "--set=*.output=type=registry"' },
    { long: "sbom", type: "string", help: 'Shorthand for "--set=*.attest=type=sbom"' },
    { long: "set", type: "list", help: 'Override target value (e.g., "targetpattern.key=value")' },
  ],
  args: { min: 0, max: Number.POSITIVE_INFINITY },
  run,
};

/** Where buildx looks, in its order; all that are there count. */
const NAMES = [
  "compose.yaml",
  "compose.yml",
  "docker-compose.yml",
  "docker-compose.yaml",
  "docker-bake.json",
  "docker-bake.hcl",
  "docker-bake.override.json",
  "docker-bake.override.hcl",
];

/** Bake files are documents; a device or a mistake must not fill the memory. */
const MAX_FILE = 16 * 1024 * 1024;

async function run(invocation: Invocation): Promise<number> {
  const { io, options, args } = invocation;
  const read = readBake(await bakeFiles(options.list("file"), io), (name) => io.variable?.(name));
  const file = withOverrides(read, options.list("set"));
  const names = targetsNamed(file, args);
  if (options.flag("print")) {
    io.stdout(`${goJson(printed(file, args, names), 2)}\n`);
    return 0;
  }
  const metadata: Record<string, object> = {};
  for (const name of names) {
    const exitCode = await buildTarget(name, file, invocation, (told) => {
      metadata[name] = told;
    });
    if (exitCode !== 0) return exitCode;
  }
  const path = options.text("metadata-file");
  if (path !== undefined) await writeMetadata(io, path, metadata);
  return 0;
}

async function bakeFiles(
  given: readonly string[],
  io: CommandIO,
): Promise<readonly { readonly name: string; readonly text: string }[]> {
  const files = hostFiles(io);
  const names = given.length > 0 ? given : NAMES.filter((name) => files.stat(name)?.kind === "file");
  // A file that layerlab cannot read is passed over where one in JSON is there, too.
  const readable = names.filter((name) => name.endsWith(".json") || name === "-");
  const [first] = names;
  if (first === undefined) throw refusal("couldn't find a bake definition");
  if (readable.length === 0 || (given.length > 0 && readable.length < names.length))
    throw refusal(
      `${names.find((name) => !readable.includes(name))} is in a form that layerlab does not read: write the targets as JSON, in docker-bake.json`,
    );
  const texts: { readonly name: string; readonly text: string }[] = [];
  for (const name of readable) texts.push({ name, text: await textOf(name, io) });
  return texts;
}

async function textOf(name: string, io: CommandIO): Promise<string> {
  if (name === "-") return new TextDecoder().decode(await io.readAll?.());
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of hostFiles(io).read(name, io.signal)) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_FILE)
      throw refusal(`${name} is larger than ${MAX_FILE} bytes, the most that a bake file may have`);
  }
  return text + decoder.decode();
}

/** What `--print` shows: the groups and targets that were asked for. */
function printed({ groups, targets }: BakeFile, asked: readonly string[], names: readonly string[]): object {
  const shown = asked.length > 0 ? asked : ["default"];
  const own = shown.filter((name) => Object.hasOwn(groups, name));
  const group = Object.fromEntries(own.map((name) => [name, { targets: groups[name] }]));
  return {
    group: { ...group, ...(Object.hasOwn(group, "default") ? {} : { default: { targets: shown } }) },
    target: Object.fromEntries(
      names.map((name) => [name, { context: ".", dockerfile: "Dockerfile", ...targets[name] }]),
    ),
  };
}

async function buildTarget(
  name: string,
  { targets }: BakeFile,
  { options, io, ...rest }: Invocation,
  told: (metadata: object) => void,
): Promise<number> {
  const { words, inline } = lineOf(name, targets[name] ?? {});
  const flags = ["load", "push", "no-cache", "pull", "check"].filter((flag) => options.flag(flag));
  const texts = ["progress", "provenance", "sbom", "builder", "call"].flatMap((option) =>
    options.given(option) ? [`--${option}=${options.text(option)}`] : [],
  );
  const line = [...flags.map((flag) => `--${flag}`), ...texts, ...words];
  const parsed = parseOptions(buildCommand, "docker buildx build", line);
  const stdin = new TextEncoder().encode(inline ?? "");
  const own = inline === undefined ? io : { ...io, readAll: async () => stdin };
  return runBuild(
    { ...rest, io: own, spec: buildCommand, options: parsed.options, args: textsOf([...parsed.args]) },
    told,
  );
}
