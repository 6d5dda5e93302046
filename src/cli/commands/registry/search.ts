import type { ListFormat } from "../../../display/text/list.js";
import { UsageError } from "../../../errors/cli.js";
import { searchRow } from "../../../go/docker/rows.js";
import { ellipsis } from "../../../go/ellipsis.js";
import { splitAssignment } from "../../../posix/environment.js";
import { listText } from "../../list-output.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { FILTER, NO_TRUNC } from "../shared-options.js";

const DESCRIPTION_WIDTH = 45;

const FORMAT: ListFormat = {
  row: searchRow,
  columns: ["Name", "Description", "StarCount", "IsOfficial"],
  headings: { StarCount: "STARS", IsOfficial: "OFFICIAL" },
  id: "Name",
};

/** Docker Hub's search needs a network; this one lists the images that do not. */
export const searchCommand: CommandSpec = {
  paths: ["search"],
  usage: "[OPTIONS] TERM",
  summary: "Search the images that come with layerlab",
  description:
    "Search the images that come with layerlab, which need no network. Stars are counted by Docker Hub, so there are none here.",
  options: [
    FILTER,
    { long: "format", type: "string", help: "Pretty-print search using a Go template" },
    { long: "limit", type: "int", help: "Max number of search results" },
    NO_TRUNC,
  ],
  args: { min: 1, max: 1 },
  run,
};

async function run({ engine, io, options, args: [term = ""] }: Invocation): Promise<number> {
  const noTrunc = options.flag("no-trunc");
  const limit = Number(options.text("limit") ?? Number.POSITIVE_INFINITY);
  const isWanted = officialFilter(options.list("filter"));
  const found = (await engine.search(term)).filter(isWanted).slice(0, limit || undefined);
  const rows = found.map(({ name, description, stars, official }) => ({
    Name: name,
    Description: noTrunc ? description : ellipsis(description, DESCRIPTION_WIDTH),
    StarCount: String(stars),
    IsOfficial: official ? "[OK]" : "",
    IsAutomated: "",
  }));
  io.stdout(
    listText(FORMAT, rows, {
      quiet: false,
      format: options.text("format"),
    }),
  );
  return 0;
}

function officialFilter(
  filters: readonly string[],
): (result: { official: boolean; stars: number }) => boolean {
  const tests = filters.map((filter) => {
    const [name, value = ""] = splitAssignment(filter);
    if (name === "is-official")
      return ({ official }: { official: boolean }) => official === /^(1|true)$/.test(value);
    if (name === "stars") return ({ stars }: { stars: number }) => stars >= Number(value);
    if (name === "is-automated") return () => !/^(1|true)$/.test(value);
    throw new UsageError(`Error response from daemon: invalid filter '${name}'`, 1);
  });
  return (result) => tests.every((fits) => fits(result));
}
