import { readdirSync } from "node:fs";
import { posix, resolve } from "node:path";
import type { Lab } from "../../../src/lab/lab.js";
import { builtinImages } from "../../../src/registry/builtin/index.js";
import type { Named, Question } from "../task.js";

/** Answers completion's questions about the lab. Something that does not exist has no names: nothing here is an error. */
export async function answerQuestion(lab: Lab, folder: string, question: Question): Promise<Named[]> {
  switch (question.about) {
    case "names":
      return names(lab);
    case "programs":
      return programs(lab, question.container);
    case "directory":
      if (question.container === undefined) return folderEntries(resolve(folder, question.path));
      return containerEntries(lab, question.container, question.path);
  }
}

/** Images that a `run` would pull without a network are there to be named, too. */
async function names({ engine }: Lab): Promise<Named[]> {
  const [images, containers, volumes] = await Promise.all([
    engine.images(),
    engine.containers({ all: true }),
    engine.volumes(),
  ]);
  return [
    ...images.flatMap(({ tags }) => tags.map((name) => ({ name, kind: "image" }))),
    ...builtinImages().flatMap(({ repository, tags }) =>
      tags.map((tag) => ({ name: `${repository}:${tag}`, kind: "built-in image" })),
    ),
    ...containers.map(({ name, status }) => ({
      name,
      kind: status === "running" ? "container" : "stopped container",
    })),
    ...volumes.map(({ name }) => ({ name, kind: "volume" })),
  ];
}

async function programs({ engine }: Lab, container: string): Promise<Named[]> {
  const fs = await engine.fileSystem(container);
  const { Config } = await engine.inspectContainer(container);
  const path = Config.Env?.find((each) => each.startsWith("PATH="))?.slice("PATH=".length) ?? "/usr/bin:/bin";
  const found = path.split(":").flatMap((directory) => {
    if (fs.lstatIfExists(directory) === undefined) return [];
    return fs.readdir(directory).map(({ name }) => name);
  });
  return [...new Set(found)].map((name) => ({ name, kind: "program" }));
}

async function containerEntries({ engine }: Lab, container: string, path: string): Promise<Named[]> {
  const fs = await engine.fileSystem(container);
  const { Config } = await engine.inspectContainer(container);
  const directory = posix.resolve(Config.WorkingDir || "/", path);
  if (fs.lstatIfExists(directory) === undefined) return [];
  return fs.readdir(directory).map(({ name, kind }) => ({
    name,
    kind: kind === "directory" ? "directory" : "file",
  }));
}

function folderEntries(directory: string): Named[] {
  try {
    return readdirSync(directory, { withFileTypes: true }).map((entry) => ({
      name: entry.name,
      kind: entry.isDirectory() ? "directory" : "file",
    }));
  } catch {
    return [];
  }
}
