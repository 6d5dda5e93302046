import type { Location } from "../dockerfile/parse.js";
import { didYouMean } from "../dockerfile/suggest.js";
import { BuildDefinitionError } from "../errors/build.js";
import { quote } from "../go/quote.js";
import { splitAssignment } from "../posix/environment.js";
import { absolute } from "../posix/path.js";

/** A path in a RUN step's root that is not part of its layer. */
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
  | { readonly kind: "tmpfs"; readonly target: string }
  /** One file, written in the Dockerfile: the script of `RUN <<EOF`. */
  | { readonly kind: "script"; readonly target: string; readonly name: string; readonly content: string };

/** What a mount is read with. */
export interface MountScope {
  /** The directory that a relative target starts from. */
  readonly cwd: string;
  readonly expand: (word: string) => string;
  readonly location: Location;
}

const TYPES = ["bind", "cache", "tmpfs", "secret", "ssh"];

/**
 * Parses `RUN --mount=type=cache,target=/var/cache/apt`. A secret or an SSH agent that is not required is simply
 * missing, as in BuildKit when none is given.
 *
 * @param given what follows `--mount=`
 * @throws {BuildDefinitionError} for kinds of mounts that are not here, and what BuildKit refuses
 */
export function runMount(given: string, { cwd, expand, location }: MountScope): RunMount | undefined {
  const settings = new Map(
    given.split(",").map((setting) => {
      const [name, value = "true"] = splitAssignment(setting);
      return [name.toLowerCase(), expand(value)] as const;
    }),
  );
  const fail = (reason: string): never => {
    throw new BuildDefinitionError(reason, location);
  };
  const asked = settings.get("type") ?? "bind";
  const type = asked.toLowerCase();
  const target = absolute(
    cwd,
    settings.get("target") ?? settings.get("dst") ?? settings.get("destination") ?? "",
  );
  const number = (name: string, digits: RegExp, radix: number, otherwise: number): number => {
    const text = settings.get(name);
    if (text === undefined) return otherwise;
    return digits.test(text) ? Number.parseInt(text, radix) : fail(`invalid value ${text} for ${name}`);
  };
  switch (type) {
    case "cache":
    case "tmpfs": {
      if (target === "/") return fail('invalid mount target "/"');
      if (type === "tmpfs") return { kind: "tmpfs", target };
      return {
        kind: "cache",
        target,
        id: settings.get("id") ?? target,
        mode: number("mode", /^[0-7]+$/, 8, 0o755),
        uid: number("uid", /^\d+$/, 10, 0),
        gid: number("gid", /^\d+$/, 10, 0),
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
      return fail(`unsupported mount type ${quote(asked)}${didYouMean(asked, TYPES)}`);
  }
}
