import { posix } from "node:path";
import { BuildDefinitionError } from "../errors/build.js";
import type { Location } from "./dockerfile/parse.js";

/** A place of a RUN step's root that is not in its layer. */
export type RunMount =
  /** Kept from one step and build to the next, under its id. */
  | {
      readonly kind: "cache";
      readonly target: string;
      readonly id: string;
      readonly mode: number;
      readonly uid: number;
      readonly gid: number;
    }
  | { readonly kind: "tmpfs"; readonly target: string };

/**
 * Reads `RUN --mount=type=cache,target=/var/cache/apt`. A secret or an SSH agent that is not required is just not
 * there, as with BuildKit when none is given.
 *
 * @param given what follows `--mount=`
 * @param cwd what a relative target is in
 * @throws {BuildDefinitionError} for kinds of mounts that are not here, and what BuildKit refuses
 */
export function runMount(given: string, cwd: string, location: Location): RunMount | undefined {
  const settings = new Map(
    given.split(",").map((setting): readonly [string, string] => {
      const at = setting.indexOf("=");
      return at < 0
        ? [setting.toLowerCase(), "true"]
        : [setting.slice(0, at).toLowerCase(), setting.slice(at + 1)];
    }),
  );
  const fail = (reason: string): never => {
    throw new BuildDefinitionError(reason, location);
  };
  const type = settings.get("type") ?? "bind";
  const target = settings.get("target") ?? settings.get("dst") ?? settings.get("destination");
  switch (type) {
    case "cache":
    case "tmpfs": {
      if (target === undefined || target === "") return fail(`${type} mount must have a target`);
      const path = posix.resolve("/", cwd, target);
      if (path === "/") return fail("invalid mount target: /");
      if (type === "tmpfs") return { kind: "tmpfs", target: path };
      const number = (name: string, radix: number, otherwise: number): number => {
        const text = settings.get(name);
        const value = text === undefined ? otherwise : Number.parseInt(text, radix);
        return Number.isNaN(value) ? fail(`invalid value ${text} for ${name}`) : value;
      };
      return {
        kind: "cache",
        target: path,
        id: settings.get("id") ?? path,
        mode: number("mode", 8, 0o755),
        uid: number("uid", 10, 0),
        gid: number("gid", 10, 0),
      };
    }
    case "secret":
    case "ssh":
      if (settings.get("required") !== "true") return undefined;
      return fail(`${type} ${settings.get("id") ?? "default"}: not found (layerlab takes no ${type} mounts)`);
    case "bind":
      return fail(
        "RUN --mount=type=bind is not in layerlab: COPY the files into a stage of their own instead",
      );
    default:
      return fail(`unsupported mount type "${type}"`);
  }
}
