import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Medium } from "../../src/content/medium.js";
import { MemoryMedium } from "../../src/content/memory-medium.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import type { Engine } from "../../src/engine/engine.js";
import { FileSystemError } from "../../src/errors/filesystem.js";
import { ReservedNameError } from "../../src/errors/layer.js";
import { sha256 } from "../../src/oci/digest.js";
import { nameLength, nameOf } from "../../src/posix/name-bytes.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { readArchive } from "../../src/tar/read.js";
import { fromBytes, toBytes, zeros } from "../../src/vfs/data.js";
import type { FileSystem } from "../../src/vfs/filesystem.js";
import type { ChangeDirectory, ChangeNode } from "../../src/vfs/node.js";
import { fixture } from "../fixtures.js";
import { cases } from "../random.js";
import { CopyOnWriteMedium } from "./filled-medium.js";

/**
 * Any tree that a container can hold is what the next process finds: names of 255 bytes of every kind but `/` and NUL,
 * paths up to PATH_MAX.
 */

const runtime = createRuntime();
const base = fixture("docker-ops/tiny-base.tar");

async function* stream(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

const isName = (name: string) => name !== "" && name !== "." && name !== ".." && !/[/\0]/.test(name);

const odd = fc.constantFrom(
  ...[
    ".wh.a",
    ".wh..wh..opq",
    "...",
    "-",
    "*",
    "a\\b",
    "new\nline",
    "\x01\x7f",
    "é",
    "e\u0301",
    "\ufeffx",
    "a=b",
  ],
  ...["\udce9", "caf\udce9", "caf\udce8", "\u{1f433}", "\uffff", "./x".slice(2)],
);
const long = fc
  .tuple(fc.constantFrom("n", "é", "\u{1f433}", "\udcff"), fc.integer({ min: 90, max: 255 }))
  .map(([unit, bytes]) => unit.repeat(Math.floor(bytes / nameLength(unit))));
/** Of these two or three are a path around the 100 and 155 bytes that an archive's header has room for. */
const middling = fc.integer({ min: 30, max: 99 }).map((length) => "m".repeat(length));
const anyBytes = fc.uint8Array({ min: 1, max: 255, minLength: 1, maxLength: 255 }).map(nameOf).filter(isName);
const name = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("a", "b", "data", "etc", "bin") },
  { weight: 2, arbitrary: odd },
  { weight: 2, arbitrary: long },
  { weight: 3, arbitrary: middling },
  { weight: 1, arbitrary: anyBytes },
);
const path = fc
  .oneof(fc.array(name, { minLength: 1, maxLength: 4 }), fc.array(long, { minLength: 14, maxLength: 15 }))
  .map((parts) => `/${parts.join("/")}`)
  .filter((each) => nameLength(each) < 4000);

interface Act {
  readonly words: readonly unknown[];
  readonly perform: (fs: FileSystem) => void;
}

/** What a failure shows of it are the words. */
function act(words: readonly unknown[], perform: (fs: FileSystem) => void): Act {
  return Object.defineProperty({ words, perform }, fc.toStringMethod, { value: () => fc.stringify(words) });
}

const step: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(path, fc.integer({ min: 0, max: 3000 })).map(([at, size]) =>
    act(["write", at, size], (fs) => {
      fs.mkdir(at.slice(0, at.lastIndexOf("/")) || "/", { recursive: true });
      fs.writeFile(at, new Uint8Array(size).fill(size % 251));
    }),
  ),
  path.map((at) => act(["mkdir", at], (fs) => fs.mkdir(at, { recursive: true, mode: 0o701 }))),
  path.map((at) => act(["write zeros", at], (fs) => fs.writeFile(at, zeros(200_000)))),
  fc
    .tuple(name, name)
    .map(([from, to]) => act(["link", from, to], (fs) => fs.link(`/${from}`, `/data/${to}`))),
  fc
    .tuple(anyBytes, name)
    .map(([target, at]) => act(["symlink", target, at], (fs) => fs.symlink(target, `/data/${at}`))),
  path.map((at) => act(["remove", at], (fs) => fs.remove(at, { recursive: true, force: true }))),
  // A directory of the image, deleted and made again: opaque, with whiteouts on the way.
  fc.constantFrom("/data", "/etc", "/bin").map((at) =>
    act(["make again", at], (fs) => {
      fs.remove(at, { recursive: true });
      fs.mkdir(at);
    }),
  ),
  fc.tuple(path, fc.integer({ min: 0, max: 4_000_000 })).map(([at, id]) =>
    act(["set", at, id], (fs) => {
      fs.chown(at, id, id + 1);
      fs.chmod(at, 0o4711);
      fs.utimes(at, id + 0.25);
    }),
  ),
);

/** Everything that a writable layer is; names of one file under one number. */
function dump(root: ChangeDirectory): unknown {
  const seen = new Map<ChangeNode, number>();
  const show = (node: ChangeNode): unknown => {
    if (node.kind === "directory") {
      const { ino: _ino, changes, ...rest } = node;
      return { ...rest, inside: [...changes].sort().map(([each, child]) => [each, show(child)]) };
    }
    const known = seen.get(node);
    if (known !== undefined) return known;
    seen.set(node, seen.size);
    if (node.kind === "whiteout") return node;
    const { ino: _ino, ...rest } = node;
    if (rest.kind !== "file") return rest;
    return { ...rest, data: Buffer.from(toBytes(rest.data)).toString("base64") };
  };
  return show(root);
}

async function seenBy(engine: Engine) {
  const { upper } = await engine.contents("box");
  const committed = await engine.commit("box").then(
    async (image) => (await engine.inspectImage(image)).RootFS.Layers,
    // A name that the layer format keeps for deletions: the same refusal for both.
    (error: unknown) => (error instanceof ReservedNameError ? error.data.path : Promise.reject(error)),
  );
  const exported: Uint8Array[] = [];
  for await (const chunk of engine.export("box")) exported.push(chunk);
  const entries = [...readArchive(fromBytes(Buffer.concat(exported)))];
  return {
    tree: upper && dump(upper.changes),
    diff: await engine.diff("box"),
    committed,
    exported: entries.map(({ data, ...entry }) => ({ ...entry, digest: sha256(toBytes(data)) })),
  };
}

let filled: Medium;
beforeAll(async () => {
  filled = new MemoryMedium();
  const engine = new EmbeddedEngine({ runtime, medium: filled });
  await engine.import(stream(base), { reference: "tiny" });
  await engine.create({ image: "tiny", name: "box", command: ["/bin/sh", "-c", "exit 7"] });
});

test("a container's tree is the same for the next process, and everything works on it", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const medium = new CopyOnWriteMedium(filled);
      const first = new EmbeddedEngine({ runtime, medium });
      const fs = await first.fileSystem("box");
      for (const { perform } of steps) {
        try {
          perform(fs);
        } catch (error) {
          if (!(error instanceof FileSystemError)) throw error;
        }
      }
      const before = await seenBy(first);
      const second = new EmbeddedEngine({ runtime, medium });
      expect(await seenBy(second)).toEqual(before);
      // Its tree can be written again as it was read, and read by a third one.
      (await second.fileSystem("box")).writeFile("/one more", new Uint8Array(1));
      const { tree } = await seenBy(second);
      const third = new EmbeddedEngine({ runtime, medium });
      expect((await seenBy(third)).tree).toEqual(tree);
      if ((await third.fileSystem("box")).lstatIfExists("/bin/sh")?.kind !== "file") return;
      expect(await (await third.start("box")).wait()).toEqual({ exitCode: 7 });
    }),
    cases(6),
  );
}, 120_000);
