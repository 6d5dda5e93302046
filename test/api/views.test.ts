import { beforeAll, describe, expect, test } from "vitest";
import type { Docker } from "../../src/api/docker.js";
import { MemoryMedium } from "../../src/content/memory-medium.js";
import { DISPLAY, type Displayable } from "../../src/display/displayable.js";
import { NoSuchLayerError, NoSuchStepError } from "../../src/errors/views.js";
import { createLab, type Lab } from "../../src/lab/lab.js";
import type { Digest } from "../../src/oci/digest.js";

/**
 * ubuntu; app = ubuntu + files; slim = app with the large file deleted, a text changed and a mode changed. Two
 * containers of app go different ways.
 */
let lab: Lab;
let docker: Docker;
let medium: MemoryMedium;

beforeAll(async () => {
  medium = new MemoryMedium();
  lab = await createLab({ medium });
  docker = lab.docker;
  const one = await docker.run("ubuntu", { name: "one" });
  await one.exec(
    "mkdir -p /app/data && dd if=/dev/zero of=/app/data/big.bin bs=1000 count=300 && printf 'a\\nb\\nc\\n' > /app/text && echo secret > /app/.env",
    { quiet: true },
  );
  await docker.commit("one", "app", { comment: "Add app", changes: ["CMD cat /app/text"] });
  const two = await docker.run("app", { name: "two", command: ["/bin/bash"], interactive: true, tty: true });
  await two.exec("rm /app/data/big.bin && printf 'a\\nB\\nc\\n' > /app/text && chmod 600 /app/.env");
  await docker.commit("two", "slim", { comment: "Remove the large file" });
  for (const [name, line] of [
    ["left", "echo 1 > /app/mine; echo more >> /app/text"],
    ["right", "rm -rf /app/data && mkdir /app/data && echo n > /app/data/new"],
  ] as const) {
    const box = await docker.run("app", { name, command: ["/bin/bash"], interactive: true, tty: true });
    await box.exec(line);
  }
});

async function textOf(value: Displayable): Promise<string> {
  return (await value[DISPLAY]())["text/plain"];
}

describe("history", () => {
  test("both orders, each row with its layer or none, in the page", async () => {
    const newest = await docker.history("slim");
    const oldest = await docker.history("slim", { order: "oldest-first" });
    expect([...oldest]).toEqual([...newest].reverse());
    const html = String((await oldest[DISPLAY]())["text/html"]);
    const { layers } = await docker.image("slim");
    for (const diffId of layers) expect(html).toContain(diffId.slice(7, 19));
    expect(html.match(/settings only/g)).toHaveLength(newest.length - layers.length);
    expect(html).toContain("oldest step first");
  });
});

describe("stack of several", () => {
  test("each layer counts once on the disk", async () => {
    const { data } = await docker.stack("ubuntu", "app", "slim", "left");
    const ubuntu = (await docker.image("ubuntu")).size;
    const app = (await docker.image("app")).size;
    const slim = (await docker.image("slim")).size;
    const own = data.members[3]?.upper?.size ?? Number.NaN;
    expect(data.onDisk).toBe(slim + own);
    expect(data.total).toBe(ubuntu + app + slim + app + own);
    expect(data.members.map(({ unique }) => unique)).toEqual([0, 0, slim - app, own]);
    expect(data.layers.map(({ usedBy }) => usedBy.length)).toEqual([4, 3, 1]);
  });

  test("one name is the picture of its own layers, as before", async () => {
    expect((await docker.stack("slim")).data).toMatchObject({ kind: "image", name: "slim:latest" });
  });
});

test("a command through the API has no terminal, as docker exec without -t", async () => {
  const box = await docker.run("ubuntu", { name: "no-terminal" });
  await box.exec("mkdir /names && cd /names && touch one two three");
  const line = await box.exec("ls; ls /nowhere", { quiet: true });
  expect(line).toMatchObject({ exitCode: 2, stdout: "one\nthree\ntwo\n" });
  expect(line.stderr).toContain("/nowhere");
  expect((await box.exec(["ls", "/names"], { quiet: true })).stdout).toBe("one\nthree\ntwo\n");
  expect((await box.exec(["ls", "/names"], { quiet: true, tty: true })).stdout).toBe("one  three  two\n");
  await box.remove({ force: true });
});

