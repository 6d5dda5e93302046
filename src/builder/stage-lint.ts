import type { Command } from "../dockerfile/command.js";
import type { LintWarning } from "../dockerfile/lint-rules.js";
import type { Instruction, Location } from "../dockerfile/parse.js";
import type { Stage } from "../dockerfile/stages.js";
import { didYouMean } from "../dockerfile/suggest.js";
import type { Variables } from "../dockerfile/words.js";
import type { ContainerConfig } from "../oci/types.js";

const SECRET = /(?:_|^)(?:apikey|auth|credential|credentials|key|password|pword|passwd|secret|token)(?:_|$)/i;
const PUBLIC = /(?:_|^)public(?:_|$)/i;

/** The rules of BuildKit's linter about the lines of one stage, which are looked at in their order. */
export class StageLint {
  readonly #report: (warning: LintWarning) => void;
  /** Where an instruction stands of which only the last one counts. */
  readonly #once = new Map<string, Location>();
  #workdirSet: boolean;

  /** @param workdirSet a stage below has a WORKDIR of its own */
  constructor(report: (warning: LintWarning) => void, workdirSet: boolean) {
    this.#report = report;
    this.#workdirSet = workdirSet;
  }

  /** @param config the stage's settings before this line */
  line({ original, location, word }: Instruction, command: Command, config: ContainerConfig): void {
    const report = (rule: LintWarning["rule"], detail: string, at = location) =>
      this.#report({ rule, detail, location: at });
    switch (command.keyword) {
      case "CMD":
      case "ENTRYPOINT":
      case "HEALTHCHECK": {
        const before = this.#once.get(command.keyword);
        this.#once.set(command.keyword, location);
        if (before !== undefined)
          report(
            "MultipleInstructionsDisallowed",
            `Multiple ${word} instructions should not be used in the same stage because only the last one will be used`,
            before,
          );
        if (command.keyword !== "HEALTHCHECK" && command.line.shell && (config.Shell ?? []).length === 0)
          report(
            "JSONArgsRecommended",
            `JSON arguments recommended for ${word} to prevent unintended behavior related to OS signals`,
          );
        break;
      }
      case "WORKDIR":
        if (!this.#workdirSet && !command.path.startsWith("/"))
          report(
            "WorkdirRelativePath",
            `Relative workdir "${command.path}" can have unexpected results if the base image changes`,
          );
        this.#workdirSet = true;
        break;
      case "ENV":
      case "LABEL":
        if (isLegacy(original))
          report(
            "LegacyKeyValueFormat",
            `"${word} key=value" should be used instead of legacy "${word} key value" format`,
          );
        if (command.keyword === "ENV")
          for (const [name] of command.pairs) this.#secret("ENV", name, location);
        break;
      case "ARG":
        for (const [name] of command.args) this.#secret("ARG", name, location);
        break;
      default:
    }
  }

  /**
   * The same variables, reporting each one that a line uses and nobody has set or declared.
   *
   * @param names that there are
   */
  watched(
    variables: Variables,
    location: Location,
    names: () => { readonly set: readonly string[]; readonly declared: readonly string[] },
  ): Variables {
    return (name) => {
      const value = variables(name);
      const { set, declared } = names();
      if (value === undefined && !declared.includes(name)) {
        const meant = didYouMean(name, set).replace("did you mean ", "did you mean $");
        const detail = `Usage of undefined variable '$${name}'${meant}`;
        this.#report({ rule: "UndefinedVar", detail, location });
      }
      return value;
    };
  }

  #secret(keyword: "ARG" | "ENV", name: string, location: Location): void {
    if (!SECRET.test(name) || PUBLIC.test(name)) return;
    this.#report({
      rule: "SecretsUsedInArgOrEnv",
      detail: `Do not use ARG or ENV instructions for sensitive data (${keyword} "${name}")`,
      location,
    });
  }
}

/** `ENV NAME value`: the first word has no `=`. */
function isLegacy(original: string): boolean {
  const [, first = ""] = /^\s*\S+\s+((?:"[^"]*"|'[^']*'|\S)+)/.exec(original) ?? [];
  return !first.includes("=");
}

/** Whether a stage that this one is built on, or that one is, says where it works. */
export function setsWorkdir({ from, index }: Stage, stages: readonly Stage[]): boolean {
  const below = stages.findLast((each) => each.name === from && each.index < index);
  if (below === undefined) return false;
  return below.body.some(({ command }) => command.keyword === "WORKDIR") || setsWorkdir(below, stages);
}
