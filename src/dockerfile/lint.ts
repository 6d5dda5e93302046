import { InvalidReferenceError } from "../errors/images.js";
import { parsePlatform } from "../oci/platform.js";
import { parseReference } from "../oci/reference.js";
import type { LintWarning } from "./lint-rules.js";
import type { Dockerfile, Instruction } from "./parse.js";
import type { FromArguments } from "./stages.js";
import { didYouMean } from "./suggest.js";
import { expandWord } from "./words.js";

/** What is found without knowing what images or files there are: names, letters, and what FROM lines say. */
export function lintText(file: Dockerfile, { globals, defaults }: FromArguments): readonly LintWarning[] {
  const { instructions, emptyContinuations } = file;
  return [
    ...emptyContinuations.map((location) => ({
      rule: "NoEmptyContinuation" as const,
      detail: "Empty continuation line",
      location,
    })),
    ...instructions.flatMap(lettersOf),
    ...stageNames(instructions),
    ...casing(instructions),
    ...instructions.flatMap((instruction) =>
      instruction.keyword === "FROM" ? fromLine(instruction, file, { globals, defaults }) : [],
    ),
  ];
}

function lettersOf({ keyword, word, args, location }: Instruction): readonly LintWarning[] {
  if (keyword === "MAINTAINER")
    return [
      {
        rule: "MaintainerDeprecated",
        detail: "Maintainer instruction is deprecated in favor of using label",
        location,
      },
    ];
  const [, as, name] = args;
  if (keyword !== "FROM" || as === undefined || name === undefined || args.length !== 3) return [];
  const found: LintWarning[] = [];
  if (name !== name.toLowerCase())
    found.push({ rule: "StageNameCasing", detail: `Stage name '${name}' should be lowercase`, location });
  const expected = word === word.toLowerCase() ? as.toLowerCase() : as.toUpperCase();
  if (isOneCase(word) && as !== expected)
    found.push({
      rule: "FromAsCasing",
      detail: `'${as}' and '${word}' keywords' casing do not match`,
      location,
    });
  return found;
}

function stageNames(instructions: readonly Instruction[]): readonly LintWarning[] {
  const seen = new Set<string>();
  return instructions.flatMap(({ keyword, args, location }): readonly LintWarning[] => {
    const name = args.length === 3 ? args[2]?.toLowerCase() : undefined;
    if (keyword !== "FROM" || name === undefined) return [];
    const found: LintWarning[] = [];
    if (name === "context" || name === "scratch")
      found.push({
        rule: "ReservedStageName",
        detail: `Stage name should not use the same name as reserved stage "${name}"`,
        location,
      });
    if (seen.has(name))
      found.push({
        rule: "DuplicateStageName",
        detail: `Duplicate stage name "${name}", stage names should be unique`,
        location,
      });
    seen.add(name);
    return found;
  });
}

/** Of all lines but the ARGs before the first FROM, the case that most of them have is right. */
function casing(instructions: readonly Instruction[]): readonly LintWarning[] {
  const counted = instructions.slice(instructions.findIndex(({ keyword }) => keyword === "FROM"));
  const lower = counted.filter(({ word }) => word === word.toLowerCase()).length;
  const upper = counted.filter(({ word }) => isOneCase(word) && word !== word.toLowerCase()).length;
  const [right, name] =
    lower > upper
      ? [(word: string) => word.toLowerCase(), "lowercase"]
      : [(word: string) => word.toUpperCase(), "uppercase"];
  return counted.flatMap(({ word, location }) =>
    word === right(word)
      ? []
      : [
          {
            rule: "ConsistentInstructionCasing" as const,
            detail: `Command '${word}' should match the case of the command majority (${name})`,
            location,
          },
        ],
  );
}

function isOneCase(word: string): boolean {
  return word === word.toLowerCase() || word === word.toUpperCase();
}

type Arguments = ReadonlyMap<string, string | undefined>;

function fromLine(
  { args, flags, location }: Instruction,
  { escapeCharacter }: Dockerfile,
  { globals, defaults }: FromArguments,
): readonly LintWarning[] {
  const [base = "", , name = ""] = args;
  const expand = (word: string, values: Arguments): Expanded => {
    const used = new Set<string>();
    const variables = (each: string) => {
      used.add(each);
      return values.has(each) ? (values.get(each) ?? "") : undefined;
    };
    const text = expandWord(word, variables, { escapeCharacter });
    return { text, used: [...used] };
  };
  const found: LintWarning[] = [];
  if (!isName(expand(base, defaults).text))
    found.push({
      rule: "InvalidDefaultArgInFrom",
      detail: `Default value for ARG ${base} results in empty or invalid base image name`,
      location,
    });
  const undeclared = ({ used }: Expanded): readonly LintWarning[] =>
    used.flatMap((each) =>
      globals.has(each)
        ? []
        : [
            {
              rule: "UndefinedArgInFrom" as const,
              detail: `FROM argument '${each}' is not declared${didYouMean(each, [...globals.keys()])}`,
              location,
            },
          ],
    );
  found.push(...undeclared(expand(base, globals)));
  const platform = flags.find((flag) => flag.startsWith("--platform="))?.slice("--platform=".length);
  if (platform === undefined) return found;
  const expanded = expand(platform, globals);
  found.push(...undeclared(expanded));
  if (expanded.used.join() === "TARGETPLATFORM" && expanded.text === globals.get("TARGETPLATFORM"))
    found.push({
      rule: "RedundantTargetPlatform",
      detail: `Setting platform to predefined ${platform} in FROM is redundant as this is the default behavior`,
      location,
    });
  if (expanded.used.length === 0 && isUnnamedPlatform(expanded.text, name.toLowerCase()))
    found.push({
      rule: "FromPlatformFlagConstDisallowed",
      detail: `FROM --platform flag should not use constant value "${expanded.text}"`,
      location,
    });
  return found;
}

interface Expanded {
  readonly text: string;
  readonly used: readonly string[];
}

function isName(text: string): boolean {
  try {
    parseReference(text);
    return true;
  } catch (error) {
    if (error instanceof InvalidReferenceError) return false;
    throw error;
  }
}

/** A stage that says in its name what it is for may be for nothing else. */
function isUnnamedPlatform(text: string, stage: string): boolean {
  try {
    const { os, architecture } = parsePlatform(text);
    return !stage.includes(os) && !stage.includes(architecture);
  } catch {
    return false;
  }
}
