import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DiskLeases, DiskLock } from "../../src/content/disk-lock.js";
import { DiskMedium } from "../../src/content/disk-medium.js";
import { liveness, selfName } from "../../src/content/disk-process.js";
import { Temporaries } from "../../src/content/disk-temporary.js";
import { StoreBusyError } from "../../src/errors/store.js";
import { describeWith } from "../components.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "layerlab-lock-"));
  mkdirSync(join(root, "leases"));
});
afterEach(() => rmSync(root, { recursive: true }));

const MINUTE = 60_000;
const DEAD = 2 ** 22 + 1;
const self = selfName();
const names = {
  "a dead process": self.replace(/^\d+ \S+/, `${DEAD} 1`),
  "an earlier process with this pid": self.replace(/^(\d+) \S+/, "$1 1"),
  "a process of another boot": self.replace(/^(\S+ \S+) \S+/, "$1 0000-boot.1"),
  "a process under this machine's last host name": `${DEAD} 1 ${self.split(" ")[2]} another-host`,
  "what an older release wrote": "1234 5678 some-host",
  "nobody: an empty file": "",
  "nobody: half a name": "12",
  "nobody: something else": "\u0000\u0000\u0000",
};

function left(name: string, text: string, age: number): void {
  const path = join(root, name);
  writeFileSync(path, text);
  const then = new Date(Date.now() - age);
  utimesSync(path, then, then);
}

/** In one try: what is dead is taken over at once. */
function works(): boolean {
  return new DiskMedium(root).exclusively(() => true);
}

describe("a lock that was left behind", () => {
  test.each(Object.entries(names))("by %s", (_, name) => {
    left("lock", name === "" ? "" : `${name}\n1\n`, 2 * MINUTE);
    expect(works()).toBe(true);
    expect(readdirSync(root).sort()).toEqual(["ingest", "leases"]);
  });

  test.each(Object.entries(names))("and a claim to break it, by %s", (_, name) => {
    left("lock", "", 2 * MINUTE);
    left("lock.dead-", name === "" ? "" : `${name}\n0\n`, 2 * MINUTE);
    expect(works()).toBe(true);
    expect(readdirSync(root).sort()).toEqual(["ingest", "leases"]);
  });

  test("a clock that was set back makes it old, not new for ever", () => {
    left("lock", "", -60 * MINUTE);
    left("lock.dead-", `${names["a process of another boot"]}\n`, -60 * MINUTE);
    expect(works()).toBe(true);
  });

  test("the name of this process is alive under any host name, others' are unknown", () => {
    expect(liveness(self)).toBe("alive");
    expect(liveness(self.replace(/\S+$/, "another-host"))).toBe("alive");
    expect(liveness(names["a process of another boot"])).toBe("unknown");
    expect(liveness(names["a dead process"])).toBe("dead");
  });
});

describe("what another system's process holds", () => {
  const foreign = names["a process of another boot"];

  test("a fresh lease counts, a silent one does not", () => {
    left("leases/1-1-a", `${foreign}\n`, MINUTE);
    left("leases/1-1-b", `${foreign}\n`, 10 * MINUTE);
    left("leases/1-1-c", "", MINUTE);
    expect(new DiskMedium(root).leases()).toBe(1);
    expect(readdirSync(join(root, "leases"))).toEqual(["1-1-a"]);
  });

  test("a container's owner is alive for as long as it keeps its note fresh", () => {
    const medium = new DiskMedium(root);
    left("owner", foreign, MINUTE);
    expect(medium.isAlive(foreign, "/owner")).toBe(true);
    left("owner", foreign, 10 * MINUTE);
    expect(medium.isAlive(foreign, "/owner")).toBe(false);
  });
});

