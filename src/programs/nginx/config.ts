import { FileSystemError } from "../../errors/filesystem.js";
import { absolute, base, parent } from "../../posix/path.js";
import type { FileSystem } from "../../vfs/filesystem.js";
import { ConfigError, type Directive, parseConfig } from "./syntax.js";

/** A `server { … }` with what it has of the blocks around it. */
export interface ServerBlock {
  readonly ports: readonly number[];
  readonly names: readonly string[];
  /** Its own directives first, then those around it. */
  readonly scopes: readonly (readonly Directive[])[];
}

export interface Config {
  readonly servers: readonly ServerBlock[];
  /** Of the whole file. */
  readonly main: readonly Directive[];
  readonly types: ReadonlyMap<string, string>;
  /** Its files, in the order in which they were read. */
  readonly files: readonly (readonly [path: string, text: string])[];
}

/** Reads a configuration with all that it includes. @throws {ConfigError} in nginx's words */
export function readConfig(fs: FileSystem, path: string): Config {
  const files: [path: string, text: string][] = [];
  const read = (file: string, from?: Directive): readonly Directive[] => {
    const text = textOf(fs, file, from);
    files.push([file, text]);
    if (files.length > 200) throw new ConfigError("too many included files", file, 1);
    return parseConfig(text, file, (pattern, directive) =>
      matching(fs, absolute(parent(path), pattern)).flatMap((each) => read(each, directive)),
    );
  };
  const main = read(path);
  const http = main.filter(({ name }) => name === "http").flatMap(({ block = [] }) => block);
  const servers = http.filter(({ name }) => name === "server").map(({ block = [] }) => serverOf(block, http));
  const types = http.filter(({ name }) => name === "types").flatMap(({ block = [] }) => block);
  return {
    ...{ servers, main, files },
    types: new Map(types.flatMap(({ name, args }) => args.map((ending): [string, string] => [ending, name]))),
  };
}

function serverOf(block: readonly Directive[], http: readonly Directive[]): ServerBlock {
  const listens = block.filter(({ name }) => name === "listen");
  const ports = listens.map((listen) => {
    const [text = ""] = listen.args;
    const port = /(?:^|:)(\d+)$/.exec(text)?.[1] ?? (/^[\w.-]+$|\]$/.test(text) ? "80" : undefined);
    if (port === undefined || Number(port) < 1 || Number(port) > 65_535)
      throw new ConfigError(`invalid port in "${text}" of the "listen" directive`, listen.file, listen.line);
    return Number(port);
  });
  return {
    ports: ports.length === 0 ? [80] : [...new Set(ports)],
    names: block.filter(({ name }) => name === "server_name").flatMap(({ args }) => args),
    scopes: [block, http],
  };
}

/** The arguments of a directive in the innermost block that has it. */
export function setting(
  scopes: readonly (readonly Directive[])[],
  name: string,
): readonly string[] | undefined {
  for (const scope of scopes) {
    const found = scope.findLast((directive) => directive.name === name);
    if (found !== undefined) return found.args;
  }
  return undefined;
}

function textOf(fs: FileSystem, path: string, from: Directive | undefined): string {
  try {
    return new TextDecoder().decode(fs.readFile(path));
  } catch (error) {
    if (!(error instanceof FileSystemError)) throw error;
    const number = error.code === "ENOENT" ? 2 : error.code === "EACCES" ? 13 : 21;
    const message = `open() "${path}" failed (${number}: ${error.strerror})`;
    if (from === undefined) throw Object.assign(new ConfigError(message, path, 0), { message });
    throw new ConfigError(message, from.file, from.line);
  }
}

/** What a pattern of `include` stands for, by name; a path without marks stands for itself. */
function matching(fs: FileSystem, pattern: string): readonly string[] {
  if (!pattern.includes("*")) return [pattern];
  const directory = parent(pattern);
  if (fs.lstatIfExists(directory) === undefined) return [];
  const parts = base(pattern)
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  const wanted = new RegExp(`^${parts.join(".*")}$`);
  return fs
    .readdir(directory)
    .map(({ name }) => name)
    .filter((name) => wanted.test(name))
    .sort()
    .map((name) => `${directory}/${name}`);
}
