import { goJson } from "../../display/go-text.js";
import { containerInspectBundle, imageInspectBundle } from "../../display/inspect.js";
import { inspectText } from "../../display/text/inspect.js";
import type { ContainerInspect, Engine, ImageInspect } from "../../engine/engine.js";
import { TemplateError, UsageError } from "../../errors/cli.js";
import { DaemonError } from "../../errors/engine.js";
import { errorText } from "../report.js";
import { show } from "../show.js";
import type { CommandSpec, Invocation } from "../spec.js";
import { compileTemplate } from "../template/evaluate.js";
import { FORMAT_VALUE } from "./options.js";

type Found =
  | { readonly kind: "image"; readonly value: ImageInspect }
  | { readonly kind: "container"; readonly value: ContainerInspect };

const MANY = { min: 1, max: Number.POSITIVE_INFINITY };

export const inspectCommand: CommandSpec = {
  paths: ["inspect"],
  usage: "[OPTIONS] NAME|ID [NAME|ID...]",
  summary: "Return low-level information on Docker objects",
  options: [
    FORMAT_VALUE,
    {
      long: "size",
      short: "s",
      type: "bool",
      help: "Display total file sizes if the type is container",
    },
    { long: "type", type: "string", help: "Only inspect objects of the given type" },
  ],
  args: MANY,
  run: (invocation) => inspect(invocation, sized(invocation, finderFor(invocation.options.text("type")))),
};

export const imageInspectCommand: CommandSpec = {
  paths: ["image inspect"],
  usage: "[OPTIONS] IMAGE [IMAGE...]",
  summary: "Display detailed information on one or more images",
  options: [FORMAT_VALUE],
  refused: "platform:string",
  args: MANY,
  run: (invocation) => inspect(invocation, findImage),
};

export const containerInspectCommand: CommandSpec = {
  paths: ["container inspect"],
  usage: "[OPTIONS] CONTAINER [CONTAINER...]",
  summary: "Display detailed information on one or more containers",
  options: [FORMAT_VALUE, { long: "size", short: "s", type: "bool", help: "Display total file sizes" }],
  args: MANY,
  run: (invocation) => inspect(invocation, sized(invocation, findContainer)),
};

type Finder = (engine: Engine, name: string) => Promise<Found>;

/** `--size`: what the container's own files take, and all that it sees, where Docker has the two members. */
function sized({ options }: Invocation, find: Finder): Finder {
  if (!options.flag("size")) return find;
  return async (engine, name) => {
    const found = await find(engine, name);
    if (found.kind === "image") return found;
    const { images, containers } = await engine.df();
    const { Config, ...base } = found.value;
    const own = containers.items.find(({ id }) => id === base.Id)?.size ?? 0;
    const below = images.items.find(({ id }) => id === base.Image)?.size ?? 0;
    return { kind: "container", value: { ...base, SizeRw: own, SizeRootFs: own + below, Config } };
  };
}

const DOCKER_TYPES = [
  "config",
  "container",
  "image",
  "network",
  "node",
  "plugin",
  "secret",
  "service",
  "task",
  "volume",
];

function finderFor(type: string | undefined): Finder {
  switch (type) {
    case undefined:
    case "":
      return findAny;
    case "image":
      return findImage;
    case "container":
      return findContainer;
  }
  if (DOCKER_TYPES.includes(type)) {
    return async () => {
      throw new UsageError(`layerlab has images and containers only, and so nothing of type "${type}"`, 1);
    };
  }
  throw new UsageError(
    `unknown type: "${type}": must be one of ${DOCKER_TYPES.map((known) => `"${known}"`).join(", ")}`,
    1,
  );
}

const findImage: Finder = async (engine, name) => ({ kind: "image", value: await engine.inspectImage(name) });

const findContainer: Finder = async (engine, name) => ({
  kind: "container",
  value: await engine.inspectContainer(name),
});

const findAny: Finder = async (engine, name) => {
  for (const find of [findContainer, findImage]) {
    try {
      return await find(engine, name);
    } catch (error) {
      if (!(error instanceof DaemonError && error.httpStatus === 404)) throw error;
    }
  }
  throw new UsageError(`Error: No such object: ${name}`, 1);
};

async function inspect({ engine, io, options, args }: Invocation, find: Finder): Promise<number> {
  const print = printer(options.text("format"));
  const found: Found[] = [];
  const failures: string[] = [];
  for (const name of args) {
    try {
      found.push(await find(engine, name));
    } catch (error) {
      failures.push(errorText(error));
    }
  }
  const [only] = found;
  if (print !== undefined)
    for (const { value } of found) io.stdout(`${print(value, (text) => io.stdout(text))}\n`);
  else if (options.text("format") === "json") io.stdout(`${goJson(found.map(({ value }) => value))}\n`);
  else if (found.length === 1 && only !== undefined) show(io, bundleOf(only));
  else io.stdout(inspectText(found.map(({ value }) => value)));
  if (failures.length > 0) io.stderr(`${failures.join("\n")}\n`);
  return failures.length > 0 ? 1 : 0;
}

function bundleOf(found: Found) {
  return found.kind === "image" ? imageInspectBundle(found.value) : containerInspectBundle(found.value);
}

/** Nothing for the plain JSON; an unparsable template fails before anything is looked up. */
function printer(
  format: string | undefined,
): ((value: unknown, stdout: (text: string) => void) => string) | undefined {
  if (format === undefined || format === "" || format === "json") return undefined;
  const failed = (error: unknown, exitCode: number): never => {
    if (!(error instanceof TemplateError)) throw error;
    throw new UsageError(`template parsing error: ${error.message}`, exitCode);
  };
  try {
    const evaluate = compileTemplate(format);
    return (value, stdout) => {
      try {
        return evaluate(value);
      } catch (error) {
        // The client has by then ended the line it could not fill.
        stdout("\n");
        return failed(error, 1);
      }
    };
  } catch (error) {
    return failed(error, 64);
  }
}
