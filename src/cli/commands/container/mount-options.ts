import { volumeForDaemon } from "../../../engine/volume-spec.js";
import type { MountOptions } from "../../../engine/volumes.js";
import { absolute } from "../../../posix/path.js";
import type { CommandIO } from "../../command-io.js";
import { parseMountOption } from "../../mounts/mount-option.js";
import type { OptionSpec } from "../../syntax/option-spec.js";
import type { ParsedOptions } from "../../syntax/parsed-options.js";

/** What `create` and `run` mount. */
export const MOUNT_OPTIONS: readonly OptionSpec[] = [
  {
    long: "mount",
    type: "mount",
    help: "Attach a filesystem mount to the container",
    check: (value) => parseMountOption(value, (path) => path),
  },
  { long: "read-only", type: "bool", help: "Mount the container's root filesystem as read only" },
  { long: "tmpfs", type: "list", help: "Mount a tmpfs directory" },
  { long: "volume", short: "v", type: "list", help: "Bind mount a volume" },
  { long: "volumes-from", type: "list", help: "Mount volumes from the specified container(s)" },
];

/** @throws {UsageError} {@link MountSpecError} */
export function mountOptionsOf(options: ParsedOptions, io: CommandIO): MountOptions {
  const here = (path: string): string => io.files?.absolute(path) ?? absolute("/", path);
  return {
    volumes: options.list("volume").map((volume) => volumeForDaemon(volume, here)),
    mounts: options.list("mount").map((mount) => parseMountOption(mount, here)),
    tmpfs: options.list("tmpfs"),
    volumesFrom: options.list("volumes-from"),
    readOnly: options.flag("read-only"),
  };
}
