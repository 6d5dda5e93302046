import { setTimeout } from "#platform/timers";
import type { EngineEvent } from "../../../engine/events.js";
import { UsageError } from "../../../errors/cli.js";
import { as, int64, map, optional, string, struct } from "../../../go/reflect/type.js";
import { splitAssignment } from "../../../posix/environment.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { timeOption } from "../../time-option.js";
import { FILTER, FORMAT_VALUE } from "../shared-options.js";
import { printFacts } from "./facts.js";

const { short: _short, ...FORMAT } = FORMAT_VALUE;

export const eventsCommand: CommandSpec = {
  paths: ["system events", "events"],
  usage: "[OPTIONS]",
  summary: "Get real time events from the server",
  options: [
    FILTER,
    FORMAT,
    { long: "since", type: "string", help: "Show all events created since timestamp" },
    { long: "until", type: "string", help: "Stream events until this timestamp" },
  ],
  args: { min: 0, max: 0 },
  run,
};

const TYPE = struct("events.Message", {
  Status: optional(string, "status"),
  ID: optional(string, "id"),
  From: optional(string, "from"),
  Type: string,
  Action: string,
  Actor: struct("events.Actor", { ID: string, Attributes: map(string, string) }),
  Scope: as("scope", string),
  Time: as("time", int64),
  TimeNano: as("timeNano", int64),
});

/** Those there were since a time, then those that come, until a time or the interrupt. */
async function run({ engine, io, now, options }: Invocation): Promise<number> {
  const since = timeOption(options.text("since"), now(), 'invalid value for "since"');
  const until = timeOption(options.text("until"), now(), 'invalid value for "until"');
  const filters = options.list("filter").map(splitAssignment);
  const print = (event: EngineEvent): void => {
    if (!isChosen(event, filters)) return;
    const data = event.Type === "container" ? { ...older(event), ...event } : event;
    if (!printFacts(io, options.text("format"), { type: TYPE, data })) io.stdout(line(event));
  };
  const past = since === undefined && until === undefined ? [] : await engine.events();
  for (const event of past) {
    const time = event.timeNano / 1_000_000;
    if (time >= (since ?? 0) && time <= (until ?? Number.POSITIVE_INFINITY)) print(event);
  }
  const left = until === undefined ? undefined : until - now().getTime();
  // Where nothing can interrupt it, it would never end.
  if (left !== undefined ? left <= 0 : io.signal === undefined) return 0;
  const stop = await engine.followEvents(print);
  await new Promise<void>((resolve) => {
    if (left !== undefined) setTimeout(resolve, left);
    if (io.signal?.aborted) resolve();
    io.signal?.addEventListener("abort", () => resolve(), { once: true });
  });
  stop();
  return 0;
}

/** Members that containers' events have from older days. */
function older({ Action, Actor }: EngineEvent) {
  return { status: Action, id: Actor.ID, from: Actor.Attributes.image ?? "" };
}

function line({ Type, Action, Actor, timeNano }: EngineEvent): string {
  const attributes = Object.entries(Actor.Attributes).map(([name, value]) => `${name}=${value}`);
  const time = new Date(timeNano / 1_000_000).toISOString().replace("Z", "000000Z");
  return `${time} ${Type} ${Action} ${Actor.ID}${attributes.length === 0 ? "" : ` (${attributes.join(", ")})`}\n`;
}

type Filter = readonly [name: string, value: string | undefined];

const TESTS: Readonly<Record<string, (event: EngineEvent, value: string) => boolean>> = {
  type: ({ Type }, value) => Type === value,
  event: ({ Action }, value) => Action === value || Action.startsWith(`${value}:`),
  container: (event, value) =>
    (event.Type === "container" && isNamed(event, value)) || event.Actor.Attributes.container === value,
  network: (event, value) => event.Type === "network" && isNamed(event, value),
  image: ({ Actor }, value) => [value, `${value}:latest`].includes(Actor.Attributes.image ?? ""),
  scope: ({ scope }, value) => scope === value,
  label: ({ Actor }, text) => {
    const [name, value] = splitAssignment(text);
    const has = Actor.Attributes[name];
    return has !== undefined && (value === undefined || has === value);
  },
};

function isNamed({ Actor }: EngineEvent, value: string): boolean {
  return Actor.ID.startsWith(value) || Actor.Attributes.name === value;
}

function isChosen(event: EngineEvent, filters: readonly Filter[]): boolean {
  return filters.every(([name]) => {
    const test = TESTS[name];
    if (test === undefined) throw new UsageError(`Error response from daemon: invalid filter '${name}'`, 1);
    const values = filters.filter(([other]) => other === name).map(([, value = ""]) => value);
    return name === "label"
      ? values.every((value) => test(event, value))
      : values.some((value) => test(event, value));
  });
}
