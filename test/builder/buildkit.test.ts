import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { DiffID } from "../../src/oci/digest.js";
import type { ContainerConfig } from "../../src/oci/types.js";
import type { Entry } from "../../src/tar/entry.js";
import { readArchive } from "../../src/tar/read.js";
import { toBytes } from "../../src/vfs/data.js";
import { createMemoryFileSystem } from "../../src/vfs/memory.js";
import { TestBuilder } from "./context.js";

interface Recorded {
  readonly dockerfile: string;
  readonly args?: Readonly<Record<string, string>>;
  readonly target?: string;
  readonly error?: string;
  readonly config?: ContainerConfig;
  readonly author?: string;
  readonly history?: readonly (readonly [createdBy: string, emptyLayer: boolean])[];
  readonly steps?: readonly string[];
  readonly layers?: readonly (readonly ListedEntry[])[];
}

interface ListedEntry {
  readonly mode: string;
  readonly owner: string;
  readonly name: string;
  readonly text?: string;
}

const file = (name: string) => readFileSync(new URL(`../fixtures/buildkit/${name}`, import.meta.url), "utf8");
const results: readonly Recorded[] = JSON.parse(file("results.json"));
const files: { readonly context: Readonly<Record<string, string>> } = JSON.parse(file("cases.json"));

/** Where we say more than BuildKit, and why. */
const OURS: Readonly<Record<string, string>> = {
  // Two words are equally near; BuildKit takes either.
  'unsupported mount type "cash" (did you mean ssh?)': 'unsupported mount type "cash" (did you mean cache?)',
  // A suggestion that BuildKit makes only since 0.14.
  'target stage "biuld" could not be found': 'target stage "biuld" could not be found (did you mean build?)',
};

function context() {
  const fs = createMemoryFileSystem({ now: () => 1704153600 });
  for (const [name, text] of Object.entries(files.context))
    fs.writeFile(`/${name}`, new TextEncoder().encode(text));
  return fs;
}

const KINDS = { directory: "d", symlink: "l", link: "h", fifo: "p", file: "-" } as const;
const FLAGS = ["---", "--x", "-w-", "-wx", "r--", "r-x", "rw-", "rwx"];
/** Mount points that BuildKit leaves in the layer of a RUN on a base without them. */
const NOISE = /^(dev|etc|proc|sys)\/$/;

function listed({ type, mode, uid, gid, name, data }: Entry): ListedEntry {
  if (type === "character-device" || type === "block-device") throw new Error(`${name} is a device`);
  const bits = [6, 3, 0].map((shift) => FLAGS[(mode >> shift) & 7]).join("");
  return {
    mode: `${KINDS[type]}${bits}`,
    owner: `${uid}/${gid}`,
    name,
    ...(type === "file" ? { text: new TextDecoder().decode(toBytes(data)) } : {}),
  };
}

function entriesOf(lab: TestBuilder, layer: DiffID): readonly ListedEntry[] {
  return [...readArchive(lab.entries(layer))].map(listed).filter(({ name }) => !NOISE.test(name));
}

describe("Dockerfiles that BuildKit 0.13 built", () => {
  test.each(results)("$dockerfile $target", async ({ dockerfile, args = {}, target, error, ...recorded }) => {
    const lab = new TestBuilder();
    const building = lab.build(dockerfile, context(), {
      buildArgs: { ...args },
      ...(target === undefined ? {} : { target }),
    });
    if (error !== undefined) {
      const message = await building.then(
        () => "it was built",
        (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)),
      );
      expect(message).toBe(OURS[error] ?? error);
      return;
    }
    const built = await building;
    const steps = lab.events.flatMap((event) =>
      event.kind === "vertex" && !/^\[internal\]|\] FROM |^exporting/.test(event.name) ? [event.name] : [],
    );
    expect({
      config: JSON.stringify(built.config.config),
      author: built.config.author,
      history: built.config.history
        ?.slice(1)
        .map(({ created_by = "", empty_layer = false }) => [created_by, empty_layer]),
      steps,
      layers: built.layers.slice(1).map((layer) => entriesOf(lab, layer)),
    }).toEqual({
      config: JSON.stringify(recorded.config),
      author: recorded.author,
      history: recorded.history,
      steps: recorded.steps,
      layers: recorded.layers,
    });
  });
});