describe("layer", () => {
  test("by number from either end, or by DiffID; a container's own is its topmost", async () => {
    const image = await docker.image("slim");
    const byNumber = await docker.layer("slim", 3);
    expect(byNumber.diffId).toBe(image.layers[2]);
    expect((await image.layer()).data).toEqual(byNumber.data);
    expect((await docker.layer(image, image.layers[2])).number).toBe(3);
    expect((await docker.layer("slim", image.layers[1]?.slice(7, 19))).number).toBe(2);
    const own = await docker.layer("left");
    expect([own.diffId, own.number]).toEqual([undefined, 3]);
    await expect(docker.layer("slim", 0)).rejects.toThrow("counted from 1, the lowest");
    await expect(docker.layer("slim", 9)).rejects.toThrow(NoSuchLayerError);
    await expect(docker.layer("slim", "nothing")).rejects.toThrow(NoSuchLayerError);
  });

  test("its size is the history's, and its words say what happened", async () => {
    const [row] = await docker.history("slim");
    const layer = await docker.layer("slim");
    expect(layer.size).toBe(row?.size);
    expect(layer.data.counts).toMatchObject({ modified: 2, deleted: 1 });
    expect(layer.find("big").map(({ path, change }) => [path, change])).toEqual([
      ["/app/data/big.bin", "deleted"],
    ]);
    expect(await textOf(layer)).toMatch(/D deleted +0B +300kB +big\.bin/);
    expect(JSON.parse(JSON.stringify(layer)).size).toBe(layer.size);
  });

  test("one file's text, and its diff", async () => {
    const { data } = (await docker.layer("slim")).file("/app/text");
    expect(data.before?.text).toBe("a\nb\nc\n");
    expect(data.after?.text).toBe("a\nB\nc\n");
    expect(data.diff).toContain("-b\n+B\n");
  });
});

describe("ledger", () => {
  test("sums are the image's size; the deleted file still ships", async () => {
    const { data } = await docker.ledger("slim");
    expect(data.size).toBe((await docker.image("slim")).size);
    const history = await docker.history("slim", { order: "oldest-first" });
    expect(data.layers.map(({ size }) => size)).toEqual(
      history.filter(({ layer }) => layer !== undefined).map(({ size }) => size),
    );
    expect(data.rows[0]).toMatchObject({ path: "/app/data/big.bin", shipped: 300_000, hidden: 300_000 });
    expect(data.hidden).toBe(300_000 + "a\nb\nc\n".length + "secret\n".length);
    expect((await docker.ledger("ubuntu")).data.hidden).toBe(0);
    const ledger = await docker.ledger("slim");
    const found = ledger.find(/\.bin$/g);
    expect(found.map(({ path }) => path)).toEqual(
      data.rows.map(({ path }) => path).filter((path) => path.endsWith(".bin")),
    );
    expect(String(ledger.find("/app/data/big"))).toContain("/app/data/big.bin");
    expect(ledger.find("no such path")).toHaveLength(0);
  });
});

describe("lenses", () => {
  test("the host's directories hold what the lens shows", async () => {
    const { data } = await docker.lenses("two", "/app/data/big.bin");
    expect(data.merged).toBeUndefined();
    const host = lab.host();
    for (const layer of data.layers) {
      const found = host.lstatIfExists(`${layer.directory}/app/data/big.bin`);
      const [entry] = layer.host.filter(({ about }) => about === "/app/data/big.bin");
      expect([found?.kind, found?.device]).toEqual([entry?.type, entry?.device]);
    }
    expect(data.layers[0]?.archive).toMatchObject([{ name: "app/data/.wh.big.bin", means: "deletes" }]);
  });
});

