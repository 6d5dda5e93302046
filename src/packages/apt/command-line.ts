import { splitAssignment } from "../../posix/environment.js";
import type { AptConfig } from "./config.js";

export type AptName = "apt" | "apt-get" | "apt-cache";

export interface AptCommand {
  readonly program: AptName;
  /** `install`; "" if there is none. */
  readonly verb: string;
  readonly args: readonly string[];
  /** Options without a value that only some verbs read: `installed` of `apt list --installed`. */
  readonly flags: ReadonlySet<string>;
}

const CONFIG_FLAGS: Readonly<Record<string, readonly [name: string, value: string]>> = {
  "-y": ["APT::Get::Assume-Yes", "true"],
  "--yes": ["APT::Get::Assume-Yes", "true"],
  "--assume-yes": ["APT::Get::Assume-Yes", "true"],
  "--assume-no": ["APT::Get::Assume-No", "true"],
  "--force-yes": ["APT::Get::Assume-Yes", "true"],
  "--install-recommends": ["APT::Install-Recommends", "true"],
  "--no-install-recommends": ["APT::Install-Recommends", "false"],
  "-s": ["APT::Get::Simulate", "true"],
  "--simulate": ["APT::Get::Simulate", "true"],
  "--just-print": ["APT::Get::Simulate", "true"],
  "--dry-run": ["APT::Get::Simulate", "true"],
  "--no-act": ["APT::Get::Simulate", "true"],
  "-d": ["APT::Get::Download-Only", "true"],
  "--download-only": ["APT::Get::Download-Only", "true"],
  "--reinstall": ["APT::Get::ReInstall", "true"],
  "--purge": ["APT::Get::Purge", "true"],
  "--autoremove": ["APT::Get::AutomaticRemove", "true"],
  "--auto-remove": ["APT::Get::AutomaticRemove", "true"],
  "--no-download": ["APT::Get::Download", "false"],
};

/** Options that change nothing here: what they ask for is always the case, or never comes up. */
const WITHOUT_EFFECT =
  /^(-f|-m|-u|-V|--fix-broken|--fix-missing|--fix-policy|--(no-)?show-progress|--no-upgrade|--only-upgrade|--allow-(unauthenticated|downgrades|change-held-packages|remove-essential|releaseinfo-change|insecure-repositories)|--verbose-versions|--no-install-suggests|--(no-)?list-cleanup)$/;

const VERB_FLAGS =
  /^(--installed|--upgradable|--upgradeable|--all-versions|-a|--names-only|-n|--full|--recurse|-h|--help|-v|--version)$/;

/** Reads an apt command line into `config` and the rest. Returns a text, in apt's words, if the line is wrong. */
export function parseCommandLine(
  program: AptName,
  argv: readonly string[],
  config: AptConfig,
): AptCommand | string {
  const words: string[] = [];
  const flags = new Set<string>();
  const pending = [...argv];
  for (let word = pending.shift(); word !== undefined; word = pending.shift()) {
    const setting = CONFIG_FLAGS[word];
    if (word === "--") {
      words.push(...pending.splice(0));
    } else if (!word.startsWith("-") || word === "-") {
      words.push(word);
    } else if (setting !== undefined) {
      config.set(...setting);
    } else if (/^(-o|--option)(=|$)/.test(word) || /^-o./.test(word)) {
      const option = /^(-o|--option)$/.test(word)
        ? (pending.shift() ?? "")
        : word.replace(/^(-o|--option)=?/, "");
      const [name, value] = splitAssignment(option);
      if (name === "" || value === undefined)
        return `E: Option ${word}: Configuration item specification must have an =<val>.`;
      config.set(name, value);
    } else if (/^(-t|--target-release|--default-release)(=|$)/.test(word)) {
      if (!word.includes("=")) pending.shift();
    } else if (word === "-q" || word === "--quiet") {
      // `-q -q` means `-qq`.
      config.set("quiet", String(Number(config.get("quiet") ?? 0) + 1));
    } else if (/^-q=?\d$/.test(word)) {
      config.set("quiet", word.at(-1) ?? "1");
    } else if (VERB_FLAGS.test(word)) {
      flags.add(word.replace(/^-+/, ""));
    } else if (/^-[a-zA-Z]{2,}$/.test(word)) {
      pending.unshift(...[...word.slice(1)].map((letter) => `-${letter}`));
    } else if (!WITHOUT_EFFECT.test(word)) {
      const shown = word.startsWith("--") ? word : `'${word.slice(1, 2)}' [from ${word}]`;
      return `E: Command line option ${shown} is not understood in combination with the other options.`;
    }
  }
  const [verb = "", ...args] = words;
  return { program, verb, args, flags };
}
