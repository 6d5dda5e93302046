import type { Location } from "../dockerfile/parse.js";
import { didYouMean } from "../dockerfile/suggest.js";
import { BuildDefinitionError } from "../errors/build.js";
import { quote } from "../go/quote.js";
import { splitAssignment } from "../posix/environment.js";
import { absolute, base, normalize } from "../posix/path.js";
import type { CopyFrom } from "./copy-from.js";

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
  | SecretMount
  | BindMount
  /** One file, written in the Dockerfile: the script of `RUN <<EOF`. */
  | { readonly kind: "script"; readonly target: string; readonly name: string; readonly content: string };

/** What `--secret` gives under this id, as a file, a variable, or both. */
export interface SecretMount {
  readonly kind: "secret";
  readonly id: string;
  /** Absent for a secret that is a variable only. */
  readonly target?: string;
  readonly variable?: string;
  readonly isRequired: boolean;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** Files of the context, a stage or an image. What a step writes there is lost. */
export interface BindMount {
  readonly kind: "bind";
  /** The WORKDIR, where the line names none. */
  readonly target: string;
  readonly from: CopyFrom;
  /** Absolute. */
  readonly source: string;
  readonly isWritable: boolean;
}

/** What a mount is read with. */
export interface MountScope {
  /** The directory that a relative target starts from. */
  readonly cwd: string;
  readonly expand: (word: string) => string;
  /** What `from=NAME` means. */
  readonly copyFrom: (from: string) => CopyFrom;
  readonly location: Location;
}

const TYPES = ["bind", "cache", "tmpfs", "secret", "ssh"];

/**
 * Parses `RUN --mount=type=cache,target=/var/cache/apt`. An SSH agent that is not required is simply missing, as in
 * BuildKit when none is given.
 *
 * @param given what follows `--mount=`
 * @throws {BuildDefinitionError} for kinds of mounts that are not here, and what BuildKit refuses
 */
export function runMount(
  given: string,
  { cwd, expand, copyFrom, location }: MountScope,
): RunMount | undefined {
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
  const written = settings.get("target") ?? settings.get("dst") ?? settings.get("destination") ?? "";
  const target = absolute(cwd, written);
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
    case "secret": {
      const { source, from, sharing, env } = Object.fromEntries(settings);
      const named = settings.get("src") ?? source ?? "";
      const id = settings.get("id") ?? "";
      if (from !== undefined) return fail("secret mount should not have a from");
      if (sharing !== undefined) return fail("secret mount should not define sharing");
      if (named !== "" && id !== "") return fail("both source and id can't be set");
      const name = named || id || base(written);
      if (name === "") return fail("invalid secret mount. one of source, target required");
      // `env` alone, without a value, is a variable of the secret's own name.
      const variable = env === "true" && !/(^|,)env=/i.test(given) ? name : env || undefined;
      const place = written === "" ? `/run/secrets/${base(name)}` : target;
      return {
        kind: "secret",
        id: name,
        ...(written === "" && variable !== undefined ? {} : { target: place }),
        ...(variable === undefined ? {} : { variable }),
        isRequired: isTrue(settings.get("required")),
        mode: number("mode", /^[0-7]+$/, 8, 0o400),
        uid: number("uid", /^\d+$/, 10, 0),
        gid: number("gid", /^\d+$/, 10, 0),
      };
    }
    case "ssh":
      if (!isTrue(settings.get("required"))) return undefined;
      return fail(
        `no SSH key ${quote(settings.get("id") ?? "default")} forwarded from the client: steps here reach no network, so there is nothing to log in to; give a token with --secret`,
      );
    case "bind":
      if (target === "/") return fail('invalid mount target "/"');
      return {
        kind: "bind",
        target,
        from: bindFrom(settings.get("from"), copyFrom),
        source: normalize(`/${settings.get("source") ?? settings.get("src") ?? ""}`),
        isWritable: isWritable(settings),
      };
    default:
      return fail(`unsupported mount type ${quote(asked)}${didYouMean(asked, TYPES)}`);
  }
}

/** As Go's `strconv.ParseBool`; what is neither counts as false. */
function isTrue(text: string | undefined): boolean {
  return text !== undefined && /^(1|t|true)$/i.test(text);
}

function bindFrom(from: string | undefined, copyFrom: MountScope["copyFrom"]): CopyFrom {
  return from === undefined || from === "" ? { kind: "context" } : copyFrom(from);
}

/** `rw`, `readwrite`, `ro=false`: the last of them counts. */
function isWritable(settings: ReadonlyMap<string, string>): boolean {
  let writable = false;
  for (const [name, value] of settings) {
    if (name === "rw" || name === "readwrite") writable = isTrue(value);
    if (name === "ro" || name === "readonly") writable = !isTrue(value);
  }
  return writable;
}

export function isBind(mount: RunMount): mount is BindMount {
  return mount.kind === "bind";
}