describe("compare", () => {
  test("two containers of one image: shared layers, and what each did", async () => {
    const { data } = await docker.compare("left", "right");
    expect(data.common).toHaveLength(2);
    const found = Object.fromEntries(data.differences.map(({ path, in: where }) => [path, where]));
    expect(found).toEqual({
      "/app/mine": "first",
      "/app/text": "both",
      "/app/data/big.bin": "first",
      "/app/data/new": "second",
    });
    expect((await docker.compare("app", "app")).data.differences).toEqual([]);
  });
});

describe("at", () => {
  test("looks back without making anything", async () => {
    const before = (await docker.images({ all: true })).length;
    const then = docker.at("slim", -2);
    expect((await then.ls("/app/data")).map(({ name, size }) => [name, size])).toEqual([
      ["big.bin", 300_000],
    ]);
    expect(await then.read("/app/text")).toBe("a\nb\nc\n");
    expect((await then.layer()).data.size).toBe((await docker.layer("app")).size);
    const fs = await then.fileSystem();
    expect(() => fs.writeFile("/x", new Uint8Array())).toThrow("EROFS");
    expect(await textOf(then)).toMatch(/^slim, as it was after step 7 of 8\n/);
    expect(await docker.images({ all: true })).toHaveLength(before);
  });

  test("a step that was an image here is that image; branching from it starts there", async () => {
    expect((await docker.at("slim", 7).image()).id).toBe((await docker.image("app")).id);
    expect((await docker.at("slim", 6).image()).id).toBe((await docker.image("ubuntu")).id);
    // An image knows its own steps; with a name or without.
    const slim = await docker.image("slim");
    expect(String(await slim.at(3).history())).toBe(
      String(await docker.at(slim, 3).history()).replaceAll(slim.id, "slim:latest"),
    );
    expect((await slim.at(7).image("again")).id).toBe((await docker.image("app")).id);
    expect((await (await slim.at(6).image()).at(-1).run("cat /etc/hostname", { quiet: true })).exitCode).toBe(
      0,
    );
    await docker.rmi("again");
    const branch = await docker.at("slim", -2).run("cat /app/text; ls /app/data", { quiet: true });
    expect(branch.stdout).toBe("a\nb\nc\nbig.bin\n");
  });

  test("else an image of the first layers is made, with the settings of that moment", async () => {
    const five = await docker.at("slim", 5).image("before-cmd");
    const { data } = await five.inspect();
    const ubuntu = (await (await docker.image("ubuntu")).inspect()).data;
    expect(five.layers).toEqual(ubuntu.RootFS.Layers);
    expect(data.Config.Cmd).toBeNull();
    expect(data.Config.Env).toEqual(ubuntu.Config.Env);
    const three = await (await docker.at("slim", 3).image()).inspect();
    expect(three.data.RootFS.Layers).toEqual([]);
    expect(Object.keys(three.data.Config.Labels ?? {})).toEqual(["org.opencontainers.image.ref.name"]);
    expect((await docker.at("slim", 5).image()).id).toBe(five.id);
    expect((await docker.history("before-cmd")).length).toBe(5);
    expect((await docker.verify("before-cmd")).data.ok).toBe(true);
  });

  test.each([0, 9, -9, 1.5])("there is no step %s", async (step) => {
    await expect(docker.at("slim", step).image()).rejects.toThrow(NoSuchStepError);
    await expect(docker.at("slim", step).ls()).rejects.toThrow(NoSuchStepError);
  });
});

