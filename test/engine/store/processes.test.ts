import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "../../../kernel/spec/start/paths.mjs";
import { describeWith } from "../../components.js";
import { fixturePath } from "../../fixtures.js";

const program = join(ROOT, "dist/kernel/bin.js");
const base = fixturePath("docker-ops/tiny-base.tar");

/** The `layerlab` program as people run it: a process for each command, one store for all of them. */
describeWith(["build"], "commands one after another", () => {
  const home = mkdtempSync(join(tmpdir(), "layerlab-processes-"));
  const runWith = (env: Readonly<Record<string, string>>, ...argv: string[]) => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [program, ...argv], {
      encoding: "utf8",
      env: { ...process.env, LAYERLAB_HOME: home, ...env },
    });
    return { stdout, stderr, status };
  };
  const run = (...argv: string[]) => runWith({}, ...argv);
  beforeAll(() => {
    expect(run("import", base, "tiny").status).toBe(0);
  });
  afterAll(() => {
    run("rm", "-f", "box", "background");
    rmSync(home, { recursive: true, force: true });
  });

  test("a shell that waits is there in the next command, and so is what was done in it", () => {
    expect(run("run", "-dti", "--name", "box", "tiny", "/bin/sh")).toMatchObject({ status: 0, stderr: "" });
    expect(run("exec", "box", "sh", "-c", "echo one > /one")).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(run("exec", "box", "cat", "/one").stdout).toBe("one\n");
    expect(run("diff", "box").stdout).toBe("A /one\n");
    expect(run("commit", "box", "mine").stdout).toMatch(/^sha256:[0-9a-f]{64}\n$/);
    expect(run("run", "--rm", "mine", "cat", "/one").stdout).toBe("one\n");
    expect(run("stop", "box").status).toBe(0);
    expect(run("exec", "box", "true").stderr).toMatch(/container [0-9a-f]{64} is not running/);
  });

  test("-d gives the terminal back while the program goes on; exec, logs, commit and stop reach it", () => {
    const command = ["sh", "-c", "echo started; busybox sleep 1000"];
    const started = run("run", "-d", "--name", "background", "tiny", ...command);
    expect(started).toMatchObject({ status: 0, stderr: "" });
    expect(started.stdout).toMatch(/^[0-9a-f]{64}\n$/);
    expect(run("ps", "--format", "{{.Names}}").stdout).toBe("background\n");
    expect(
      run("exec", "background", "sh", "-c", "echo two > /two; echo said; echo wrong >&2; exit 3"),
    ).toEqual({
      status: 3,
      stdout: "said\n",
      stderr: "wrong\n",
    });
    expect(run("exec", "background", "nosuch").status).toBe(126);
    // Where its process is reached is a folder whose name anybody can foresee.
    const TMPDIR = mkdtempSync(join(tmpdir(), "layerlab-foreseen-"));
    symlinkSync(home, join(TMPDIR, `layerlab-${userInfo().uid}`));
    expect(runWith({ TMPDIR }, "exec", "background", "true").stderr).toContain("it belongs to somebody else");
    rmSync(TMPDIR, { recursive: true });
    expect(run("diff", "background").stdout).toBe("A /two\n");
    expect(run("logs", "background").stdout).toBe("started\n");
    expect(run("stop", "background").status).toBe(0);
    expect(run("inspect", "-f", "{{.State.Status}} {{.State.ExitCode}}", "background").stdout).toBe(
      "exited 137\n",
    );
  });

  test("a program that is not there is refused by the command itself", () => {
    expect(run("run", "-d", "--rm", "tiny", "nosuch")).toMatchObject({
      status: 127,
      stderr: expect.stringContaining("executable file not found"),
    });
    expect(run("ps", "-aq").stdout.split("\n").length).toBe(3);
  });

  test("nothing stays behind but what there is", () => {
    expect(readdirSync(home).sort()).toEqual(
      ["blobs", "containers", "index.json", "ingest", "leases", "oci-layout"].sort(),
    );
    expect(readdirSync(join(home, "ingest"))).toEqual([]);
    expect(readdirSync(join(home, "leases"))).toEqual([]);
  });
});
