import type { ContainerSummary } from "../../../engine/containers.js";
import type { Engine } from "../../../engine/engine.js";
import type { ImageInspect } from "../../../engine/images.js";
import { UsageError } from "../../../errors/cli.js";
import { DaemonError } from "../../../errors/engine.js";
import { splitAssignment } from "../../../posix/environment.js";

import { portTest } from "./port-filter.js";

type Test = (container: ContainerSummary) => boolean;
/** Makes the test of all values that were given for one filter. */
type Filter = (values: readonly string[], of: FilterContext) => Test | Promise<Test>;

interface FilterContext {
  readonly engine: Engine;
  /** All there are, newest first. */
  readonly containers: readonly ContainerSummary[];
  /** The values of every filter, by its name. */
  readonly given: ReadonlyMap<string, readonly string[]>;
}

/**
 * The containers that pass every filter, as moby chooses them (`daemon/list.go`). The values of one filter are
 * alternatives, but for labels.
 *
 * @throws {UsageError} a filter or a value that Docker refuses, in its words
 */
export async function chooseContainers(
  context: Omit<FilterContext, "given">,
  filters: readonly string[],
): Promise<readonly ContainerSummary[]> {
  const values = new Map<string, string[]>();
  for (const filter of filters) {
    const [name, value = ""] = splitAssignment(filter);
    if (!Object.hasOwn(FILTERS, name)) throw refusal(`invalid filter '${name}'`);
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  let left = context.containers;
  for (const [name, own] of values) {
    const test = await FILTERS[name]?.(own, { ...context, given: values });
    if (test !== undefined) left = left.filter(test);
  }
  return left;
}

const STATES = ["created", "running", "paused", "restarting", "removing", "exited", "dead"];
const HEALTH = ["none", "starting", "healthy", "unhealthy"];

const FILTERS: Readonly<Record<string, Filter>> = {
  ancestor: ancestorTest,
  before: (values, of) => orderTest(values, of, (at, bound) => at > bound),
  since: (values, of) => orderTest(values, of, (at, bound) => at < bound),
  exited: (values) => {
    const codes = values.map(integer);
    return ({ status, exitCode }) => status === "exited" && codes.includes(exitCode);
  },
  expose: (_, { given }) => portTest(given.get("publish") ?? [], given.get("expose") ?? []),
  publish: (_, { given }) => portTest(given.get("publish") ?? [], given.get("expose") ?? []),
  health: (values) => {
    const odd = values.find((value) => !HEALTH.includes(value));
    if (odd !== undefined) throw refusal(`Unrecognised filter value for health: ${odd}`);
    return ({ health }) => values.includes(health ?? "none");
  },
  id: (values, { containers }) => {
    // The beginning of one id and no other's.
    const found = values.flatMap((value) => {
      const beginning = containers.filter(({ id }) => value !== "" && id.startsWith(value));
      return beginning.length === 1 ? beginning : [];
    });
    return (container) => found.includes(container);
  },
  // Of Windows; elsewhere it chooses nothing and refuses nothing.
  isolation: () => () => true,
  "is-task": (values) => {
    const isTrue = values.some((value) => value === "true" || value === "1");
    const isFalse = values.some((value) => value === "false" || value === "0");
    if (isTrue === isFalse) throw refusal(`invalid filter 'is-task=[${values.join(" ")}]'`);
    return () => isFalse;
  },
  label: (values) => {
    const wanted = values.map(splitAssignment);
    return ({ labels }) =>
      wanted.every(
        ([name, value]) => Object.hasOwn(labels, name) && (value === undefined || labels[name] === value),
      );
  },
  name: (values) => {
    const fits = values.map(matcher);
    return ({ name }) => fits.some((match) => match(name) || match(`/${name}`));
  },
  network: networkTest,
  status: (values) => {
    const odd = values.find((value) => !STATES.includes(value));
    if (odd !== undefined) throw refusal(`invalid filter 'status=${odd}'`);
    return ({ status, paused }) => values.includes(paused ? "paused" : status);
  },
  volume: volumeTest,
};

/** @param values volumes' names, paths of the machine, or places in the container */
function volumeTest(values: readonly string[]): Test {
  return ({ mounts }) =>
    mounts.some(
      ({ Name, Source, Destination }) => values.includes(Name ?? Source) || values.includes(Destination),
    );
}

/** @param values networks' names, or the beginnings of their ids */
async function networkTest(values: readonly string[], { engine }: FilterContext): Promise<Test> {
  const networks = await engine.networks();
  const names = new Set(
    networks
      .filter(({ Name, Id }) => values.some((value) => value === Name || Id.startsWith(value)))
      .map(({ Name }) => Name),
  );
  return (container) => container.networks.some((name) => names.has(name));
}

/** A container is of its image, and of every image that one was made from. */
async function ancestorTest(values: readonly string[], { engine, containers }: FilterContext): Promise<Test> {
  const wanted = new Set<string>();
  for (const value of values) {
    const image = await inspected(engine, value);
    if (image !== undefined) wanted.add(image.Id);
  }
  const fits = new Map<string, boolean>();
  const isOf = async (id: string): Promise<boolean> => {
    for (let at = id; at !== ""; at = (await inspected(engine, at))?.Parent ?? "")
      if (wanted.has(at)) return true;
    return false;
  };
  if (wanted.size > 0)
    for (const { imageId } of containers) if (!fits.has(imageId)) fits.set(imageId, await isOf(imageId));
  return ({ imageId }) => fits.get(imageId) === true;
}

async function inspected(engine: Engine, name: string): Promise<ImageInspect | undefined> {
  try {
    return await engine.inspectImage(name);
  } catch (error) {
    if (error instanceof DaemonError) return undefined;
    throw error;
  }
}

/** Of several bounds the last one counts. */
function orderTest(
  values: readonly string[],
  { containers }: FilterContext,
  passes: (at: number, bound: number) => boolean,
): Test {
  const bounds = values.map((value) => {
    const name = value.replace(/^\//, "");
    const at = containers.findIndex((container) => container.name === name || container.id.startsWith(value));
    if (at < 0 || value === "") throw refusal(`no such container ${value}`);
    return at;
  });
  const places = new Map(containers.map(({ id }, at) => [id, at]));
  const bound = bounds.at(-1) ?? 0;
  return ({ id }) => passes(places.get(id) ?? 0, bound);
}

/** A regular expression, or, where it is none, just that text. */
function matcher(pattern: string): (text: string) => boolean {
  try {
    const expression = new RegExp(pattern, "u");
    return (text) => text === pattern || expression.test(text);
  } catch (error) {
    if (error instanceof SyntaxError) return (text) => text === pattern;
    throw error;
  }
}

function integer(text: string): number {
  if (!/^[-+]?\d+$/.test(text))
    throw refusal(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}

function refusal(reason: string): UsageError {
  return new UsageError(`Error response from daemon: ${reason}`, 1);
}
