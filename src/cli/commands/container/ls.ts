import { containersBundle } from "../../../display/containers.js";
import {
  containerFields,
  containersFormat,
  damagedContainersText,
} from "../../../display/text/containers.js";
import type { Engine } from "../../../engine/engine.js";
import { TemplateError, UsageError } from "../../../errors/cli.js";
import { containerRow } from "../../../go/docker/rows.js";
import { compileTemplate } from "../../../go/template/evaluate.js";
import { humanSize } from "../../../go/units.js";
import { isPlainTable, listText } from "../../list-output.js";
import { show } from "../../show-bundle.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { FILTER, FORMAT_LIST, NO_TRUNC } from "../shared-options.js";
import { chooseContainers } from "./filters.js";

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

/**
 * The client tries the template on a container of no properties before it asks for any. It sees then whether the template
 * wants sizes.
 *
 * @throws {UsageError}
 */
function wantsSize(format: string): boolean {
  let asked = false;
  const nobody = {
    Image: "<no image>",
    get Size(): string {
      asked = true;
      return "";
    },
  };
  try {
    compileTemplate(format)({ type: containerRow.type, data: nobody });
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new UsageError(`failed to ${error.phase} template: ${error.message}`, 1);
  }
  return asked;
}

async function run({ engine, io, now, options }: Invocation): Promise<number> {
  const format = options.text("format");
  const usesSize = format !== undefined && wantsSize(format);
  if (format && options.flag("quiet"))
    io.stderr("WARNING: Ignoring custom format, because both --format and --quiet are set.\n");
  const last = options.flag("latest") ? 1 : (options.number("last") ?? -1);
  const filters = options.list("filter");
  // A filter by state includes containers that are not running.
  const all = options.flag("all") || last > 0 || filters.some((filter) => filter.startsWith("status="));
  const containers = await engine.containers({ all: true });
  const chosen = (await chooseContainers({ engine, containers }, filters)).filter(
    ({ status }) => all || status === "running",
  );
  const shown = last > 0 ? chosen.slice(0, last) : chosen;
  const damage = damagedContainersText(shown);
  if (damage !== "") io.stderr(damage);
  const noTrunc = options.flag("no-trunc");
  const output = {
    quiet: options.flag("quiet"),
    format,
    labels: shown.map(({ labels }) => labels),
  };
  if (options.flag("size") || usesSize) {
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
