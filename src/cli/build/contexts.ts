import { contextName, type NamedContext } from "../../builder/named-context.js";
import type { Engine } from "../../engine/engine.js";
import { InvalidReferenceError } from "../../errors/images.js";
import { parseReference } from "../../oci/reference.js";
import { splitAssignment } from "../../posix/environment.js";
import type { CommandIO } from "../command-io.js";
import { hostFiles } from "../disk/archive-input.js";
import { refusal } from "./refusal.js";

/**
 * `--build-context NAME=DIR`, `=docker-image://IMAGE`, `=oci-layout://DIR`.
 *
 * @throws {UsageError} in buildx's words
 */
export async function readContexts(
  given: readonly string[],
  io: CommandIO,
  engine: Engine,
): Promise<Readonly<Record<string, NamedContext>>> {
  const contexts: [string, NamedContext][] = [];
  for (const text of given) {
    if (text === "") continue;
    const [name, value] = splitAssignment(text);
    if (value === undefined) throw refusal(`invalid context value: ${text}, expected key=value`);
    checkName(name);
    contexts.push([contextName(name), await contextOf(value, name, io, engine)]);
  }
  return Object.fromEntries(contexts);
}

function checkName(name: string): void {
  try {
    parseReference(name);
  } catch (error) {
    if (error instanceof InvalidReferenceError)
      throw refusal(`invalid context name ${name}: ${error.message}`);
    throw error;
  }
}

async function contextOf(value: string, name: string, io: CommandIO, engine: Engine): Promise<NamedContext> {
  const [, scheme, rest = ""] =
    /^(docker-image|oci-layout|https?|git|ssh|target):(?:\/\/)?(.*)$/s.exec(value) ?? [];
  switch (scheme) {
    case undefined: {
      const files = hostFiles(io);
      if (files.stat(value)?.kind === "directory") return { kind: "files", tree: files.tree(value) };
      throw refusal(
        files.stat(value) === undefined
          ? `failed to get build context ${name}: stat ${value}: no such file or directory`
          : `failed to get build context ${name}: not a directory`,
      );
    }
    case "docker-image":
      return { kind: "image", reference: rest };
    case "oci-layout":
      return { kind: "image", reference: await loadLayout(rest, name, io, engine) };
    case "target":
      throw refusal(`build context ${name}: target: is for the targets of a bake file`);
    default:
      throw refusal(
        `build context ${name}: ${value} is on the network, which builds here do not reach: give a folder, or docker-image://NAME`,
      );
  }
}

/** The image comes into the engine, without a name. */
async function loadLayout(text: string, name: string, io: CommandIO, engine: Engine): Promise<string> {
  const directory = text.replace(/@sha256:[0-9a-f]+$/, "").replace(/:[\w.-]+$/, "");
  const files = hostFiles(io);
  if (files.stat(`${directory}/index.json`) === undefined)
    throw refusal(`build context ${name}: ${directory} is no OCI image layout: it has no index.json`);
  const [image, ...others] = await engine.load(files.pack(files.absolute(directory), "."));
  if (image === undefined || others.length > 0)
    throw refusal(`build context ${name}: ${directory} holds ${others.length + 1} images, and one is wanted`);
  return image.id;
}
