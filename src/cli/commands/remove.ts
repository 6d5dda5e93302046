import { UsageError } from "../../errors/cli.js";
import { DaemonError } from "../../errors/engine.js";
import { parseReference } from "../reference.js";
import { forEachName } from "../report.js";
import type { CommandSpec, Invocation } from "../spec.js";

const MANY = { min: 1, max: Number.POSITIVE_INFINITY };

export const rmCommand: CommandSpec = {
  paths: ["container rm", "rm"],
  otherNames: { "container remove": "container rm" },
  usage: "[OPTIONS] CONTAINER [CONTAINER...]",
  summary: "Remove one or more containers",
  options: [
    {
      long: "force",
      short: "f",
      type: "bool",
      help: "Force the removal of a running container (uses SIGKILL)",
    },
    // There are no volumes, so there is none left behind: as Docker's would.
    {
      long: "volumes",
      short: "v",
      type: "bool",
      help: "Remove anonymous volumes associated with the container",
    },
  ],
  refused: "l/link",
  args: MANY,
  run: rm,
};

export const rmiCommand: CommandSpec = {
  paths: ["image rm", "rmi"],
  otherNames: { "image remove": "image rm" },
  usage: "[OPTIONS] IMAGE [IMAGE...]",
  summary: "Remove one or more images",
  options: [{ long: "force", short: "f", type: "bool", help: "Force removal of the image" }],
  refused: "no-prune platform:strings",
  args: MANY,
  run: rmi,
};

export const tagCommand: CommandSpec = {
  paths: ["image tag", "tag"],
  usage: "SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]",
  summary: "Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE",
  options: [],
  args: { min: 2, max: 2 },
  run: tag,
};

async function rm({ engine, io, options, args }: Invocation): Promise<number> {
  const force = options.flag("force");
  const { report, failures } = reporter((text) => io.stderr(text), force);
  await forEachName(args, report, async (name) => {
    await engine.removeContainer(name, { force });
    io.stdout(`${name}\n`);
  });
  return failures() > 0 ? 1 : 0;
}

async function rmi({ engine, io, options, args }: Invocation): Promise<number> {
  const force = options.flag("force");
  const { report, failures } = reporter((text) => io.stderr(text), force);
  await forEachName(args, report, async (name) => {
    for (const removal of await engine.removeImage(name, { force })) {
      io.stdout(
        removal.kind === "untagged" ? `Untagged: ${removal.reference}\n` : `Deleted: ${removal.id}\n`,
      );
    }
  });
  return failures() > 0 ? 1 : 0;
}

/** With `--force`, what is not there is said and is no failure. */
function reporter(stderr: (text: string) => void, force: boolean) {
  let count = 0;
  return {
    failures: () => count,
    report: (text: string, error: unknown): void => {
      stderr(text);
      if (!(force && error instanceof DaemonError && error.httpStatus === 404)) count += 1;
    },
  };
}

async function tag({ engine, args: [source = "", target = ""] }: Invocation): Promise<number> {
  await engine.tag(source, checkedTarget(target));
  return 0;
}

function checkedTarget(target: string): string {
  try {
    return parseReference(target).familiar;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(
      `Error parsing reference: "${target}" is not a valid repository/tag: ${error.message}`,
      error.exitCode,
    );
  }
}
