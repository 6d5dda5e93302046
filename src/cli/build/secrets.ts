import { HostFileError } from "../../errors/host.js";
import type { CommandIO } from "../command-io.js";
import { fieldsOf } from "./fields.js";
import { refusal } from "./refusal.js";

/** BuildKit `secretsprovider.MaxSecretSize`, bytes. */
const MAX_SIZE = 500 * 1024;

interface SecretSource {
  readonly id: string;
  readonly file: string;
  readonly variable: string;
}

/**
 * `--secret id=pw,src=pw.txt`, `--secret id=token,env=TOKEN`, `--secret id=TOKEN`. The files are read now, the variables too; what
 * is in them goes nowhere but to the steps that ask for it.
 *
 * @throws {UsageError} in buildx's words
 */
export async function readSecrets(
  given: readonly string[],
  io: CommandIO,
): Promise<Readonly<Record<string, Uint8Array>>> {
  const secrets: [string, Uint8Array][] = [];
  for (const text of given) {
    if (text === "") continue;
    const source = sourceOf(text);
    if (source.id === "") throw refusal("secret missing ID");
    secrets.push([source.id, await contentOf(source, io)]);
  }
  return Object.fromEntries(secrets);
}

function sourceOf(text: string): SecretSource {
  const fields = fieldsOf(text, (field) => `invalid field '${field}' must be a key=value pair`);
  const { id = "", type, env = "", src, source } = Object.fromEntries(fields);
  for (const [name, value] of fields)
    if (!["id", "type", "env", "src", "source"].includes(name))
      throw refusal(`unexpected key '${name}' in '${name}=${value}'`);
  if (type !== undefined && type !== "file" && type !== "env")
    throw refusal(`unsupported secret type "${type}"`);
  const file = source ?? src ?? "";
  return type === "env" && env === "" ? { id, variable: file, file: "" } : { id, variable: env, file };
}

/** Without a source the id is the name of a variable, or else of a file. */
async function contentOf({ id, file, variable }: SecretSource, io: CommandIO): Promise<Uint8Array> {
  const encode = (text: string) => new TextEncoder().encode(text);
  if (variable !== "") return encode(io.variable?.(variable) ?? "");
  if (file !== "") return readFile(file, id, io);
  const own = io.variable?.(id);
  return own === undefined ? readFile(id, id, io) : encode(own);
}

async function readFile(path: string, id: string, { files, signal }: CommandIO): Promise<Uint8Array> {
  const there = files?.stat(path);
  if (files === undefined || there === undefined)
    throw refusal(`failed to stat ${path}: stat ${path}: no such file or directory`);
  if (there.kind === "directory") throw refusal(`failed to read secret ${id}: read ${path}: is a directory`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of files.read(path, signal)) {
      size += chunk.length;
      if (size > MAX_SIZE) throw refusal(`secret ${id} too big. max size 500KiB`);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof HostFileError) throw refusal(error.message);
    throw error;
  }
  const content = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    content.set(chunk, at);
    at += chunk.length;
  }
  return content;
}
