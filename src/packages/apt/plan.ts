import type { PackageDatabase } from "./database.js";
import type { Stanza } from "./deb822.js";
import type { Candidate, PackageLists } from "./lists.js";
import { formatRelation, type Offer, parseRelations, type Relation, satisfies } from "./relations.js";
import { compareVersions } from "./version.js";

/** A dependency that no available package satisfies. */
export interface Unmet {
  readonly package: string;
  readonly kind: "Depends" | "PreDepends";
  readonly relation: string;
  readonly why: string;
}

/** What can satisfy a dependency. It is needed for each dependency of each package, so it is gathered only once. */
class Market {
  readonly installed: readonly Offer[];
  /** The packages that provide other names. */
  readonly providing: readonly Candidate[];

  constructor(database: PackageDatabase, lists: PackageLists) {
    this.installed = database.installed().map(offerOfStanza);
    this.providing = lists
      .names()
      .flatMap((name) => lists.versions(name))
      .filter(({ stanza }) => stanza.has("Provides"));
  }
}

/** What has to be installed along with some packages. */
export class InstallPlan {
  readonly #database: PackageDatabase;
  readonly #lists: PackageLists;
  readonly #recommends: boolean;
  readonly #market: Market;
  readonly #chosen = new Map<string, Candidate>();
  readonly #requested = new Set<string>();
  readonly unmet: Unmet[] = [];

  constructor(
    database: PackageDatabase,
    lists: PackageLists,
    options: { readonly recommends: boolean },
    market: Market = new Market(database, lists),
  ) {
    this.#database = database;
    this.#lists = lists;
    this.#recommends = options.recommends;
    this.#market = market;
  }

  /** Adds a package and everything it needs. */
  request(candidate: Candidate): void {
    this.#requested.add(candidate.name);
    this.#choose(candidate);
  }

