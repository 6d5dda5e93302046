import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createLab, type Lab } from "../../src/lab/lab.js";
import { file, stream, tar } from "../archives.js";
import { mediumWith } from "../engine/filled-medium.js";

const bytes = (text: string) => new TextEncoder().encode(text);

const ubuntuLab = async () => createLab({ medium: await mediumWith("ubuntu") });

/** An archive as `docker cp` sends it. */
function archive(files: Readonly<Record<string, string>>): AsyncIterable<Uint8Array> {
  const entries = Object.entries(files).map(([name, text]) =>
    file(name, text, {
      mode: name.endsWith("/") ? 0o750 : 0o640,
      uid: 1000,
      gid: 1000,
      mtime: 1_600_000_000,
    }),
  );
  return stream(tar(...entries));
}

async function proved(lab: Lab, image: string, options: { steps?: "few" | "each" } = {}) {
  const recipe = await lab.docker.recipe(image, options);
  const { data } = await recipe.verify();
  return { recipe, proof: data, lines: recipe.dockerfile.trimEnd().split("\n") };
}

const SILENT = { stdout: () => {}, stderr: () => {} };

describe("a recipe gives the same DiffIDs", () => {
  test("of one command", async () => {
    const lab = await ubuntuLab();
    const made = await (await lab.docker.run("ubuntu", ["touch", "/hello"])).commit("hello");
    const { proof, lines } = await proved(lab, "hello");
    expect(lines).toEqual(["FROM ubuntu:latest", "RUN touch /hello", 'CMD ["touch", "/hello"]']);
    expect(proof.layers).toMatchObject([
      { diffId: made.layers.at(-1), together: made.layers.at(-1), built: [{ diffId: made.layers.at(-1) }] },
    ]);
    expect(proof).toMatchObject({ equal: true, settings: [] });
  });

  test("of a shell with a state, commands beside it and some that failed", async () => {
    const lab = await ubuntuLab();
    const box = await lab.docker.run("ubuntu", { name: "box" });
    const lines = [
      "mkdir -p /srv/a && cd /srv/a",
      "ls /",
      'NAME=world; greet() { echo "hello $1"; }',
      "greet $NAME > greeting",
      "cat /nowhere > empty",
      "rm /etc/issue /etc/issue.net",
      "rm -r /etc/skel && mkdir /etc/skel && touch /etc/skel/new",
      "for i in 1 2 3; do echo $i > file$i; done",
      "ln file1 again; ln -s file2 link; mv file3 moved",
      "exit",
    ];
    for (const line of lines.slice(0, 5)) await box.exec(line);
    await box.exec(["/bin/sh", "-c", "echo beside > beside; false"]);
    await box.exec(["touch", "two words", "it's"], { workdir: "/opt" });
    for (const line of lines.slice(5)) await box.exec(line);
    await box.commit("box-image");
    const { proof, recipe } = await proved(lab, "box-image");
    expect(proof.layers[0]?.differences).toEqual([]);
    expect(proof.equal).toBe(true);
    expect(proof.layers[0]?.built).toHaveLength(1);
    expect(recipe.dockerfile).not.toMatch(/^ls \/$/m);
    const each = await proved(lab, "box-image", { steps: "each" });
    expect(each.proof.layers[0]?.differences).toEqual([]);
    expect(each.proof.equal).toBe(true);
    expect(each.proof.layers[0]?.built.length).toBeGreaterThan(5);
  });

  test("of plain lines, as people write a Dockerfile", async () => {
    const lab = await ubuntuLab();
    const box = await lab.docker.run("ubuntu", { name: "box" });
    await box.exec("mkdir /srv/app");
    await box.exec("cd /srv/app");
    await box.exec("echo 'a  b' > file");
    await box.exec("grep nothing file > found");
    await box.commit("plain");
    const { proof, lines } = await proved(lab, "plain");
    expect(lines.slice(1, 5)).toEqual([
      "RUN mkdir /srv/app && \\",
      "    cd /srv/app && \\",
      "    echo 'a  b' > file && \\",
      "    (grep nothing file > found || true)",
    ]);
    expect(proof.equal).toBe(true);
  });

  test("of files that were copied in, owners and times as they came", async () => {
    const lab = await ubuntuLab();
    const { engine } = lab;
    await engine.create({ image: "ubuntu", name: "box" });
    await engine.copyInto(
      "box",
      "/srv",
      archive({ "app/": "", "app/run.sh": "echo 1\n", "notes.txt": "hi\n" }),
    );
    await engine.commit("box", { reference: "copied" });
    const { proof, lines, recipe } = await proved(lab, "copied");
    expect(lines).toEqual(["FROM ubuntu:latest", "ADD copied-1.tar /srv/"]);
    expect(Object.keys(recipe.context)).toEqual(["copied-1.tar"]);
    expect(proof.equal).toBe(true);
    // Anybody can build it, at his own time.
    const { image } = await lab.docker.build({
      tag: "again",
      dockerfile: recipe.dockerfile,
      context: recipe.context,
    });
    expect((await lab.docker.compare("copied", "again")).data.differences).toEqual([]);
    expect(image.layers).toHaveLength(2);
  });

  test("of copies between commands: several steps, which are one layer when put together", async () => {
    const lab = await ubuntuLab();
    const { engine, docker } = lab;
    const box = await docker.run("ubuntu", { name: "box" });
    await box.exec("V=1");
    await box.exec("mkdir /srv/x; cd /srv/x; W=2");
    await engine.copyInto("box", "/srv/x", archive({ "in.txt": "one\ntwo\n" }));
    await box.exec("sort -r in.txt > out.txt; rm in.txt; echo $V$W > v");
    await box.commit("lost");
    // What changed files cannot run twice, so what it left in the shell is lost to the next step.
    const lost = await proved(lab, "lost");
    expect(lost.proof.layers[0]?.differences.map(({ path }) => path)).toEqual(["/srv/x/v"]);
    expect(lost.recipe.notes.join(" ")).toContain("W=2");
    await box.exec("echo $V > v");
    await box.commit("mixed");
    const { proof } = await proved(lab, "mixed");
    expect(proof.layers[0]?.differences).toEqual([]);
    expect(proof).toMatchObject({ equal: true });
    expect(proof.layers[0]?.built.map(({ instruction }) => instruction.split(" ")[0])).toEqual([
      "RUN",
      "ADD",
      "RUN",
    ]);
  });

  test("of shells beside each other, each with a state of its own", async () => {
    const lab = await ubuntuLab();
    await lab.docker.run("ubuntu", { name: "box" });
    const one = await lab.engine.execShell("box");
    const two = await lab.engine.execShell("box", { user: "root", workdir: "/opt", env: ["Y=y"] });
    const typed = async (shell: typeof one, line: string) =>
      expect((await shell.execute(line, SILENT)).exitCode).toBe(0);
    await typed(one, "cd /srv");
    await typed(one, "X=1");
    await typed(two, "X=2");
    await typed(two, "echo $X > two");
    await typed(one, "echo $X > one");
    await typed(two, "cd /srv && echo $X$Y >> two");
    await typed(one, "exit 0");
    await lab.docker.commit("box", "shells");
    const { proof, recipe } = await proved(lab, "shells");
    expect(proof.layers[0]?.differences.map(({ path }) => path)).toEqual([]);
    expect(recipe.dockerfile).not.toContain("exit");
    expect(proof.equal).toBe(true);
  });

  test("of another directory, user, environment and input", async () => {
    const lab = await ubuntuLab();
    const { engine, docker } = lab;
    const box = await docker.run("ubuntu", { name: "box", workdir: "/made/here", env: ["A=a b", "B=$x"] });
    await box.exec('echo "$A" > a; pwd > where');
    await engine.exec("box", {
      command: ["sh", "-c", "cat > /made/input; echo $C >> /made/input"],
      env: ["C=c'c"],
      workdir: "/new/place",
      stdio: { ...SILENT, stdin: bytes("in\n'put'") },
    });
    await box.exec(["chmod", "777", "/made/here"]);
    await box.exec(["touch", "/made/here/mine"], { user: "nobody" });
    await box.commit("made", {
      changes: ["ENV D=d", "USER nobody", "EXPOSE 80", 'LABEL a.b="c d"', "CMD cat a"],
    });
    const { proof, recipe } = await proved(lab, "made");
    expect(proof.layers[0]?.differences).toEqual([]);
    expect(proof).toMatchObject({ equal: true, settings: [] });
    expect(recipe.notes).toEqual([]);
  });

  test("of one commit on another", async () => {
    const lab = await ubuntuLab();
    const { docker } = lab;
    const first = await docker.run("ubuntu", "apt-get update && apt-get install -y curl > /dev/null", {
      quiet: true,
    });
    await first.commit("with-curl", { comment: "Add curl", changes: ['CMD ["bash"]'] });
    const second = await docker.run("with-curl", { name: "box" });
    await second.exec("echo 1 > /one");
    await second.commit("with-one");
    // An interrupted look changes nothing.
    await (await docker.run("with-one", "ls /one", { quiet: true })).commit("looked");
    const { proof, lines } = await proved(lab, "looked");
    expect(proof.layers.map(({ commit, equal }) => [commit, equal])).toEqual([
      ["with-curl:latest", true],
      ["with-one:latest", true],
      ["looked:latest", true],
    ]);
    expect(proof.layers[2]).toMatchObject({ diffId: undefined, together: undefined, built: [] });
    expect(lines).toContain("# with-curl:latest: Add curl");
    expect(await docker.images()).toHaveLength(4);
  });
});

