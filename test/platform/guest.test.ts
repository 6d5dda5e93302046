import { deflateRawSync } from "node:zlib";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { Guest, GuestHost } from "../../src/platform/guest.js";
import * as node from "../../src/platform/node/guest.js";
import { FORMS } from "./forms.js";

interface Start {
  readonly numbers: readonly number[];
  readonly packed: Uint8Array;
}

interface Helpers {
  readonly sum: (numbers: readonly number[]) => number;
}

/** Adds numbers, asks for some more, and unpacks what it was given. */
const ADDER: Guest<Start, Helpers, number> = {
  run: async (start, machine, { sum }) => {
    const text = new TextDecoder().decode(machine.inflateRaw(start.packed));
    const before = performance.now();
    machine.rest(20);
    const rested = performance.now() - before >= 19;
    return sum(start.numbers) + machine.ask("more", [text, rested]) + machine.ask("more", ["again"]);
  },
  helpers: { sum: (numbers) => numbers.reduce((all, each) => all + each, 0) },
};
const START: Start = { numbers: [1, 2, 3], packed: new Uint8Array(deflateRawSync("hello")) };

function host(overrides: Partial<GuestHost<number>> = {}): GuestHost<number> {
  return { answer: () => 10, signal: new AbortController().signal, patience: 60_000, ...overrides };
}

describe.each(FORMS)("guests in $name", ({ guest }) => {
  test("get what they start with, ask, wait, and exit", async () => {
    const asked: unknown[] = [];
    const answer = (name: string, values: readonly unknown[]): number => {
      asked.push([name, ...values]);
      return 10 * asked.length;
    };
    expect(await guest.runGuest(ADDER, START, host({ answer }))).toEqual({ kind: "exited", exitCode: 36 });
    expect(asked).toEqual([
      ["more", "hello", true],
      ["more", "again"],
    ]);
  });

  test("end with what the host throws", async () => {
    const failure = new Error("the container is gone");
    const answer = (): number => {
      throw failure;
    };
    await expect(guest.runGuest(ADDER, START, host({ answer }))).rejects.toBe(failure);
  });

  test("do not start when they were aborted before", async () => {
    let asked = false;
    const answer = (): number => {
      asked = true;
      return 0;
    };
    const end = await guest.runGuest(ADDER, START, host({ answer, signal: AbortSignal.abort() }));
    expect([end.kind, asked]).toEqual(["aborted", false]);
  });
});

/** Asks again as soon as it has an answer. */
const COUNTER: Guest<number, object, number> = {
  run: async (times, machine) => {
    let last = 0;
    for (let asked = 0; asked < times; asked += 1) last = machine.ask("next", [last]);
    return last;
  },
  helpers: {},
};

describe("a thread", () => {
  const busy: Guest<undefined, object, number> = {
    run: async (_start, machine) => {
      for (let answer = machine.ask("begun", []); ; answer += 1) if (answer < 0) return answer;
    },
    helpers: {},
  };

  test("is not answered by a notification of the answer before, which comes late", async () => {
    const notify = vi.spyOn(Atomics, "notify");
    onTestFinished(() => notify.mockRestore());
    let asked = 0;
    const answer = (_name: string, [last]: readonly unknown[]): number => {
      if (last !== asked) throw new Error(`call ${asked + 1} comes after answer ${String(last)}`);
      const late = notify.mock.lastCall;
      if (late !== undefined) Atomics.notify(...late);
      asked += 1;
      return asked;
    };
    expect(await node.runGuest(COUNTER, 1000, host({ answer }))).toEqual({ kind: "exited", exitCode: 1000 });
  });

  test("is ended where it computes when it is aborted", async () => {
    const stop = new AbortController();
    const answer = (): number => {
      setTimeout(() => stop.abort());
      return 1;
    };
    expect(await node.runGuest(busy, undefined, host({ answer, signal: stop.signal }))).toEqual({
      kind: "aborted",
    });
  });

  test("is ended when it computes for longer than there is patience", async () => {
    expect(await node.runGuest(busy, undefined, host({ patience: 1 }))).toEqual({ kind: "stalled" });
  });
});
