import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createMemoryFileSystem } from "../../src/vfs/memory.js";
import { CAN_ACT, ownership, ownershipOnDisk, performAs, performAsOnDisk, type Step, step } from "./users.js";

/** As systemd sets it everywhere; without it, link(2) asks less. */
const PROTECTED_HARDLINKS =
  process.platform === "linux" && readFileSync("/proc/sys/fs/protected_hardlinks", "utf8").trim() === "1";

/** Runs steps here and on the machine's own file system, in a root that everybody may write to. */
function compare(steps: readonly Step[]): readonly string[] {
  const root = mkdtempSync(join(tmpdir(), "layerlab-users-"));
  try {
    chmodSync(root, 0o777);
    const fs = createMemoryFileSystem();
    fs.chmod("/", 0o777);
    const answers = steps
      .filter(({ op }) => op !== "link" || PROTECTED_HARDLINKS)
      .map((each) => {
        const there = performAsOnDisk(root, each);
        expect(performAs(fs, each), JSON.stringify(each)).toBe(there);
        return there;
      });
    expect(ownership(fs)).toEqual(ownershipOnDisk(root));
    return answers;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

describe.runIf(CAN_ACT)("several users on one file system", () => {
  test("may do what the machine's own kernel lets them do, call for call", () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 30 }), (steps) => void compare(steps)),
      { numRuns: 400 },
    );
  });

  const file = (mode: number): readonly Step[] => [
    { who: "ann", op: "write", path: "/f", text: "x" },
    { who: "root", op: "chmod", path: "/f", mode },
  ];
  const folder = (mode: number, gid = 1103): readonly Step[] => [
    { who: "ann", op: "mkdir", path: "/d" },
    { who: "root", op: "chown", path: "/d", uid: 1101, gid },
    { who: "root", op: "chmod", path: "/d", mode },
  ];

  /** Each of these was a rule that could be taken out of `src/vfs` without a test that failed. */
  const cases: readonly (readonly [string, readonly Step[], string])[] = [
    [
      "a set-user-ID bit goes when its owner writes",
      [...file(0o4755), { who: "ann", op: "append", path: "/f", text: "y" }],
      "ok",
    ],
    [
      "and stays when root writes",
      [...file(0o4755), { who: "root", op: "append", path: "/f", text: "y" }],
      "ok",
    ],
    [
      "set-group-ID goes with it where the group may execute",
      [...file(0o6777), { who: "ben", op: "write", path: "/f", text: "y" }],
      "ok",
    ],
    [
      "and stays where it marks a locked file",
      [...file(0o6666), { who: "ann", op: "write", path: "/f", text: "y" }],
      "ok",
    ],
    ["a truncation is a write", [...file(0o4777), { who: "ben", op: "truncate", path: "/f", size: 0 }], "ok"],
    [
      "a group may do what its bits say",
      [...folder(0o770), { who: "ben", op: "write", path: "/d/x", text: "y" }],
      "ok",
    ],
    ["and not what others may", [...folder(0o707), { who: "ben", op: "list", path: "/d" }], "EACCES"],
    [
      "the owner may not do what only the group may",
      [...file(0o070), { who: "ann", op: "read", path: "/f" }],
      "EACCES",
    ],
    [
      "a sticky directory keeps what belongs to others",
      [
        ...folder(0o1777),
        { who: "root", op: "write", path: "/d/x", text: "y" },
        { who: "ben", op: "unlink", path: "/d/x" },
      ],
      "EPERM",
    ],
    [
      "but not from its own owner",
      [
        ...folder(0o1777),
        { who: "ben", op: "write", path: "/d/x", text: "y" },
        { who: "ann", op: "unlink", path: "/d/x" },
      ],
      "ok",
    ],
    [
      "nor may they be renamed over",
      [
        ...folder(0o1777),
        { who: "root", op: "write", path: "/d/x", text: "y" },
        { who: "ben", op: "write", path: "/d/y", text: "y" },
        { who: "ben", op: "rename", from: "/d/y", to: "/d/x" },
      ],
      "EPERM",
    ],
    [
      "an owner may give a file to a group of theirs",
      [...file(0o644), { who: "ann", op: "chown", path: "/f", uid: -1, gid: 1103 }],
      "ok",
    ],
    [
      "but not to another group",
      [...file(0o644), { who: "ann", op: "chown", path: "/f", uid: -1, gid: 1102 }],
      "EPERM",
    ],
    [
      "nor to another user",
      [...file(0o644), { who: "ann", op: "chown", path: "/f", uid: 1102, gid: -1 }],
      "EPERM",
    ],
    [
      "a set-group-ID directory hands its group on",
      [
        ...folder(0o2777),
        { who: "ben", op: "mkdir", path: "/d/x" },
        { who: "ben", op: "write", path: "/d/x/y", text: "y" },
      ],
      "ok",
    ],
    [
      "nobody makes a directory with set-user-ID or set-group-ID at once",
      [{ who: "root", op: "mkdir", path: "/d", mode: 0o7777 }],
      "ok",
    ],
    [
      "without it, what is made has its maker's group",
      [...folder(0o777), { who: "ben", op: "mkdir", path: "/d/x" }],
      "ok",
    ],
    [
      "set-group-ID is not given to a group one is not in",
      [
        ...file(0o644),
        { who: "root", op: "chown", path: "/f", uid: 1101, gid: 1102 },
        { who: "ann", op: "chmod", path: "/f", mode: 0o2755 },
      ],
      "ok",
    ],
    [
      "`..` needs a directory that may be searched",
      [...folder(0o600), { who: "ann", op: "stat", path: "/d/../f" }],
      "EACCES",
    ],
  ];
  const links: typeof cases = [
    [
      "a file gets no name from who may not write to it",
      [...file(0o644), { who: "ben", op: "link", from: "/f", to: "/g" }],
      "EPERM",
    ],
    [
      "nor a program that runs as its owner",
      [...file(0o4777), { who: "ben", op: "link", from: "/f", to: "/g" }],
      "EPERM",
    ],
    ["but from who may", [...file(0o666), { who: "ben", op: "link", from: "/f", to: "/g" }], "ok"],
  ];
  test.runIf(PROTECTED_HARDLINKS).each(links)("%s", (_rule, steps, last) => {
    expect(compare(steps).at(-1)).toBe(last);
  });

  test.each(cases)("%s", (_rule, steps, last) => {
    expect(compare(steps).at(-1)).toBe(last);
  });
});

describe("symbolic links", () => {
  /** `/0` is a file, `/1` leads to it, `/2` to that… */
  const chain = (length: number): readonly Step[] => [
    { who: "root", op: "write", path: "/0", text: "x" },
    ...Array.from({ length }, (_, at) => ({
      who: "root" as const,
      op: "symlink" as const,
      target: String(at),
      path: `/${at + 1}`,
    })),
  ];
  test.runIf(CAN_ACT)("40 on one way are followed, and no more", () => {
    const steps = [...chain(41), ...["/40", "/41"].map((path): Step => ({ who: "ann", op: "read", path }))];
    expect(compare(steps).slice(-2)).toEqual(["1", "ELOOP"]);
  });
});
