import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataOf, KernelClient, plain, textOf } from "./client.js";

/** One kernel for all: cells leave names of their own, and none depends on another test's. */
let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start();
}, 30_000);
afterAll(() => kernel?.close());

describe("magics", () => {
  test("%lsmagic and %help list what there is; TypeScript may follow", async () => {
    const execution = await kernel.execute("%lsmagic\n'after'");
    expect(textOf(execution, "stdout")).toContain("%%sh NAME");
    expect(dataOf(execution, "execute_result")).toEqual({ "text/plain": "'after'" });
    expect(textOf(await kernel.execute("%help"), "stdout")).toContain('docker.run("ubuntu"');
  });

  test("a magic that is not there gets a suggestion", async () => {
    const { reply } = await kernel.execute("%hepl");
    expect(reply).toMatchObject({ status: "error", ename: "SyntaxError" });
    expect(reply.evalue).toBe("There is no magic %hepl. Did you mean %help? %lsmagic lists them all.");
  });

  test("%%html and %%markdown show their lines as what they are", async () => {
    expect(dataOf(await kernel.execute("%%html\n<b>hi</b>"), "display_data")).toEqual({
      "text/html": "<b>hi</b>",
      "text/plain": "<b>hi</b>",
    });
    expect(dataOf(await kernel.execute("%%markdown\n*hi*"), "display_data")).toEqual({
      "text/markdown": "*hi*",
      "text/plain": "*hi*",
    });
  });

  test.each(["%time 6 * 7", "%%time\n6 * 7"])(
    "%j says how long it took, and its value is shown",
    async (code) => {
      const execution = await kernel.execute(code);
      expect(dataOf(execution, "execute_result")).toEqual({ "text/plain": "42" });
      expect(textOf(execution, "stdout")).toMatch(/^CPU time: [\d.]+ m?s, wall time: [\d.]+ m?s\n$/);
    },
  );

  test("an error in a timed cell is at its own line", async () => {
    const { reply } = await kernel.execute("%%time\n1;\nnull!.x");
    expect(plain(reply.traceback)).toContain("> 3 │ null!.x");
  });

  test("%%writefile writes into the lesson's folder", async () => {
    const execution = await kernel.execute("%%writefile told.txt\n33");
    expect(textOf(execution, "stdout")).toBe("Wrote told.txt (3 bytes)\n");
    const read = 'import { readFileSync } from "node:fs"; readFileSync(folder + "/told.txt", "utf8")';
    expect(dataOf(await kernel.execute(read), "execute_result")).toEqual({ "text/plain": "'33\\n'" });
  });

  test("console lines within TypeScript are refused with the way out", async () => {
    const { reply } = await kernel.execute("const x = 1;\n$ docker ps");
    expect(plain(reply.traceback)).toContain("Move this line there: $ docker ps");
  });
});
