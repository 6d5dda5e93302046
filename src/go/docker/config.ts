import { bool, int, map, optional, pointer, slice, string, struct } from "../reflect/type.js";
import { duration, labels, nothing, portSet, strings, strSlice } from "./common.js";

const healthcheckConfig = struct("v1.HealthcheckConfig", {
  Test: optional(slice(string)),
  Interval: optional(duration),
  Timeout: optional(duration),
  StartPeriod: optional(duration),
  StartInterval: optional(duration),
  Retries: optional(int),
});

/** What an image says about its containers, and what a container was made with. */
export const config = struct("container.Config", {
  Hostname: string,
  Domainname: string,
  User: string,
  AttachStdin: bool,
  AttachStdout: bool,
  AttachStderr: bool,
  ExposedPorts: optional(portSet),
  Tty: bool,
  OpenStdin: bool,
  StdinOnce: bool,
  Env: strings,
  Cmd: strSlice,
  Healthcheck: optional(pointer(healthcheckConfig)),
  ArgsEscaped: optional(bool),
  Image: string,
  Volumes: map(string, nothing),
  WorkingDir: string,
  Entrypoint: strSlice,
  NetworkDisabled: optional(bool),
  MacAddress: optional(string),
  OnBuild: strings,
  Labels: labels,
  StopSignal: optional(string),
  StopTimeout: optional(pointer(int)),
  Shell: optional(strSlice),
});
