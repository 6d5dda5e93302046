import type { HostConfig, RestartPolicy } from "../../../../engine/host-config.js";
import { UsageError } from "../../../../errors/cli.js";
import { HostFileError } from "../../../../errors/host.js";
import { assignments, splitAssignment } from "../../../../posix/environment.js";
import { TOOL_FAILED } from "../../../../posix/exit-status.js";
import type { CommandIO } from "../../../command-io.js";
import type { ParsedOptions } from "../../../syntax/parsed-options.js";
import type { Kept } from "./create-option.js";
import { bytesOf } from "./key-value-files.js";

function fail(message: string): never {
  throw new UsageError(message, TOOL_FAILED);
}

const MODES = {
  pid: [/^(|host|container:.+)$/, "PID"],
  uts: [/^(|host)$/, "UTS"],
  userns: [/^(|host)$/, "USER"],
  cgroupns: [/^(|host|private)$/, "CGROUP"],
} as const;

export function namespaceMode(kind: keyof typeof MODES, mode: string): string {
  const [valid, shown] = MODES[kind];
  return valid.test(mode) ? mode : fail(`--${kind}: invalid ${shown} mode`);
}

/** `no`, `always`, `unless-stopped`, `on-failure:3`; whether there is such a policy is the engine's to say. */
export function restartPolicy(text: string): RestartPolicy {
  const [name = "", count = ""] = text.split(/:(.*)/s);
  if (name === "" && text !== "") fail("invalid restart policy format: no policy provided before colon");
  if (count !== "" && !/^[+-]?\d+$/.test(count))
    fail("invalid restart policy format: maximum retry count must be an integer");
  return { Name: name, MaximumRetryCount: Number(count) };
}

/** `--log-driver` and `--log-opt` together. */
export function logConfig(options: ParsedOptions): Kept {
  const driver = options.text("log-driver") ?? "";
  const settings = options.list("log-opt");
  if (driver === "none" && settings.length > 0) fail(`invalid logging opts for driver ${driver}`);
  return { hostConfig: { LogConfig: { Type: driver, Config: Object.fromEntries(assignments(settings)) } } };
}

/** A seccomp profile is sent as its text; `systempaths=unconfined` is the client's own word. */
export async function securityOptions(given: readonly string[], io: CommandIO): Promise<Kept> {
  const kept: string[] = [];
  let paths: HostConfig = {};
  for (const option of given) {
    if (option === "systempaths=unconfined") paths = { MaskedPaths: [], ReadonlyPaths: [] };
    else kept.push(await securityOption(option, io));
  }
  return { hostConfig: { SecurityOpt: kept, ...paths } };
}

async function securityOption(option: string, io: CommandIO): Promise<string> {
  if (option.startsWith("no-new-privileges")) return option;
  const [name, assigned] = splitAssignment(option);
  const value = assigned ?? option.split(/:(.*)/s)[1];
  if (value === undefined || value === "") return fail(`Invalid --security-opt: "${option}"`);
  if (name !== "seccomp" || value === "unconfined" || value === "builtin") return option;
  return `seccomp=${await seccompProfile(value, io)}`;
}

async function seccompProfile(path: string, io: CommandIO): Promise<string> {
  try {
    return JSON.stringify(JSON.parse(new TextDecoder().decode(await bytesOf(path, io))));
  } catch (error) {
    if (error instanceof HostFileError)
      return fail(`opening seccomp profile (${path}) failed: ${error.message}`);
    if (error instanceof SyntaxError)
      return fail(`compacting json for seccomp profile (${path}) failed: ${error.message}`);
    throw error;
  }
}

export function storageOptions(given: readonly string[]): Readonly<Record<string, string>> {
  if (given.some((option) => !option.includes("="))) fail("invalid storage option");
  return Object.fromEntries(assignments(given));
}
