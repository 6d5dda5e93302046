import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataOf, KernelClient, plain, textOf } from "./client.js";

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start();
  await kernel.execute("$ docker run -dti --name base-container ubuntu");
}, 60_000);
afterAll(() => kernel?.close());

const complete = async (code: string): Promise<Record<string, unknown>> =>
  kernel.request("shell", "complete_request", { code, cursor_pos: [...code].length });

describe("comms", () => {
  test("a cell opens one, both sides speak, and comm_info lists it", async () => {
    const { messages } = await kernel.execute(`
      const line = comm.open("a-target", { value: 1 }, { buffers: [new Uint8Array([1, 2])] });
      const heard: unknown[] = [];
      line.onMessage(({ data, buffers }) => {
        heard.push(data, buffers.length);
        console.log("heard");
        line.send({ answer: 42 });
      });
    `);
    const opened = messages.find(({ type }) => type === "comm_open");
    expect(opened?.content).toMatchObject({ target_name: "a-target", data: { value: 1 } });
    expect(opened?.buffers.map((each) => [...each])).toEqual([[1, 2]]);
    const id = String(opened?.content.comm_id);
    expect(await kernel.request("shell", "comm_info_request", { target_name: "a-target" })).toEqual({
      status: "ok",
      comms: { [id]: { target_name: "a-target" } },
    });
    expect(await kernel.request("shell", "comm_info_request", { target_name: "another" })).toMatchObject({
      comms: {},
    });
    const answered = kernel.next(({ type }) => type === "comm_msg");
    await kernel.send("shell", "comm_msg", { comm_id: id, data: { question: true } });
    expect((await answered).content).toEqual({ comm_id: id, data: { answer: 42 } });
    expect(dataOf(await kernel.execute("heard"), "execute_result")).toEqual({
      "text/plain": "[ { question: true }, 0 ]",
    });
    const closed = kernel.next(({ type }) => type === "comm_close");
    await kernel.execute("line.close()");
    expect((await closed).content).toEqual({ comm_id: id, data: {} });
    expect(await kernel.request("shell", "comm_info_request", {})).toEqual({ status: "ok", comms: {} });
    const { reply } = await kernel.execute("line.send({})");
    expect(reply).toMatchObject({ status: "error", ename: "CommClosedError" });
  });

  test("the front end opens one to a registered target; another is closed at once", async () => {
    await kernel.execute(
      'comm.registerTarget("mine", (line, { data }) => { line.send({ got: data }); line.onClose(() => console.log("closed")); });',
    );
    const answered = kernel.next(({ type }) => type === "comm_msg");
    await kernel.send("shell", "comm_open", { comm_id: "f1", target_name: "mine", data: { a: 1 } });
    expect((await answered).content).toEqual({ comm_id: "f1", data: { got: { a: 1 } } });
    const printed = kernel.next(({ type }) => type === "stream");
    await kernel.send("shell", "comm_close", { comm_id: "f1", data: {} });
    expect((await printed).content).toMatchObject({ text: "closed\n" });
  });

  test("what comes is JSON, or what the cell says it is", async () => {
    const lines = (data: string) =>
      `const typed = comm.open("typed"); typed.onMessage(({ data }) => { ${data} });`;
    expect((await kernel.execute(lines("console.log(data.value, Number(data.n) + 1);"))).reply.status).toBe(
      "ok",
    );
    const unsure = await kernel.execute(lines("const n: number = data.n;"));
    expect(JSON.stringify(unsure)).toContain("is not assignable to type 'number'");
    const said = 'comm.open("typed").onMessage<{ value: number }>(({ data }) => data.';
    expect((await complete(said)).matches).toEqual(["value"]);
  });

  test("what a handler throws is shown, and the kernel goes on", async () => {
    await kernel.execute('comm.registerTarget("bad", () => { throw new Error("in a handler") });');
    const failed = kernel.next(({ type }) => type === "error");
    await kernel.send("shell", "comm_open", { comm_id: "f2", target_name: "bad", data: {} });
    expect((await failed).content).toMatchObject({ evalue: "in a handler" });
    expect((await kernel.execute("1")).reply.status).toBe("ok");
  });
});

test("a debugger is refused in the adapter protocol's own form", async () => {
  const reply = await kernel.request("control", "debug_request", {
    type: "request",
    seq: 3,
    command: "initialize",
  });
  expect(reply).toMatchObject({ type: "response", request_seq: 3, success: false, command: "initialize" });
  expect(reply.message).toContain("no debugger");
});

