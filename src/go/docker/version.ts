import { as, bool, optional, pointer, slice, string, struct } from "../reflect/type.js";
import { labels } from "./common.js";

const platform = struct("system.platformInfo", { Name: optional(string) });

/** What the client reports about itself; `info` has the same members. */
export const clientVersion = struct("system.clientVersion", {
  Platform: optional(pointer(platform)),
  Version: optional(string),
  APIVersion: optional(string, "ApiVersion"),
  DefaultAPIVersion: optional(string),
  GitCommit: optional(string),
  GoVersion: optional(string),
  Os: optional(string),
  Arch: optional(string),
  BuildTime: optional(string),
  Context: string,
});

const component = struct("types.ComponentVersion", {
  Name: string,
  Version: string,
  Details: optional(labels),
});

export const serverVersion = struct("types.Version", {
  Platform: optional(struct("struct { Name string }", { Name: string })),
  Components: optional(slice(component)),
  Version: string,
  APIVersion: as("ApiVersion", string),
  MinAPIVersion: optional(string),
  GitCommit: string,
  GoVersion: string,
  Os: string,
  Arch: string,
  KernelVersion: optional(string),
  Experimental: optional(bool),
  BuildTime: optional(string),
});

/** `docker version` */
export const versionInfo = struct("system.versionInfo", {
  Client: clientVersion,
  Server: pointer(serverVersion),
});