describeWith(["build"], "a lock that somebody has", () => {
  const script = (body: string): readonly string[] => [
    "--input-type=module",
    "--eval",
    `import { DiskMedium } from ${JSON.stringify(new URL("../../dist/src/content/disk-medium.js", import.meta.url).href)};
     import { endWaitsOnSignals } from ${JSON.stringify(new URL("../../dist/src/content/disk-wait.js", import.meta.url).href)};
     ${body}`,
  ];

  test("is waited for, and the wait ends: the file and what to do are named", () => {
    left("lock", `${self}\n1\n`, 0);
    const { stdout } = spawnSync(
      process.execPath,
      script(`
        let now = 0;
        performance.now = () => (now += 500);
        try { new DiskMedium(${JSON.stringify(root)}).exclusively(() => {}); }
        catch (error) { console.log(error.message); }`),
      { encoding: "utf8" },
    );
    expect(stdout).toBe(`${new StoreBusyError(join(root, "lock"), `process ${process.pid}`, 20).message}\n`);
    expect(stdout).toContain(join(root, "lock"));
    expect(existsSync(join(root, "lock"))).toBe(true);
  });

  test.each(["SIGINT", "SIGTERM"] as const)("%s ends a command that waits for it", async (signal) => {
    left("lock", `${self}\n1\n`, 0);
    const child = spawn(
      process.execPath,
      script(`
        process.on("SIGINT", () => {});
        endWaitsOnSignals();
        const wait = Atomics.wait;
        let pauses = 0;
        Atomics.wait = (...args) => {
          if (++pauses === 60) process._rawDebug("waiting");
          return wait(...args);
        };
        new DiskMedium(${JSON.stringify(root)}).exclusively(() => {});`),
      { stdio: ["ignore", "ignore", "pipe"] },
    );
    child.stderr.once("data", () => child.kill(signal));
    expect(await new Promise((ended) => child.on("exit", (_, by) => ended(by)))).toBe(signal);
  });
});

describe("a full disk", () => {
  test.each(["lock", "lease"])("leaves no %s behind", (what) => {
    const medium = new DiskMedium(root);
    expect(medium.exclusively(() => true)).toBe(true);
    const full = new Temporaries(join(root, "ingest"));
    const next = full.next.bind(full);
    // A lease takes its own name from there first.
    let names = what === "lease" ? 1 : 0;
    full.next = () => {
      const path = next();
      if (names-- > 0) return path;
      symlinkSync("/dev/full", path);
      return path;
    };
    const act = {
      lock: () => new DiskLock(join(root, "lock"), full).acquire(),
      lease: () => new DiskLeases(join(root, "leases"), full).take(),
    }[what];
    expect(act).toThrow(/ENOSPC/);
    expect(readdirSync(root).sort()).toEqual(["ingest", "leases"]);
    expect([...readdirSync(join(root, "ingest")), ...readdirSync(join(root, "leases"))]).toEqual([]);
    expect(medium.exclusively(() => true)).toBe(true);
  });
});

describe("half-written files", () => {
  const ofMine = () => basename(new Temporaries(join(root, "ingest")).next());
  beforeEach(() => mkdirSync(join(root, "ingest")));
  const open = () => new DiskMedium(root).exclusively(({ crashed }) => crashed);

  test("of a living process stay, those of an earlier one with its pid go", () => {
    const mine = ofMine();
    left(`ingest/${mine}`, "half", 10 * MINUTE);
    left(`ingest/${mine.replace(/^(\d+)-\d+/, "$1-1")}`, "half", 0);
    expect(open()).toBe(true);
    expect(readdirSync(join(root, "ingest"))).toEqual([mine]);
  });

  test("of a process of another system stay for as long as it writes them", () => {
    const theirs = ofMine().replace(/^(\d+-\d+)-[^-]*/, "$1-another");
    left(`ingest/${theirs}`, "half", MINUTE);
    expect(open()).toBe(false);
    left(`ingest/${theirs}`, "half", 10 * MINUTE);
    expect(open()).toBe(true);
    expect(readdirSync(join(root, "ingest"))).toEqual([]);
  });
});
