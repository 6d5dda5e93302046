import { type Medium, writeWhole } from "../../../content/medium.js";
import { BuilderError } from "../../../errors/builders.js";
import { isRecord } from "../../../go/reflect/value.js";
import { toBytes } from "../../../vfs/data.js";
import type { BuilderInstance, CreateBuilderOptions } from "../../builds.js";
import { randomName } from "../containers/random-name.js";

const PATH = "/builders.json";
const DRIVERS = ["docker-container", "kubernetes", "remote"];

type Made = Omit<BuilderInstance, "isCurrent">;

interface Document {
  readonly current: string;
  readonly builders: readonly Made[];
}

/** Docker's own, which is always there. */
const DEFAULT: Made = {
  name: "default",
  driver: "docker",
  node: "default",
  endpoint: "default",
  platforms: [],
};
const NONE: Document = { current: DEFAULT.name, builders: [] };

/**
 * The builders that `docker buildx create` made, in `builders.json`, for later processes too. They are names: every build runs here,
 * with one cache. Each method is called in a transaction of the store.
 */
export class BuilderFile {
  readonly #medium: Medium;
  readonly #kept: boolean;
  #document: Document = NONE;

  constructor(medium: Medium, kept: boolean) {
    this.#medium = medium;
    this.#kept = kept;
  }

  list(): readonly BuilderInstance[] {
    const { current, builders } = this.#read();
    return [DEFAULT, ...builders].map((builder) => ({ ...builder, isCurrent: builder.name === current }));
  }

  create(options: CreateBuilderOptions): string {
    const { current, builders } = this.#read();
    const isTaken = (each: string): boolean => builders.some((builder) => builder.name === each);
    const name = options.name === undefined ? randomName(isTaken) : checkedName(options.name);
    const { driver = "docker-container", endpoint = "default", platforms = [] } = options;
    if (name === DEFAULT.name)
      throw new BuilderError(
        "default is a reserved name and cannot be used to identify builder instance",
        name,
      );
    if (driver === DEFAULT.driver)
      throw new BuilderError('additional instances of driver "docker" cannot be created', name);
    if (!DRIVERS.includes(driver)) throw new BuilderError(`failed to find driver "${driver}"`, name);
    if (isTaken(name))
      throw new BuilderError(
        `existing instance for "${name}" but no append mode, specify the node name to make changes for existing instances`,
        name,
      );
    const made = { name, driver, node: options.node ?? `${name}0`, endpoint, platforms };
    this.#write({
      current: options.use === true ? name : current,
      builders: [...builders, made].sort((a, b) => (a.name < b.name ? -1 : 1)),
    });
    return name;
  }

  use(given: string): void {
    const name = checkedName(given);
    const { builders } = this.#read();
    if (name !== DEFAULT.name && !builders.some((each) => each.name === name))
      throw new BuilderError(
        `failed to find instance "${name}": open instances/${name}: no such file or directory`,
        name,
      );
    this.#write({ builders, current: name });
  }

  remove(given: string): void {
    const name = checkedName(given);
    const { builders, current } = this.#read();
    if (name === DEFAULT.name)
      throw new BuilderError(
        "context builder cannot be removed, run `docker context rm default` to remove this context",
        name,
      );
    if (!builders.some((each) => each.name === name))
      throw new BuilderError(`no builder "${name}" found`, name);
    this.#write({
      builders: builders.filter((each) => each.name !== name),
      current: current === name ? DEFAULT.name : current,
    });
  }

  #read(): Document {
    if (!this.#kept) return this.#document;
    if (this.#medium.stamp(PATH) === undefined) return NONE;
    return parsed(new TextDecoder().decode(toBytes(this.#medium.open(PATH))));
  }

  #write(document: Document): void {
    this.#document = document;
    if (!this.#kept) return;
    writeWhole(this.#medium, PATH, new TextEncoder().encode(JSON.stringify({ version: 1, ...document })));
  }
}

/** buildx `store.ValidateName`. @throws {BuilderError} */
function checkedName(name: string): string {
  if (/^[a-zA-Z][a-zA-Z0-9.\-_]*$/.test(name)) return name.toLowerCase();
  throw new BuilderError(
    `invalid name ${name}, name needs to start with a letter and may not contain symbols, except ._-`,
    name,
  );
}

/** What cannot be read counts as nothing: builders are names, and quickly made again. */
function parsed(text: string): Document {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return NONE;
  }
  if (!isRecord(document) || !Array.isArray(document.builders)) return NONE;
  const builders = document.builders.flatMap((each: unknown): readonly Made[] => {
    if (!isRecord(each)) return [];
    const { name, driver, node, endpoint, platforms } = each;
    const areTexts =
      typeof name === "string" &&
      typeof driver === "string" &&
      typeof node === "string" &&
      typeof endpoint === "string";
    if (!areTexts || !Array.isArray(platforms)) return [];
    return [{ name, driver, node, endpoint, platforms: platforms.map(String) }];
  });
  const { current } = document;
  const isThere = builders.some(({ name }) => name === current);
  return { builders, current: isThere && typeof current === "string" ? current : DEFAULT.name };
}
