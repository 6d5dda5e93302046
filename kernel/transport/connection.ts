import { readFileSync } from "node:fs";
import { messageOf } from "../../src/errors/thrown.js";
import { ConnectionFileError } from "../errors.js";

/** The content of a Jupyter connection file: where the five sockets are, and how messages are signed. */
export interface ConnectionInfo {
  readonly transport: string;
  readonly ip: string;
  readonly shell_port: number;
  readonly control_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly hb_port: number;
  readonly signature_scheme: string;
  readonly key: string;
}

export type ChannelName = "shell" | "control" | "iopub" | "stdin" | "hb";

export function readConnectionFile(path: string): ConnectionInfo {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    const reason = messageOf(cause);
    throw new ConnectionFileError(path, reason, { cause });
  }
  if (typeof value !== "object" || value === null) throw new ConnectionFileError(path, "it is not an object");
  const members = new Map<string, unknown>(Object.entries(value));
  const port = (name: string): number => {
    const member = members.get(name);
    if (typeof member !== "number") throw new ConnectionFileError(path, `${name} is missing`);
    return member;
  };
  const text = (name: string, otherwise: string): string => {
    const member = members.get(name);
    return typeof member === "string" ? member : otherwise;
  };
  return {
    transport: text("transport", "tcp"),
    ip: text("ip", "127.0.0.1"),
    shell_port: port("shell_port"),
    control_port: port("control_port"),
    iopub_port: port("iopub_port"),
    stdin_port: port("stdin_port"),
    hb_port: port("hb_port"),
    signature_scheme: text("signature_scheme", "hmac-sha256"),
    key: text("key", ""),
  };
}

/** `tcp://127.0.0.1:5555`, or `ipc:///path-5555`, the way Jupyter numbers its ipc sockets. */
export function endpoint(info: ConnectionInfo, channel: ChannelName): string {
  const port = info[`${channel}_port`];
  return info.transport === "ipc" ? `ipc://${info.ip}-${port}` : `${info.transport}://${info.ip}:${port}`;
}