describe("completion in cells that are not TypeScript", () => {
  test.each([
    ["$ docker his", ["history"]],
    ["$ docker history ubu", ["ubuntu", "ubuntu:latest"]],
    ["$ docker exec base", ["base-container"]],
    ["$ docker exec base-container apt-g", ["apt-get"]],
    ["$ docker exec base-container ls /etc/os-", ["/etc/os-release"]],
    ["$ docker cp base-container:/etc/hostn", ["base-container:/etc/hostname"]],
    ["$ docker commit --mes", ["--message"]],
    ["%%sh base", ["base-container"]],
    ["%%sh base-container\nls /usr/lo", ["/usr/local/"]],
    ["%%sh base-container\nwhoa", ["whoami"]],
    ["%%dockerfile --build-a", ["--build-arg"]],
    ["%%dockerfile\nFROM ubuntu AS base\nCO", ["COPY"]],
    [
      "%%dockerfile\nFROM ub",
      ["ubuntu", "ubuntu:22.04", "ubuntu:24.04", "ubuntu:jammy", "ubuntu:latest", "ubuntu:noble"],
    ],
    ["%%dockerfile\nFROM ubuntu AS base\nCOPY --from=ba", ["--from=base"]],
    ["%%mark", ["%%markdown"]],
    ["%%time\nconst a = process.vers", ["version", "versions"]],
  ])("%j", async (code, matches) => {
    expect((await complete(code)).matches).toEqual(matches);
  });

  test("files of the lesson's folder", async () => {
    await kernel.execute("%%writefile app/server.js\n1");
    expect((await complete("%%dockerfile\nFROM x\nCOPY ap")).matches).toEqual(["app/"]);
    expect((await complete("%%writefile app/ser")).matches).toEqual(["app/server.js"]);
  });

  test("matches come with their kind", async () => {
    const { metadata } = await complete("$ docker exec base");
    expect(metadata).toMatchObject({
      _jupyter_types_experimental: [{ text: "base-container", type: "container", start: 14, end: 18 }],
    });
  });
});

describe("?name", () => {
  const page = async (code: string): Promise<string> => {
    const { reply, messages } = await kernel.execute(code);
    expect(messages.map(({ type }) => type)).toEqual(["status", "execute_input", "status"]);
    expect(reply).toMatchObject({ payload: [{ source: "page", start: 0 }] });
    return JSON.stringify(reply.payload);
  };

  test.each([
    ["?docker.run", "Makes a container and starts it"],
    ["docker.run?", "Makes a container and starts it"],
    ["?docker history", "Show the history of an image"],
    ["?%%sh", "Run the cell's lines in the container"],
    ["??docker", "history:"],
  ])("%j shows it in the pager", async (code, text) => {
    expect(await page(code)).toContain(text);
  });

  test("what is not there is refused with the way out", async () => {
    const { reply } = await kernel.execute("?nobody");
    expect(reply).toMatchObject({ status: "error", ename: "NothingToShowError" });
  });
});

test("detail_level 1 adds the members", async () => {
  await kernel.execute("const ship = { crew: 3, sail(): void {} }");
  const ask = async (detail_level: number): Promise<string> => {
    const reply = await kernel.request("shell", "inspect_request", {
      code: "ship",
      cursor_pos: 4,
      detail_level,
    });
    return JSON.stringify(reply.data);
  };
  expect(await ask(0)).not.toContain("sail: () => void;");
  expect(await ask(1)).toContain("sail: () => void;");
});

describe("magics", () => {
  test("%time and %%time say how long it took; the value is shown", async () => {
    for (const code of ["%time 1 + 1", "%%time\nconst one = 1;\none + 1"]) {
      const execution = await kernel.execute(code);
      expect(textOf(execution, "stdout")).toMatch(/^CPU time: [\d.]+ ms, wall time: [\d.]+ ms\n$/);
      expect(dataOf(execution, "execute_result")).toEqual({ "text/plain": "2" });
    }
    const { reply } = await kernel.execute("%time\n1");
    expect(reply.evalue).toContain("%time has nothing to run on its line");
  });

  test("an error below %%time is at its line", async () => {
    const { reply } = await kernel.execute("%%time\nconst x = 1;\nthrow new Error('x')");
    expect(plain(reply.traceback)).toContain(":3:7");
  });

  test("%%html and %%markdown are shown as that", async () => {
    expect(dataOf(await kernel.execute("%%html\n<b>x</b>"), "display_data")).toEqual({
      "text/html": "<b>x</b>",
      "text/plain": "<b>x</b>",
    });
    expect(dataOf(await kernel.execute("%%markdown\n*x*"), "display_data")).toMatchObject({
      "text/markdown": "*x*",
    });
  });

  test("$ docker alone is a short guide", async () => {
    expect(textOf(await kernel.execute("$ docker"), "stdout")).toContain("Begin with:");
  });
});

test("history is kept for the next kernel", async () => {
  await kernel.execute("'to be remembered'");
  const files = readdirSync(join(kernel.directory, "state", "layerlab", "history"));
  expect(files).toEqual(["1.jsonl"]);
  const text = readFileSync(join(kernel.directory, "state", "layerlab", "history", "1.jsonl"), "utf8");
  expect(text).toContain(`"output":"'to be remembered'"`);
  const next = await KernelClient.start({ XDG_STATE_HOME: join(kernel.directory, "state") });
  try {
    const ask = async (content: Record<string, unknown>): Promise<unknown> =>
      (await next.request("shell", "history_request", { output: false, raw: true, ...content })).history;
    expect(await ask({ hist_access_type: "search", pattern: "*remembered*" })).toMatchObject([
      [1, expect.any(Number), "'to be remembered'"],
    ]);
    await next.execute("'newer'");
    expect(await ask({ hist_access_type: "tail", n: 2 })).toEqual([
      [1, expect.any(Number), "'to be remembered'"],
      [2, 1, "'newer'"],
    ]);
    expect(await ask({ hist_access_type: "range", session: -1, start: 1, stop: 2 })).toEqual([
      [1, 1, "$ docker run -dti --name base-container ubuntu"],
    ]);
  } finally {
    await next.close();
  }
});