describe("a recipe that does not", () => {
  test("says which paths, and why", async () => {
    const lab = await ubuntuLab();
    const box = await lab.docker.run("ubuntu", { name: "box" });
    await box.exec(
      "date +%s%N > /when; echo same > /same; echo $RANDOM$RANDOM > /dice; touch -d '2020-01-01' /old",
    );
    await box.exec("hostname > /name");
    (await box.fileSystem()).writeFile("/by-hand", bytes("x"));
    await box.commit("unsteady");
    const { proof, recipe } = await proved(lab, "unsteady");
    expect(proof.equal).toBe(false);
    expect(proof.layers[0]?.differences.map(({ path, in: where, why }) => [path, where, why])).toEqual([
      ["/by-hand", "image", "depends on something else"],
      ["/dice", "both", "differs at each run"],
      ["/name", "both", "depends on something else"],
      ["/when", "both", "differs at each run"],
    ]);
    expect(proof.layers[0]?.differences.find(({ path }) => path === "/when")?.command).toMatch(/^date/);
    expect(recipe.notes.join(" ")).toContain("fileSystem()");
  });

  test("a terminal that a build has not is found out", async () => {
    const lab = await ubuntuLab();
    await lab.docker.run("ubuntu", { name: "box" });
    const io = { stdout: () => {}, stderr: () => {}, isNotebook: true, isTTY: false } as const;
    await lab.shell(
      "box",
      "if [ -t 1 ]; then echo at a terminal; fi > /a\ntty > /dev/null && touch /b; tty | cat > /c\nls / /usr",
      io,
    );
    await lab.shell("box", "apt-get update && apt-get install -y ca-certificates", io);
    await lab.docker.commit("box", "typed");
    const { proof } = await proved(lab, "typed");
    expect(proof.layers[0]?.differences.map(({ path, why }) => [path, why])).toEqual([
      ["/var/log/apt/term.log", "terminal"],
    ]);
  });

  test("a Dockerfile that cannot be built is no proof", async () => {
    const lab = await ubuntuLab();
    const box = await lab.docker.run("ubuntu", { name: "box" });
    (await box.fileSystem()).writeFile("/input", bytes("x"));
    await box.exec("cp /input /output");
    await box.commit("needs-input");
    const { proof } = await proved(lab, "needs-input");
    expect(proof).toMatchObject({ equal: false, layers: [] });
    expect(proof.failed).toContain("did not complete successfully: exit code: 1");
  });

  test("an image that no commit made has none", async () => {
    const { docker } = await ubuntuLab();
    await expect(docker.recipe("ubuntu")).rejects.toMatchObject({ code: "ENORECIPE" });
  });
});

