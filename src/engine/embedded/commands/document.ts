import type {
  ContainerCommands,
  RecordedClock,
  RecordedCommand,
  RecordedInput,
  RecordedPlace,
} from "../../commands.js";
import { digest, list, type Members, members, number, string } from "../store/fields.js";

/**
 * What was done in a container, as stored in a container's record or beside an image.
 * @throws {TypeError} for anything else
 */
export function parseCommands(value: unknown): ContainerCommands {
  const at = members(value, "commands");
  return {
    created: string(at.created, "commands.created"),
    commands: list(at.commands, "commands.commands").map(command),
    dropped: number(at.dropped, "commands.dropped"),
    changedFromOutside: at.changedFromOutside === true,
    clock: clock(members(at.clock, "commands.clock")),
    ...(at.made === undefined ? {} : { made: strings(at.made, "commands.made") }),
  };
}

function command(value: unknown, index: number): RecordedCommand {
  const where = `commands.commands[${index}]`;
  const at = members(value, where);
  const ran = {
    started: string(at.started, `${where}.started`),
    ...(at.exitCode === undefined ? {} : { exitCode: number(at.exitCode, `${where}.exitCode`) }),
    changed: at.changed === true,
  };
  switch (at.kind) {
    case "program":
      return {
        kind: "program",
        how: at.how === "main" ? "main" : "exec",
        argv: strings(at.argv, `${where}.argv`),
        ...place(at, where),
        madeCwd: at.madeCwd === true,
        ...(at.stdin === undefined ? {} : { stdin: input(members(at.stdin, `${where}.stdin`), where) }),
        ...ran,
      };
    case "line":
      return {
        kind: "line",
        ...place(at, where),
        session: number(at.session, `${where}.session`),
        shell: string(at.shell, `${where}.shell`),
        text: string(at.text, `${where}.text`),
        ...ran,
      };
    case "copy":
      return {
        kind: "copy",
        directory: string(at.directory, `${where}.directory`),
        size: number(at.size, `${where}.size`),
        ...(at.archive === undefined ? {} : { archive: digest(at.archive, `${where}.archive`) }),
        ...ran,
      };
    default:
      throw new TypeError(`${where}.kind is none there is`);
  }
}

function place(at: Members, where: string): RecordedPlace {
  return {
    cwd: string(at.cwd, `${where}.cwd`),
    user: string(at.user, `${where}.user`),
    env: strings(at.env, `${where}.env`),
    tty: at.tty === true,
  };
}

function input(at: Members, where: string): RecordedInput {
  if (at.text === undefined) return { bytes: number(at.bytes, `${where}.stdin.bytes`) };
  return { text: string(at.text, `${where}.stdin.text`) };
}

function clock(at: Members): RecordedClock {
  const readings = list(at.readings, "commands.clock.readings").map((item) => number(item, "commands.clock"));
  if (readings.length % 2 > 0) throw new TypeError("commands.clock.readings are no pairs");
  return { readings, whole: at.whole === true };
}

function strings(value: unknown, where: string): readonly string[] {
  return list(value, where).map((item) => string(item, where));
}
