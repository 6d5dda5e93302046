import { InvalidPlatformError } from "../errors/oci.js";
import { quote } from "../go/quote.js";
import type { Platform } from "./types.js";

/**
 * Which images run where, by the rules of containerd's `platforms` package, which Docker chooses with.
 *
 * A platform has a *normal* form in which the usual variant of an architecture is left out: `linux/amd64/v1` is
 * `linux/amd64`, `linux/arm64/v8` is `linux/arm64`.
 */

/** What the built-in images are made for, and with them every build and every program that runs here. */
export const OWN_PLATFORM: Platform = { os: "linux", architecture: "arm64" };

/**
 * `linux/arm64/v8`, `arm64` or `windows` in normal form.
 * @throws {InvalidPlatformError}
 */
export function parsePlatform(text: string): Platform {
  const parts = text.toLowerCase().split("/");
  checkParts(text);
  const [first = "", second, third] = parts;
  if (second !== undefined)
    return normalized({ os: OS_NAMES[first] ?? first, architecture: second, variant: third });
  if (OPERATING_SYSTEMS.has(OS_NAMES[first] ?? first))
    return { os: OS_NAMES[first] ?? first, architecture: "amd64" };
  const alone = normalized({ os: "linux", architecture: first, variant: undefined });
  if (!ARCHITECTURES.has(alone.architecture))
    throw new InvalidPlatformError(text, `${quote(text)}: unknown operating system or architecture`);
  return alone;
}

/** In the order, and in the words, of containerd's `Parse`. */
function checkParts(text: string): void {
  if (text.includes("*")) throw new InvalidPlatformError(text, `${quote(text)}: wildcards not yet supported`);
  const parts = text.split("/");
  for (const [at, part] of parts.slice(0, 4).entries()) {
    if (at === 0 && !/^[A-Za-z0-9_-]+$/.test(part))
      throw new InvalidPlatformError(
        text,
        `${quote(part)} is an invalid OS component of ${quote(text)}: OSAndVersion specifier component must match ${quote(OS_PATTERN)}`,
      );
    if (at > 0 && !/^[A-Za-z0-9_.-]+$/.test(part))
      throw new InvalidPlatformError(
        text,
        `${quote(part)} is an invalid component of ${quote(text)}: platform specifier component must match ${quote("^[A-Za-z0-9_.-]+$")}`,
      );
  }
  if (parts.length > 3)
    throw new InvalidPlatformError(text, `${quote(text)}: cannot parse platform specifier`);
}

/** `linux/arm64/v8` */
export function platformText({ os, architecture, variant }: Platform): string {
  return [os, architecture, ...(variant === undefined || variant === "" ? [] : [variant])].join("/");
}

/**
 * What runs on a platform, best first: itself, its older variants, and the 32-bit form that it also executes.
 *
 * @example runnable({ os: "linux", architecture: "arm", variant: "v7" }) // arm/v7, arm/v6, arm/v5
 */
export function runnable(platform: Platform): readonly Platform[] {
  const own = normalized(platform);
  const { os, architecture, variant = "" } = own;
  const level = Number(/^v(\d+)$/.exec(variant)?.[1] ?? Number.NaN);
  const down = (name: string, from: number, to: number): Platform[] =>
    Array.from({ length: Math.max(0, from - to + 1) }, (_, at) =>
      normalized({ os, architecture: name, variant: `v${from - at}` }),
    );
  switch (architecture) {
    case "amd64":
      return [own, ...(level > 1 ? down("amd64", level - 1, 1) : []), { os, architecture: "386" }];
    case "arm64":
      return [own, ...down("arm", 8, 5)];
    case "arm":
      return [own, ...(level > 5 ? down("arm", level - 1, 5) : [])];
    default:
      return [own];
  }
}

/**
 * Whether an image is what somebody means who asks for `wanted`: it runs there, or is for that architecture and says
 * nothing of its variant (moby `OnlyPlatformWithFallback`).
 */
export function meets(has: Platform, wanted: Platform): boolean {
  if (fitness(has, wanted) !== undefined) return true;
  if (has.variant !== undefined && has.variant !== "") return false;
  const [own, asked] = [normalized(has), normalized(wanted)];
  return own.os === asked.os && own.architecture === asked.architecture;
}

/** Whether two mean the same platform, older forms of it aside. */
export function isSamePlatform(one: Platform, other: Platform): boolean {
  return platformText(normalized(one)) === platformText(normalized(other));
}

/** Where `has` stands among what runs on `wanted`, 0 for the best; `undefined` if it does not run there. */
export function fitness(has: Platform, wanted: Platform): number | undefined {
  const text = platformText(normalized(has));
  const at = runnable(wanted).findIndex((candidate) => platformText(candidate) === text);
  return at === -1 ? undefined : at;
}

/** containerd's `platforms.Normalize`. */
function normalized({
  os,
  architecture,
  variant,
}: {
  os: string;
  architecture: string;
  variant?: string | undefined;
}): Platform {
  const [name, own = variant?.toLowerCase() ?? ""] = ALIASES[architecture.toLowerCase()] ?? [
    architecture.toLowerCase(),
  ];
  const usual = USUAL_VARIANTS[name] ?? [];
  const kept = name === "arm" && own === "" ? "v7" : /^\d/.test(own) ? `v${own}` : own;
  return { os, architecture: name, ...(kept === "" || usual.includes(kept) ? {} : { variant: kept }) };
}

/** Other names of an architecture, and the variant that such a name implies. */
const ALIASES: Readonly<Record<string, readonly [name: string, variant?: string]>> = {
  i386: ["386"],
  x86_64: ["amd64"],
  "x86-64": ["amd64"],
  aarch64: ["arm64"],
  armhf: ["arm", "v7"],
  armel: ["arm", "v6"],
};

/** Variants that are left out. */
const USUAL_VARIANTS: Readonly<Record<string, readonly string[]>> = { amd64: ["v1"], arm64: ["v8"] };

const OS_PATTERN = "^([A-Za-z0-9_-]+)(?:\\(([A-Za-z0-9_.-]*)\\))?$";

const OS_NAMES: Readonly<Record<string, string>> = { macos: "darwin" };
const OPERATING_SYSTEMS = new Set([
  "aix",
  "android",
  "darwin",
  "dragonfly",
  "freebsd",
  "illumos",
  "ios",
  "js",
  "linux",
  "netbsd",
  "openbsd",
  "plan9",
  "solaris",
  "wasip1",
  "windows",
]);
const ARCHITECTURES = new Set([
  "386",
  "amd64",
  "arm",
  "arm64",
  "loong64",
  "mips",
  "mips64",
  "mips64le",
  "mipsle",
  "ppc",
  "ppc64",
  "ppc64le",
  "riscv",
  "riscv64",
  "s390",
  "s390x",
  "sparc",
  "sparc64",
  "wasm",
]);