describe("verify", () => {
  test("every hop from the name to the layers, each digest computed", async () => {
    const image = await docker.image("slim");
    const { data } = await docker.verify("slim");
    expect(data.ok).toBe(true);
    expect(data.blobs.map(({ role, status }) => [role, status])).toEqual([
      ["manifest", "matches"],
      ["config", "matches"],
      ...image.layers.map(() => ["layer", "matches"]),
    ]);
    expect(data.blobs[1]?.computed).toBe(image.id);
    expect(data.blobs.slice(2).map(({ diffId, computed }) => [diffId, computed])).toEqual(
      image.layers.map((diffId) => [diffId, diffId]),
    );
  });

  test("one wrong byte shows where it is, and a missing blob too", async () => {
    const image = await docker.image("app");
    const layer = image.layers[1];
    if (layer === undefined) throw new Error("app has two layers");
    const right = bytesOf(layer);
    const wrong = right.slice();
    wrong[600] = (wrong[600] ?? 0) ^ 1;
    replace(layer, wrong);
    const { data } = await docker.verify(image);
    expect(data.blobs.map(({ status }) => status)).toEqual(["matches", "matches", "matches", "differs"]);
    expect(data.ok).toBe(false);
    medium.remove(pathOf(layer));
    expect((await docker.verify(image)).data.blobs.at(-1)).toMatchObject({
      status: "missing",
      digest: layer,
    });
    replace(layer, right);
    expect((await docker.verify(image)).data.ok).toBe(true);
  });

  test("a wrong manifest is not followed", async () => {
    const manifest = (await docker.verify("app")).data.blobs[0]?.digest;
    if (manifest === undefined) throw new Error("there is a manifest");
    const right = bytesOf(manifest);
    replace(manifest, new TextEncoder().encode("{}"));
    const { data } = await docker.verify("app");
    expect(data.blobs.map(({ status }) => status)).toEqual(["differs"]);
    expect(data.problems).toHaveLength(1);
    replace(manifest, right);
  });
});

function pathOf(digest: Digest): string {
  return `/blobs/sha256/${digest.slice(7)}`;
}

function bytesOf(digest: Digest): Uint8Array {
  const data = medium.open(pathOf(digest));
  return data.read(0, data.size).slice();
}

function replace(digest: Digest, bytes: Uint8Array): void {
  medium.remove(pathOf(digest));
  const file = medium.create();
  file.write(bytes);
  file.commit(pathOf(digest));
}

describe("the union view", () => {
  const cells = async (name: string, ...paths: string[]) =>
    (await docker.union(name, ...paths)).data.layers.map((layer) =>
      layer.cells.map(({ holds, seen }) => `${holds} ${seen}`),
    );

  test("a whiteout is a hole, and a file hides the one below it; what a program sees is what it can read", async () => {
    const [upper, ...below] = (await docker.image("slim")).layers.toReversed();
    expect(upper).toBeDefined();
    const seen = await cells("slim", "/app/data/big.bin", "/app/text", "/app/nothing");
    expect(seen).toEqual([
      ["whiteout hides", "file answers", "nothing passed"],
      ["file covered", "file covered", "nothing passed"],
      ...below.slice(1).map(() => ["nothing covered", "nothing covered", "nothing passed"]),
    ]);
    const { data } = await docker.union("slim", "/app/data/big.bin", "/app/text");
    expect(data.seen).toEqual([undefined, { kind: "file", size: 6, from: [data.layers.length] }]);
  });

  test("an opaque directory is a hole for all that is below it", async () => {
    const { data } = await docker.union("right", "/app/data/");
    expect(data.paths).toEqual(["/app/data", "/app/data/big.bin", "/app/data/new"]);
    expect(data.layers[0]?.cells).toMatchObject([
      { holds: "directory", opaque: true, seen: "answers" },
      { holds: "nothing", seen: "hides" },
      { holds: "file", seen: "answers" },
    ]);
    expect(data.layers[1]?.cells[1]).toMatchObject({ holds: "file", seen: "covered" });
    expect(data.seen.map((one) => one?.kind)).toEqual(["directory", undefined, "file"]);
    expect(await textOf(await docker.union("right", "/app/data/"))).toContain("opaque");
  });

  test("it agrees with what the container's programs see, at every name", async () => {
    for (const name of ["left", "right"]) {
      const fs = await lab.engine.fileSystem(name);
      for (const directory of ["/app", "/app/data"]) {
        const { data } = await docker.union(name, `${directory}/`);
        const names = data.paths.slice(1).filter((_, at) => data.seen[at + 1] !== undefined);
        expect(names).toEqual(
          fs
            .readdir(directory)
            .map((entry) => `${directory}/${entry.name}`)
            .sort(),
        );
      }
    }
  });
});

