import { bool, defined, int64, optional, pointer, slice, string, struct, uint32 } from "../reflect/type.js";
import { labels } from "./common.js";

const mountType = defined("mount.Type", string);
const propagation = defined("mount.Propagation", string);

/** A mount as it was asked for. */
export const mount = struct("mount.Mount", {
  Type: optional(mountType),
  Source: optional(string),
  Target: optional(string),
  ReadOnly: optional(bool),
  Consistency: optional(defined("mount.Consistency", string)),
  BindOptions: optional(
    pointer(
      struct("mount.BindOptions", {
        Propagation: optional(propagation),
        NonRecursive: optional(bool),
        CreateMountpoint: optional(bool),
        ReadOnlyNonRecursive: optional(bool),
        ReadOnlyForceRecursive: optional(bool),
      }),
    ),
  ),
  VolumeOptions: optional(
    pointer(
      struct("mount.VolumeOptions", {
        NoCopy: optional(bool),
        Labels: optional(labels),
        Subpath: optional(string),
        DriverConfig: optional(
          pointer(struct("mount.Driver", { Name: optional(string), Options: optional(labels) })),
        ),
      }),
    ),
  ),
  TmpfsOptions: optional(
    pointer(
      struct("mount.TmpfsOptions", {
        SizeBytes: optional(int64),
        Mode: optional(defined("fs.FileMode", uint32)),
      }),
    ),
  ),
  ClusterOptions: optional(pointer(struct("mount.ClusterOptions", {}))),
});

/** A mount as a container has it. */
export const mountPoints = slice(
  struct("types.MountPoint", {
    Type: optional(mountType),
    Name: optional(string),
    Source: string,
    Destination: string,
    Driver: optional(string),
    Mode: string,
    RW: bool,
    Propagation: propagation,
  }),
);
