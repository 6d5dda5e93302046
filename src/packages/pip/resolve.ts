import type { Distribution } from "./installed.js";
import { allows, canonical, formatRequirement, formatSpecifiers, type Requirement } from "./requirement.js";
import type { PackageIndex, Wheel } from "./wheel-index.js";

/** Who requires something: the user, or a release. */
interface Demand {
  readonly requirement: Requirement;
  readonly parent: Choice | undefined;
}

/** The result for one project: a release to fetch, or the one that is installed. */
export interface Choice {
  readonly key: string;
  /** The name as it was first asked for. */
  readonly name: string;
  readonly demand: Demand;
  readonly version: string;
  readonly wheel?: Wheel;
  readonly installed?: Distribution;
}

/** No set of releases fits. `lines` are pip's messages; those with `ERROR:` or `NOTE:` are errors. */
export class ResolutionError extends Error {
  readonly lines: readonly string[];
  /** The releases that pip looked at, and prints, before it found out. */
  readonly choices: readonly Choice[];

  constructor(lines: readonly string[], choices: readonly Choice[]) {
    super(lines[0] ?? "");
    this.lines = lines;
    this.choices = choices;
  }
}

export interface ResolveOptions {
  readonly index: PackageIndex;
  readonly installed: ReadonlyMap<string, Distribution>;
  /** Take the newest release of what was named, even if the installed one fits. */
  readonly upgrade: boolean;
  readonly reinstall: boolean;
  readonly dependencies: boolean;
}

/**
 * Picks a release for each requirement and for what those require: the installed one if it fits, else the newest;
 * older ones are tried if the newest do not go together.
 */
export function resolve(wanted: readonly Requirement[], options: ResolveOptions): Choice[] {
  const first = wanted.map((requirement) => ({ requirement, parent: undefined }));
  const solver = new Solver(options, first);
  return solver.solve();
}

class Solver {
  readonly #options: ResolveOptions;
  readonly #first: readonly Demand[];
  #deepest: readonly Choice[] = [];
  #clash: readonly Demand[] = [];

  constructor(options: ResolveOptions, first: readonly Demand[]) {
    this.#options = options;
    this.#first = first;
  }