test("a container's own layer is what docker diff says, and is what a commit adds", async () => {
  const { data } = await docker.writable("left");
  expect(data.changes.map(({ kind, path }) => ({ kind, path }))).toEqual([...(await docker.diff("left"))]);
  const image = await docker.commit("left");
  expect(image.layers).toHaveLength(data.number);
  expect(data.below.map(({ diffId }) => diffId)).toEqual(image.layers.slice(0, -1).toReversed());
  const [row] = await docker.history(image);
  expect(row?.size).toBe(data.size);
  await docker.rmi(image);
});

test("copy-on-write: whose own copy there is, what changed in it, and who reads which", async () => {
  await docker.run("app", "true", { name: "plain" });
  const { data } = await docker.copies("left", "/app/text", "right", "plain", "app");
  const size = "a\nb\nc\n".length;
  expect(data.lower).toMatchObject([{ number: (await docker.image("app")).layers.length, size }]);
  expect(data.readers.map(({ name, reads, lower, upper }) => [name, reads, lower, upper?.size])).toEqual([
    ["left", "upper", 0, size + "more\n".length],
    ["right", "lower", 0, undefined],
    ["plain", "lower", 0, undefined],
    ["app:latest", "lower", 0, undefined],
  ]);
  expect(data.readers[0]?.upper?.differs).toContain("content");

  // What only the metadata differ of is copied whole, too; and a deletion copies nothing.
  const own = await docker.run("app", "chmod 600 /app/data/big.bin; rm /app/text", { name: "owner" });
  const [big] = (await docker.copies(own, "/app/data/big.bin")).data.readers;
  expect(big).toMatchObject({ reads: "upper", upper: { size: 300_000 } });
  expect(big?.upper?.differs).toEqual(["mode 0644 → 0600"]);
  const [text] = (await docker.copies(own, "/app/text")).data.readers;
  expect(text).toMatchObject({ reads: "nothing", deletes: true, lower: 0 });
  // Two images, two lower copies.
  expect((await docker.copies("slim", "/app/text", "app")).data.lower).toHaveLength(2);
  for (const name of ["plain", "owner"]) await docker.rm(name);
});

test("before and after: what is in both, and what the change cost", async () => {
  const { data } = await docker.beforeAfter("app", "slim");
  const [app, slim] = [await docker.image("app"), await docker.image("slim")];
  expect(data.change).toBe(slim.size - app.size);
  expect(data.before.layers.every(({ isInBoth }) => isInBoth)).toBe(true);
  expect(data.after.layers.map(({ isInBoth }) => isInBoth)).toEqual(
    slim.layers.map((layer) => app.layers.includes(layer)),
  );
  expect(data.after.own).toBe(data.after.layers.at(-1)?.size);
});

test("an image's documents name each other, down to the layers", async () => {
  const { data } = await docker.documents("slim");
  const image = await docker.image("slim");
  expect(data.config?.digest).toBe(image.id);
  expect(data.layers.map(({ diffId }) => diffId)).toEqual(image.layers);
  expect(data.problems).toEqual([]);
});

describe("the documents of an archive", () => {
  const saved = async (...names: string[]) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of lab.engine.save(names)) chunks.push(chunk);
    return Buffer.concat(chunks);
  };

  test("are those of the images that were saved, and damage shows", async () => {
    const archive = await saved("app", "slim");
    const view = lab.documents(archive);
    expect(view.data.map(({ layers, config, manifest }) => ({ layers, config, manifest }))).toEqual(
      await Promise.all(
        ["app", "slim"].map(async (name) => {
          const { layers, config, manifest } = (await docker.documents(name)).data;
          return { layers, config, manifest };
        }),
      ),
    );
    expect(await textOf(view)).toContain("app:latest");
    // One byte of a file in the layer that both have.
    archive.write("A", archive.indexOf("a\nb\nc\n"));
    const wrong = lab.documents(archive).data.map(({ layers }) => layers.map(({ status }) => status));
    expect(wrong.flat().filter((status) => status !== "matches")).toEqual(["differs", "differs"]);
    expect(await textOf(lab.documents(archive))).toContain("its bytes have another digest");
  });

  test("what is no layout of images is refused", () => {
    expect(() => lab.documents(new Uint8Array(1024))).toThrow(/no index\.json/);
    expect(() => lab.documents(Buffer.from("no archive".repeat(100)))).toThrow();
  });
});

