import { setTimeout } from "#platform/timers";
import type { EngineEvent } from "../../../engine/events.js";
import { TemplateError, UsageError } from "../../../errors/cli.js";
import { InvalidReferenceError } from "../../../errors/images.js";
import { as, int64, map, optional, pointer, string, struct } from "../../../go/reflect/type.js";
import { compileTemplate } from "../../../go/template/evaluate.js";
import { familiarName, parseReference } from "../../../oci/reference.js";
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

const MESSAGE = struct("events.Message", {
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

const TYPE = pointer(MESSAGE);

const NOTHING = {
  ...{ Type: "", Action: "", Actor: { ID: "", Attributes: {} }, scope: "", time: 0, timeNano: 0 },
};

/** Those there were since a time, then those that come, until a time or the interrupt. */
async function run({ engine, io, now, options }: Invocation): Promise<number> {
  const since = timeOption(options.text("since"), now());
  const until = timeOption(options.text("until"), now());
  const format = options.text("format");
  checkFormat(format);
  const filters = filtersOf(options.list("filter"));
  const print = (event: EngineEvent): void => {
    if (!isChosen(event, filters)) return;
    const data = { ...older(event), ...event };
    if (!printFacts(io, format, { type: TYPE, data })) io.stdout(line(event));
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

/** The client tries the template on an event of no properties. @throws {UsageError} */
function checkFormat(format: string | undefined): void {
  if (format === undefined || format === "" || format === "json") return;
  try {
    compileTemplate(format)({ type: TYPE, data: NOTHING });
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new UsageError(`Error parsing format: ${error.message}`, 64);
  }
}

function filtersOf(texts: readonly string[]): Filters {
  const filters = new Map<string, string[]>();
  for (const text of texts) {
    const [name, value = ""] = splitAssignment(text);
    filters.set(name, [...(filters.get(name) ?? []), value]);
  }
  return filters;
}

/** Members that containers' and images' events have from older days. */
function older({ Type, Action, Actor }: EngineEvent): object {
  const both = { status: Action, id: Actor.ID };
  if (Type === "container") return { ...both, from: Actor.Attributes.image ?? "" };
  return Type === "image" ? both : {};
}

function line({ Type, Action, Actor, timeNano }: EngineEvent): string {
  const attributes = Object.entries(Actor.Attributes).map(([name, value]) => `${name}=${value}`);
  const time = new Date(timeNano / 1_000_000).toISOString().replace("Z", "000000Z");
  return `${time} ${Type} ${Action} ${Actor.ID}${attributes.length === 0 ? "" : ` (${attributes.join(", ")})`}\n`;
}

type Filters = ReadonlyMap<string, readonly string[]>;

/** Kinds of objects that events can be asked for by name: only those of some exist here, but all of them may be named. */
const KINDS = ["container", "volume", "network", "plugin", "node", "service", "secret", "config", "daemon"];

/** What these are about follows in the action itself. */
const OPEN = ["health_status", "exec_create", "exec_start"];

/** moby `daemon/events/filter.go`: what it does not know chooses nothing and refuses nothing. */
function isChosen({ Type, Action, Actor, scope }: EngineEvent, filters: Filters): boolean {
  const { ID, Attributes } = Actor;
  const exactly = (name: string, ...texts: readonly string[]): boolean =>
    filters.get(name)?.some((value) => texts.includes(value)) ?? true;
  const begins = (name: string, ...texts: readonly string[]): boolean =>
    filters.get(name)?.some((value) => texts.some((text) => text.startsWith(value))) ?? true;
  const image = (Type === "image" ? Attributes.name : Attributes.image) ?? "";
  return (
    (filters.get("event")?.some((value) => OPEN.includes(value)) ? begins : exactly)("event", Action) &&
    exactly("type", Type) &&
    exactly("scope", scope) &&
    KINDS.every((kind) => begins(kind, ID, Attributes.name ?? "")) &&
    exactly("image", ID, image, withoutTag(ID), withoutTag(image)) &&
    (filters.get("label") ?? []).every((label) => isLabelled(Attributes, label))
  );
}

function isLabelled(attributes: EngineEvent["Actor"]["Attributes"], label: string): boolean {
  const [name, value] = splitAssignment(label);
  return Object.hasOwn(attributes, name) && (value === undefined || attributes[name] === value);
}

/** `ubuntu` of `ubuntu:22.04`; a text that is no name stays as it is. */
function withoutTag(image: string): string {
  try {
    return familiarName(parseReference(image));
  } catch (error) {
    if (error instanceof InvalidReferenceError) return image;
    throw error;
  }
}