describe("the record", () => {
  test("survives a restart, with archives, and goes with its image and container", async () => {
    const home = mkdtempSync(join(tmpdir(), "layerlab-recipe-"));
    try {
      const first = await createLab({ home });
      await first.docker.pull("ubuntu");
      const blobs = () => readdirSync(join(home, "blobs", "sha256")).sort();
      const before = blobs();
      await first.docker.run("ubuntu", { name: "box" });
      await (await first.docker.container("box")).exec("echo 1 > /one");
      await first.engine.copyInto("box", "/srv", archive({ "in.txt": "text\n" }));
      const second = await createLab({ home });
      await (await second.docker.container("box")).exec("cp /srv/in.txt /srv/out.txt");
      expect((await (await second.docker.container("box")).commands()).map(({ kind }) => kind)).toEqual([
        "line",
        "copy",
        "line",
      ]);
      await second.docker.commit("box", "kept");
      await second.docker.rm("box", { force: true });
      const third = await createLab({ home });
      const { proof } = await proved(third, "kept");
      expect(proof.layers[0]?.differences).toEqual([]);
      expect(proof.equal).toBe(true);
      expect(blobs().length).toBeGreaterThan(before.length);
      await third.docker.rmi("kept");
      expect(blobs()).toEqual(before);
    } finally {
      rmSync(home, { recursive: true });
    }
  });

  test("is bounded: what comes later is counted, and the recipe says so", async () => {
    const lab = await ubuntuLab();
    const box = await lab.docker.run("ubuntu", { name: "box" });
    await box.exec("echo first > /first");
    await box.exec(`: ${"x".repeat(300_000)}`);
    await box.exec("echo last > /last");
    await box.commit("long");
    const { proof, recipe } = await proved(lab, "long");
    expect(recipe.notes.join(" ")).toContain("2 more commands ran than are kept");
    expect(proof.layers[0]?.differences.map(({ path }) => path)).toEqual(["/last"]);
  });

  test("changes nothing of what Docker itself says", async () => {
    const lab = await ubuntuLab();
    const box = await lab.docker.run("ubuntu", { name: "box" });
    await box.exec("echo secret-word > /one");
    await box.commit("one");
    const history = await lab.docker.history("one");
    expect(history[0]?.createdBy).toBe("/bin/bash");
    const chunks: Uint8Array[] = [];
    for await (const chunk of lab.engine.save(["one"])) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString("latin1")).not.toContain("echo secret-word");
    expect(JSON.stringify(await lab.engine.inspectContainer("box"))).not.toContain("secret-word");
  });
});