  /** Everything to install or upgrade, by name. */
  get packages(): Candidate[] {
    return [...this.#chosen.values()].sort(byName);
  }

  isRequested(name: string): boolean {
    return this.#requested.has(name);
  }

  get additional(): Candidate[] {
    return this.packages.filter(({ name }) => !this.#requested.has(name));
  }

  get upgrades(): Candidate[] {
    return this.packages.filter(({ name }) => this.#database.version(name) !== undefined);
  }

  get fresh(): Candidate[] {
    return this.packages.filter(({ name }) => this.#database.version(name) === undefined);
  }

  /** Groups of a field of the new packages that nothing installed or planned satisfies, as apt lists them. */
  leftOut(field: "Suggests" | "Recommends"): string[] {
    const groups = this.fresh.flatMap(({ stanza }) => parseRelations(stanza.get(field)));
    const open = groups.filter((group) => !group.some((relation) => this.#isMet(relation)));
    return [...new Set(open.map((group) => group.map(({ name }) => name).join(" | ")))];
  }

  /**
   * The order of unpacking and configuring: important packages first, and each package after those it depends on.
   */
  get order(): Candidate[] {
    const ordered: Candidate[] = [];
    const visit = (candidate: Candidate, above: ReadonlySet<string>): void => {
      if (ordered.includes(candidate) || above.has(candidate.name)) return;
      const path = new Set(above).add(candidate.name);
      for (const relation of dependenciesOf(candidate.stanza).flat()) {
        const next = this.#chosen.get(relation.name);
        if (next !== undefined) visit(next, path);
      }
      ordered.push(candidate);
    };
    const byPriority = this.packages.sort((a, b) => priority(a) - priority(b) || byName(a, b));
    for (const candidate of byPriority) visit(candidate, new Set());
    return ordered;
  }

  #choose(candidate: Candidate): void {
    const known = this.#chosen.get(candidate.name);
    if (known !== undefined && compareVersions(known.version, candidate.version) >= 0) return;
    this.#chosen.set(candidate.name, candidate);
    const { stanza } = candidate;
    for (const kind of ["Pre-Depends", "Depends"] as const) {
      for (const group of parseRelations(stanza.get(kind))) {
        if (group.some((relation) => this.#isMet(relation))) continue;
        const solution = this.#solve(group);
        if (solution !== undefined) this.#choose(solution);
        else this.unmet.push(this.#explain(candidate, kind, group));
      }
    }
    if (!this.#recommends || this.#database.version(candidate.name) !== undefined) return;
    for (const group of parseRelations(stanza.get("Recommends"))) {
      if (group.some((relation) => this.#isMet(relation))) continue;
      const solution = this.#solve(group);
      if (solution !== undefined && this.#isInstallable(solution)) this.#choose(solution);
    }
  }

  #solve(group: readonly Relation[]): Candidate | undefined {
    for (const relation of group) {
      const named = this.#lists
        .versions(relation.name)
        .filter((version) => satisfies(offerOf(version), relation));
      const provided = this.#market.providing.filter((version) => satisfies(offerOf(version), relation));
      const [solution] = [...named.sort((a, b) => compareVersions(b.version, a.version)), ...provided];
      if (solution !== undefined) return solution;
    }
    return undefined;
  }

  /** Whether everything that a recommended package needs is available: otherwise the recommendation is dropped. */
  #isInstallable(candidate: Candidate): boolean {
    const trial = new InstallPlan(this.#database, this.#lists, { recommends: false }, this.#market);
    trial.request(candidate);
    return trial.unmet.length === 0;
  }

  #isMet(relation: Relation): boolean {
    for (const candidate of this.#chosen.values()) if (satisfies(offerOf(candidate), relation)) return true;
    return this.#market.installed.some(
      (offer) => !this.#chosen.has(offer.name) && satisfies(offer, relation),
    );
  }

  #explain(candidate: Candidate, kind: "Pre-Depends" | "Depends", group: readonly Relation[]): Unmet {
    const [relation] = group;
    const known = relation === undefined ? undefined : this.#lists.candidate(relation.name);
    return {
      package: candidate.name,
      kind: kind === "Depends" ? "Depends" : "PreDepends",
      relation: group.map(formatRelation).join(" | "),
      why: known === undefined ? "but it is not installable" : `but ${known.version} is to be installed`,
    };
  }
}

/** Installed packages that came as a dependency and that no package installed by hand still needs. */
export function noLongerRequired(database: PackageDatabase, without: ReadonlySet<string>): Stanza[] {
  const installed = database.installed().filter((stanza) => !without.has(stanza.get("Package")));
  const needed = new Set(installed.filter((stanza) => !database.isAutomatic(stanza.get("Package"))));
  for (const stanza of needed) {
    const groups = [...dependenciesOf(stanza), ...parseRelations(stanza.get("Recommends"))];
    for (const relation of groups.flat()) {
      for (const other of installed) {
        if (!needed.has(other) && satisfies(offerOfStanza(other), relation)) needed.add(other);
      }
    }
  }
  return installed.filter((stanza) => !needed.has(stanza));
}

/** The packages that have to go with some others: those that depend on one of them and on nothing that replaces it. */
export function withDependents(database: PackageDatabase, names: Iterable<string>): Set<string> {
  const gone = new Set(names);
  for (let before = -1; before !== gone.size; ) {
    before = gone.size;
    const stay = database.installed().filter((stanza) => !gone.has(stanza.get("Package")));
    for (const stanza of stay) {
      const broken = dependenciesOf(stanza).some(
        (group) =>
          group.some(({ name }) => gone.has(name)) &&
          !group.some((relation) => stay.some((other) => satisfies(offerOfStanza(other), relation))),
      );
      if (broken) gone.add(stanza.get("Package"));
    }
  }
  return gone;
}

function dependenciesOf(stanza: Stanza): Relation[][] {
  return [...parseRelations(stanza.get("Pre-Depends")), ...parseRelations(stanza.get("Depends"))];
}

function offerOf({ name, version, stanza }: Candidate): Offer {
  return { name, version, provides: stanza.get("Provides") };
}

function offerOfStanza(stanza: Stanza): Offer {
  return { name: stanza.get("Package"), version: stanza.get("Version"), provides: stanza.get("Provides") };
}

const PRIORITIES = ["required", "important", "standard", "optional", "extra"];

function priority({ stanza }: Candidate): number {
  const rank = PRIORITIES.indexOf(stanza.get("Priority"));
  return rank < 0 ? PRIORITIES.length : rank;
}

function byName(a: Candidate, b: Candidate): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