  solve(): Choice[] {
    for (const { requirement } of this.#first) this.#requireSome(requirement);
    const found = this.#search([...this.#first], []);
    if (found !== undefined) return found;
    throw new ResolutionError(this.#explain(), this.#firstChoices());
  }

  #search(queue: readonly Demand[], chosen: readonly Choice[]): Choice[] | undefined {
    const [demand, ...rest] = queue;
    if (demand === undefined) return [...chosen];
    const key = canonical(demand.requirement.name);
    const known = chosen.find((choice) => choice.key === key);
    if (known !== undefined) {
      if (allows(demand.requirement, known.version)) return this.#search(rest, chosen);
      this.#remember(chosen, [known.demand, demand]);
      return undefined;
    }
    const demands = [demand, ...rest.filter((other) => canonical(other.requirement.name) === key)];
    const candidates = this.#candidates(key, demand).filter((candidate) =>
      demands.every(({ requirement }) => allows(requirement, candidate.version)),
    );
    if (candidates.length === 0) this.#remember(chosen, demands);
    for (const candidate of candidates) {
      const needs = this.#options.dependencies
        ? (candidate.wheel?.dependencies ?? candidate.installed?.dependencies ?? [])
        : [];
      const next = needs.map((requirement) => ({ requirement, parent: candidate }));
      const found = this.#search([...rest, ...next], [...chosen, candidate]);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #candidates(key: string, demand: Demand): Choice[] {
    const { index, installed, upgrade, reinstall } = this.#options;
    const base = { key, name: demand.requirement.name, demand };
    const there = installed.get(key);
    const fetched = (index.get(key) ?? []).map((wheel) => ({ ...base, version: wheel.version, wheel }));
    if (there === undefined) return fetched;
    const present = { ...base, version: there.version, installed: there };
    const direct = demand.parent === undefined;
    const same = fetched.filter(({ version }) => version !== there.version);
    if (direct && reinstall) return fetched;
    if (!(direct && upgrade)) return [present, ...same];
    return [
      ...fetched.map((choice) => (choice.version === there.version ? present : choice)),
      ...(fetched.some(({ version }) => version === there.version) ? [] : [present]),
    ];
  }

  /** A project that is unknown, or has no such release, is reported before anything else. */
  #requireSome(requirement: Requirement): void {
    const key = canonical(requirement.name);
    const versions = (this.#options.index.get(key) ?? []).map(({ version }) => version);
    const there = this.#options.installed.get(key)?.version;
    if (
      [...versions, ...(there === undefined ? [] : [there])].some((version) => allows(requirement, version))
    )
      return;
    const known = versions.length === 0 ? "none" : [...versions].reverse().join(", ");
    const shown = formatRequirement(requirement);
    throw new ResolutionError(
      [
        `ERROR: Could not find a version that satisfies the requirement ${shown} (from versions: ${known})`,
        `ERROR: No matching distribution found for ${shown}`,
        `NOTE: layerlab: this pip knows ${[...this.#options.index.keys()].join(", ")}.`,
      ],
      [],
    );
  }

  /** What would be taken of each named project if it were the only one. */
  #firstChoices(): Choice[] {
    const seen = new Set<string>();
    return this.#first.flatMap((demand) => {
      const key = canonical(demand.requirement.name);
      if (seen.has(key)) return [];
      seen.add(key);
      return this.#candidates(key, demand)
        .filter(({ version }) => allows(demand.requirement, version))
        .slice(0, 1);
    });
  }

  #remember(chosen: readonly Choice[], clash: readonly Demand[]): void {
    if (chosen.length < this.#deepest.length && this.#clash.length > 0) return;
    this.#deepest = chosen;
    this.#clash = clash;
  }

  #explain(): string[] {
    const [single] = this.#clash;
    if (this.#clash.length === 1 && single !== undefined) {
      const { requirement, parent } = single;
      const versions = (this.#options.index.get(canonical(requirement.name)) ?? []).map(
        ({ version }) => version,
      );
      const shown = formatRequirement(requirement);
      const from = parent === undefined ? "" : `from ${parent.name}; `;
      const known = versions.length === 0 ? "none" : [...versions].reverse().join(", ");
      return [
        `ERROR: Could not find a version that satisfies the requirement ${shown} (${from}from versions: ${known})`,
        `ERROR: No matching distribution found for ${shown}`,
      ];
    }
    const asked = this.#clash.map(({ requirement, parent }) => {
      if (parent === undefined) return formatRequirement(requirement);
      const above = parent.demand.parent;
      if (above !== undefined) return above.name;
      return parent.demand.requirement.origin || `${parent.name}==${parent.version}`;
    });
    const names = [...new Set(asked)].sort();
    const last = names.pop() ?? "";
    const list = names.length === 0 ? last : `${names.join(", ")} and ${last}`;
    const lines = this.#clash.map(({ requirement, parent }) => {
      if (parent === undefined) return `    The user requested ${formatRequirement(requirement)}`;
      const parts = formatSpecifiers(requirement.specifiers).split(",").join(" and ");
      return `    ${parent.name} ${parent.version} depends on ${requirement.name}${parts}`;
    });
    return [
      `ERROR: Cannot install ${list} because these package versions have conflicting dependencies.`,
      "",
      "The conflict is caused by:",
      ...lines,
      "",
      "To fix this you could try to:",
      "1. loosen the range of package versions you've specified",
      "2. remove package versions to allow pip attempt to solve the dependency conflict",
      "",
      "ERROR: ResolutionImpossible: for help visit https://pip.pypa.io/en/latest/topics/dependency-resolution/#dealing-with-dependency-conflicts",
    ];
  }
}

/** Dependencies first, in pip's order of installation: leaves are taken off again and again, each time from Z to A. */
export function installOrder(choices: readonly Choice[]): Choice[] {
  const ordered: Choice[] = [];
  const left = new Map(choices.map((choice) => [choice.key, choice]));
  while (left.size > 0) {
    const leaves = [...left.values()].filter((choice) =>
      (choice.wheel?.dependencies ?? []).every(({ name }) => {
        const other = left.get(canonical(name));
        return other === undefined || other === choice;
      }),
    );
    const taken = leaves.length > 0 ? leaves : [...left.values()];
    taken.sort((a, b) => (a.key < b.key ? 1 : -1));
    for (const choice of taken) {
      ordered.push(choice);
      left.delete(choice.key);
    }
  }
  return ordered;
}