describe("a build", () => {
  const shop = (greeting: string, list = "tea") => ({
    tag: "shop",
    dockerfile: `FROM busybox
ARG V=1
WORKDIR /shop
COPY list .
RUN echo ${greeting} > greeting
RUN echo $V > version
CMD ["ls"]
`,
    context: { list },
  });
  const states = async () =>
    (await docker.cache("shop")).data.stages?.flatMap(({ links }) => links.map(({ state }) => state));

  test("the cache as a chain: where it breaks, and what follows, also of a build that a command line made", async () => {
    await docker.build(shop("hello"));
    expect(await states()).toEqual(["first", "first", "first", "first"]);
    await docker.build(shop("hello"));
    expect(await states()).toEqual(["whole", "whole", "whole", "whole"]);
    const changed = await docker.build(shop("welcome"));
    expect(await states()).toEqual(["whole", "whole", "broken", "follows"]);
    expect(await textOf(changed.cache())).toBe(await textOf(await docker.cache("shop")));
    await docker.build(shop("welcome", "milk"));
    expect(await states()).toEqual(["whole", "broken", "follows", "follows"]);
    const [stage] = (await docker.cache("shop")).data.stages ?? [];
    const keys = stage?.links.map(({ key }) => key) ?? [];
    expect(stage?.links.map(({ on }) => on).slice(1)).toEqual(keys.slice(0, -1));
    expect(stage?.links.map(({ files }) => files)).toEqual([0, 1, 0, 0]);
  });

  test("another process knows the chain, too", async () => {
    const other = await createLab({ medium });
    expect(await textOf(await other.docker.cache("shop"))).toBe(await textOf(await docker.cache("shop")));
  });

  test("unknown is said as unknown: an image that no build made", async () => {
    const view = await docker.cache("app");
    expect(view.data.stages).toBeUndefined();
    expect(await textOf(view)).toContain("Unknown: no build of app:latest is remembered here.");
  });

  test("its instructions, each with its layer or with the setting it wrote", async () => {
    const { data } = await docker.instructions("shop");
    const image = await docker.image("shop");
    expect(data.base).toMatchObject({ name: "busybox:latest", layers: 1, isCertain: true });
    expect(data.steps.map(({ text, setting, layer }) => [text, layer?.number ?? setting])).toEqual([
      ["ARG V=1", undefined],
      ["WORKDIR /shop", 2],
      ["COPY list .", 3],
      ["RUN echo welcome > greeting", 4],
      ["RUN echo $V > version", 5],
      ['CMD ["ls"]', "Cmd"],
    ]);
    expect(data.steps.flatMap(({ layer }) => layer?.diffId ?? [])).toEqual(image.layers.slice(1));
  });

  test("a step that ran again though nothing changed has its old key: nothing is broken", async () => {
    await docker.build(shop("welcome", "milk"));
    await docker.build({ ...shop("welcome", "milk"), noCache: true });
    expect(await states()).toEqual(["skipped", "skipped", "skipped", "skipped"]);
    const text = await textOf(await docker.cache("shop"));
    expect(text).toContain("The same key as before, but the cache was not to be used");
    expect(text).not.toContain("breaks");
  });

  test("from scratch there is nothing below the first instruction", async () => {
    await docker.build({ tag: "bare", dockerfile: "FROM scratch\nCOPY x /x\n", context: { x: "x" } });
    const view = await docker.instructions("bare");
    expect(view.data.base).toMatchObject({ name: "scratch", layers: 0, isCertain: true });
    expect(view.data.steps.map(({ layer }) => layer?.number)).toEqual([1]);
    expect(await textOf(view)).toMatch(/^FROM scratch +no layer/m);
  });

  test("an image from elsewhere has them, too: which came with FROM is unknown", async () => {
    await docker.pull("alpine");
    const view = await docker.instructions("alpine");
    expect(view.data.base).toBeUndefined();
    expect(await textOf(view)).toContain("is unknown");
    expect(view.data.steps.at(-1)).toMatchObject({ text: 'CMD ["/bin/sh"]', setting: "Cmd" });
  });
});
