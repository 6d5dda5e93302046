import { containersBundle } from "../../display/containers.js";
import { containerFields, containersFormat } from "../../display/text/containers.js";
import { humanSize } from "../../display/units.js";
import type { ContainerSummary, Engine } from "../../engine/engine.js";
import { TemplateError, UsageError } from "../../errors/cli.js";
import { parseDigest } from "../../oci/digest.js";
import { isPlainTable, listText } from "../list-output.js";
import { show } from "../show.js";
import type { CommandSpec, Invocation } from "../spec.js";
import { compileTemplate } from "../template/evaluate.js";
import { FILTER, FORMAT_LIST, NO_TRUNC } from "./options.js";

export const psCommand: CommandSpec = {
  paths: ["container ls", "ps"],
  otherNames: { "container list": "container ls", "container ps": "container ls" },
  usage: "[OPTIONS]",
  summary: "List containers",
  options: [
    { long: "all", short: "a", type: "bool", help: "Show all containers (default shows just running)" },
    FILTER,
    FORMAT_LIST,
    {
      long: "last",
      short: "n",
      type: "int",
      help: "Show n last created containers (includes all states)",
      default: "-1",
    },
    {
      long: "latest",
      short: "l",
      type: "bool",
      help: "Show the latest created container (includes all states)",
    },
    NO_TRUNC,
    { long: "quiet", short: "q", type: "bool", help: "Only display container IDs" },
    { long: "size", short: "s", type: "bool", help: "Display total file sizes" },
  ],
  args: { min: 0, max: 0 },
  run,
};

/** The client tries the template on a container of no properties before it asks for any. */
function checkTemplate(format: string, now: Date): void {
  const missing = (name: string): string => `can't evaluate field ${name} in type ${TYPE}`;
  try {
    compileTemplate(format, { missing })(containerFields(NOBODY, { now, noTrunc: false }));
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new UsageError(`failed to ${error.phase} template: ${error.message}`, 1);
  }
}

const TYPE = "*formatter.ContainerContext";

const NOBODY: ContainerSummary = {
  id: "",
  name: "",
  imageId: parseDigest(`sha256:${"0".repeat(64)}`),
  image: "",
  command: "",
  created: "1970-01-01T00:00:00Z",
  status: "created",
  exitCode: 0,
  labels: {},
};

async function run({ engine, io, now, options }: Invocation): Promise<number> {
  const format = options.text("format");
  if (format !== undefined) checkTemplate(format, now());
  const last = options.flag("latest") ? 1 : (options.number("last") ?? -1);
  const filters = options.list("filter");
  // Asking for a state asks for containers that do not run, too.
  const all = options.flag("all") || last > 0 || filters.some((filter) => filter.startsWith("status="));
  const chosen = chooseContainers(await engine.containers({ all }), filters);
  const shown = last > 0 ? chosen.slice(0, last) : chosen;
  const noTrunc = options.flag("no-trunc");
  const output = {
    quiet: options.flag("quiet"),
    format,
    type: TYPE,
  };
  if (options.flag("size")) {
    const sizes = await sizesOf(engine);
    const rows = shown.map((container) => ({
      ...containerFields(container, { now: now(), noTrunc }),
      Size: sizes.get(container.id) ?? "",
    }));
    const { columns, ...format } = containersFormat();
    io.stdout(listText({ ...format, columns: [...columns, "Size"] }, rows, output));
    return 0;
  }
  if (isPlainTable(output) && !noTrunc) {
    show(io, containersBundle(shown, { now: now(), all }));
    return 0;
  }
  const fields = shown.map((container) => containerFields(container, { now: now(), noTrunc }));
  io.stdout(listText(containersFormat(), fields, output));
  return 0;
}

/** `3B (virtual 1.98MB)`: the container's own files, and with those of its image. */
async function sizesOf(engine: Engine): Promise<ReadonlyMap<string, string>> {
  const { images, containers } = await engine.df();
  return new Map(
    containers.items.map(({ id, imageId, size }) => {
      const below = images.items.find((image) => image.id === imageId)?.size ?? 0;
      return [id, `${humanSize(size)} (virtual ${humanSize(size + below)})`];
    }),
  );
}

type Test = (container: ContainerSummary, value: string) => boolean;

const TESTS: Readonly<Record<string, Test>> = {
  id: (container, value) => container.id.startsWith(value),
  name: (container, value) => container.name.includes(value.replace(/^\//, "")),
  status: (container, value) => container.status === value,
  exited: (container, value) => container.status === "exited" && container.exitCode === Number(value),
  ancestor: (container, value) =>
    container.image === value ||
    container.image === `${value}:latest` ||
    `${container.image}:latest` === value ||
    container.imageId.replace("sha256:", "").startsWith(value.replace("sha256:", "")),
  label: (container, value) => {
    const at = value.indexOf("=");
    return at < 0
      ? Object.hasOwn(container.labels, value)
      : container.labels[value.slice(0, at)] === value.slice(at + 1);
  },
};

/** Filters of one name are alternatives; different names must all hold. */
function chooseContainers(
  containers: readonly ContainerSummary[],
  filters: readonly string[],
): readonly ContainerSummary[] {
  const names = new Set(filters.map((filter) => filter.slice(0, filter.indexOf("="))));
  return [...names].reduce<readonly ContainerSummary[]>((left, name) => {
    const given = filters.filter((filter) => filter.startsWith(`${name}=`));
    const holds = Object.hasOwn(TESTS, name) ? TESTS[name] : undefined;
    if (holds === undefined) {
      throw new UsageError(`Error response from daemon: invalid filter '${name}'`, 1);
    }
    return left.filter((container) =>
      given.some((filter) => holds(container, filter.slice(name.length + 1))),
    );
  }, containers);
}
