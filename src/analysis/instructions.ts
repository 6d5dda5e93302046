import type { HistoryRow } from "../engine/images.js";
import type { DiffID } from "../oci/digest.js";

/** One line of an image's history, as the instruction that wrote it. */
export interface Instruction {
  /** Its number among the history's steps, from 1, the oldest. */
  readonly step: number;
  /** `RUN apt-get update`: as the history has it, without what the builder put around it. */
  readonly text: string;
  /** As the history has it. */
  readonly recorded: string;
  /** Absent where it made none. */
  readonly layer?: InstructionLayer;
  /** Which member of the configuration it wrote, if it made no layer: `Cmd`. Absent where that is unknown, or none. */
  readonly setting?: string;
}

export interface InstructionLayer {
  /** From 1, the lowest: it is `image.layers[number - 1]`. */
  readonly number: number;
  readonly diffId: DiffID;
  /** Bytes of files. */
  readonly size: number;
  readonly entries: number;
}

/** An image that another one begins with. */
export interface InstructionBase {
  readonly name: string;
  readonly steps: number;
  readonly layers: number;
  readonly size: number;
  /** Whether the build is known to have started from it. Else its steps are only the same as the first ones here. */
  readonly isCertain: boolean;
}

/** An image's instructions, each with the layer that it made, or without. */
export interface Instructions {
  readonly name: string;
  /** The image in its FROM line, if that is here; `scratch`, without a layer, where it is known to have none. */
  readonly base?: InstructionBase;
  /** Oldest first; those of the base are left out. */
  readonly steps: readonly Instruction[];
}

export interface BaseCandidate {
  readonly name: string;
  /** Oldest first. */
  readonly rows: readonly HistoryRow[];
  readonly isCertain: boolean;
}

/** The base of what has none. */
export const SCRATCH = "scratch";

/**
 * @param rows oldest first
 * @param candidates images that it could stand on; the one with the most steps is taken, a certain one before all others
 */
export function instructionsOf(
  name: string,
  rows: readonly HistoryRow[],
  candidates: readonly BaseCandidate[],
): Instructions {
  const [base] = candidates
    .filter((candidate) => candidate.name === SCRATCH || isBeginning(candidate.rows, rows))
    .toSorted((a, b) => Number(b.isCertain) - Number(a.isCertain) || b.rows.length - a.rows.length);
  let layers = 0;
  const all = rows.map((row, at): Instruction => {
    if (row.layer !== undefined) layers += 1;
    const text = instructionText(row.createdBy);
    const setting = row.layer === undefined ? settingOf(text) : undefined;
    return {
      step: at + 1,
      text,
      recorded: row.createdBy,
      ...(row.layer === undefined
        ? {}
        : {
            layer: { number: layers, diffId: row.layer.diffId, size: row.size, entries: row.layer.entries },
          }),
      ...(setting === undefined ? {} : { setting }),
    };
  });
  return {
    name,
    ...(base === undefined ? {} : { base: baseOf(base) }),
    steps: all.slice(base?.rows.length ?? 0),
  };
}

function baseOf({ name, rows, isCertain }: BaseCandidate): InstructionBase {
  return {
    name,
    steps: rows.length,
    layers: rows.filter(({ layer }) => layer !== undefined).length,
    size: rows.reduce((sum, { size }) => sum + size, 0),
    isCertain,
  };
}

function isBeginning(first: readonly HistoryRow[], whole: readonly HistoryRow[]): boolean {
  return (
    first.length > 0 &&
    first.length < whole.length &&
    first.every((row, at) => {
      const other = whole[at];
      return (
        row.createdBy === other?.createdBy &&
        row.created === other.created &&
        row.layer?.diffId === other.layer?.diffId
      );
    })
  );
}

/** The instruction behind a history's text: without `#(nop)`, `# buildkit`, the shell, and the build arguments that the shell got. */
function instructionText(createdBy: string): string {
  const text = createdBy.trim();
  const classic = /^\/bin\/sh -c #\(nop\)\s+(.*)$/s.exec(text)?.[1];
  if (classic !== undefined) return classic.trim();
  const plain = text.replace(/ # buildkit$/, "");
  const run = /^(?:RUN )?(?:\|\d+ .*? )?\/bin\/sh -c (.*)$/s.exec(plain)?.[1];
  return (run === undefined ? plain : `RUN ${run}`).trim();
}

/** Members of the configuration by the instruction that writes them (image-spec config.md). */
const SETTINGS: Readonly<Record<string, string>> = {
  CMD: "Cmd",
  ENTRYPOINT: "Entrypoint",
  ENV: "Env",
  EXPOSE: "ExposedPorts",
  HEALTHCHECK: "Healthcheck",
  LABEL: "Labels",
  MAINTAINER: "author",
  ONBUILD: "OnBuild",
  SHELL: "Shell",
  STOPSIGNAL: "StopSignal",
  USER: "User",
  VOLUME: "Volumes",
  WORKDIR: "WorkingDir",
};

function settingOf(text: string): string | undefined {
  const word = /^[A-Z]+/.exec(text)?.[0] ?? "";
  return Object.hasOwn(SETTINGS, word) ? SETTINGS[word] : undefined;
}
