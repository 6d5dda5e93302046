import { as, int64, optional, pointer, string, struct } from "../reflect/type.js";
import { graphDriver, strings, time } from "./common.js";
import { config } from "./config.js";

/** `docker image inspect` */
export const imageInspect = struct("types.ImageInspect", {
  ID: as("Id", string),
  RepoTags: strings,
  RepoDigests: strings,
  Parent: string,
  Comment: string,
  Created: optional(string),
  Container: optional(string),
  ContainerConfig: optional(pointer(config)),
  DockerVersion: string,
  Author: string,
  Config: pointer(config),
  Architecture: string,
  Variant: optional(string),
  Os: string,
  OsVersion: optional(string),
  Size: int64,
  VirtualSize: optional(int64),
  GraphDriver: graphDriver,
  RootFS: struct("types.RootFS", { Type: optional(string), Layers: optional(strings) }),
  Metadata: struct("image.Metadata", { LastTagTime: optional(time) }),
});
