import { constants } from "node:os";
import { describe, expect, test } from "vitest";
import { assignedName, assignments, splitAssignment, withAssignment } from "../../src/posix/environment.js";
import { endedBy, INTERRUPTED, KILLED } from "../../src/posix/exit-status.js";
import { parseSignal, signalNumber } from "../../src/posix/signals.js";

describe("NAME=value", () => {
  test("is cut at the first =", () => {
    expect(splitAssignment("A=b=c")).toEqual(["A", "b=c"]);
    expect(splitAssignment("A=")).toEqual(["A", ""]);
    expect(splitAssignment("A")).toEqual(["A", undefined]);
    expect(assignedName("A=b")).toBe("A");
    expect(assignments(["A", "B=c"], "true")).toEqual([
      ["A", "true"],
      ["B", "c"],
    ]);
  });

  test("is set where it was, or at the end", () => {
    expect(withAssignment(["A=1", "B=2"], "A", "3")).toEqual(["A=3", "B=2"]);
    expect(withAssignment(["A=1"], "B", "")).toEqual(["A=1", "B="]);
    expect(withAssignment(["AB=1", "A"], "A", "2")).toEqual(["AB=1", "A=2"]);
  });
});

describe("signals", () => {
  test.runIf(process.platform === "linux")("have the machine's numbers", () => {
    let known = 0;
    for (const [name, number] of Object.entries(constants.signals)) {
      const signal = parseSignal(name);
      // Second names of one number: SIGIOT, SIGPOLL; a number of its own is known by its one name.
      if (signal === undefined) continue;
      known += 1;
      expect([name, signalNumber(signal)]).toEqual([name, number]);
      expect(parseSignal(String(number))).toBe(signal);
    }
    expect(known).toBeGreaterThan(25);
  });

  test("are read as Docker reads them", () => {
    for (const text of ["9", "KILL", "SIGKILL", "sigkill", "kill"]) expect(parseSignal(text)).toBe("KILL");
    for (const text of ["0", "32", "", "SIG", "NOPE"]) expect(parseSignal(text)).toBeUndefined();
  });

  test("say how a process ended", () => {
    expect([INTERRUPTED, KILLED, endedBy("TERM")]).toEqual([130, 137, 143]);
  });
});
