import { spawnSync } from "node:child_process";
import { HostFileError } from "../../errors/host.js";
import { hasOtherBytes } from "../../posix/name-bytes.js";
import type { Entry } from "../../tar/entry.js";

/**
 * A pipe, or a device, which only root may make. Node.js has no call for either; POSIX has programs.
 *
 * @throws {HostFileError}
 */
export function makeSpecialFile(
  path: string,
  { type, major, minor }: Pick<Entry, "type" | "major" | "minor">,
): void {
  // What a program is given as an argument must be text.
  if (hasOtherBytes(path)) throw new HostFileError("mknod", path, "its name is no UTF-8");
  const [program, ...rest] =
    type === "fifo"
      ? ["mkfifo", "--", path]
      : ["mknod", "--", path, type === "block-device" ? "b" : "c", String(major), String(minor)];
  const { error, status, stderr } = spawnSync(program ?? "", rest, { encoding: "utf8" });
  if (error !== undefined) throw new HostFileError("mknod", path, "this machine has no such files");
  if (status !== 0)
    throw new HostFileError("mknod", path, stderr.trim().split(": ").at(-1)?.toLowerCase() ?? "");
}
