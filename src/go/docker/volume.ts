import { anything, int64, map, optional, pointer, string, struct } from "../reflect/type.js";
import { labels } from "./common.js";

/** `docker volume inspect` */
export const volumeInspect = struct("volume.Volume", {
  ClusterVolume: optional(pointer(struct("volume.ClusterVolume", {}))),
  CreatedAt: optional(string),
  Driver: string,
  Labels: labels,
  Mountpoint: string,
  Name: string,
  Options: labels,
  Scope: string,
  Status: optional(map(string, anything)),
  UsageData: optional(pointer(struct("volume.UsageData", { RefCount: int64, Size: int64 }))),
});
