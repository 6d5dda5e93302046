import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import {
  type Kernel,
  KernelAPI,
  KernelManager,
  KernelMessage,
  KernelSpecManager,
  ServerConnection,
} from "@jupyterlab/services";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { describeWith } from "../components.js";
import { kernelCache } from "../kernel/kernel-cache.js";
import { temporaryFolder } from "../temporary-folder.js";
import { type LabServer, startLab } from "./lab-server.js";

type IopubMessage = KernelMessage.IIOPubMessage;

/** The messages of one cell, and its reply's content. */
interface Execution {
  readonly reply: KernelMessage.IExecuteReplyMsg["content"];
  readonly messages: readonly IopubMessage[];
}

describeWith(["build", "venv"], "@jupyterlab/services, in Node", () => {
  let home: string;
  let server: LabServer;
  let settings: ServerConnection.ISettings;
  let manager: KernelManager;
  let kernel: Kernel.IKernelConnection;

  beforeAll(async () => {
    // Where it connects to, each time.
    vi.spyOn(console, "debug").mockImplementation(() => undefined);
    home = temporaryFolder();
    // The labs of other tests' kernels are open, too.
    server = await startLab({ home, env: { XDG_CACHE_HOME: kernelCache(join(home, "cache")) } });
    settings = ServerConnection.makeSettings({
      baseUrl: server.url,
      wsUrl: server.url.replace(/^http/, "ws"),
      token: server.token,
      appendToken: true,
    });
    manager = new KernelManager({ serverSettings: settings });
    await manager.ready;
    kernel = await manager.startNew({ name: "layerlab" });
    await kernel.info;
  }, 120_000);

  afterAll(async () => {
    if (kernel && !kernel.isDisposed) await kernel.shutdown();
    manager?.dispose();
    await server?.stop();
  });

  async function execute(
    code: string,
    options: { readonly onInput?: (prompt: string, password: boolean) => string } = {},
  ): Promise<Execution> {
    const { onInput } = options;
    const future = kernel.requestExecute({ code, allow_stdin: onInput !== undefined, stop_on_error: true });
    const messages: IopubMessage[] = [];
    future.onIOPub = (message) => {
      messages.push(message);
    };
    future.onStdin = (message) => {
      if (!onInput || !KernelMessage.isInputRequestMsg(message)) return;
      const { prompt, password } = message.content;
      future.sendInputReply({ status: "ok", value: onInput(prompt, password) }, message.header);
    };
    const { content } = await future.done;
    return { reply: content, messages };
  }

  const dataOf = ({ messages }: Execution): unknown =>
    messages.find(KernelMessage.isExecuteResultMsg)?.content.data;

  const textOf = ({ messages }: Execution): string =>
    messages
      .filter(KernelMessage.isStreamMsg)
      .map(({ content }) => content.text)
      .join("");

  test("the kernelspec is listed, with the language that highlighting goes by, and its logos", async () => {
    const specs = new KernelSpecManager({ serverSettings: settings });
    await specs.ready;
    const spec = specs.specs?.kernelspecs.layerlab;
    expect(spec).toMatchObject({ language: "typescript", display_name: "layerlab (TypeScript)" });
    for (const [name, path] of Object.entries(spec?.resources ?? {})) {
      if (!name.startsWith("logo-")) continue;
      const response = await fetch(new URL(path, server.url), {
        headers: { authorization: `token ${server.token}` },
      });
      expect([name, response.status]).toEqual([name, 200]);
    }
    expect(Object.keys(spec?.resources ?? {}).sort()).toEqual(["logo-32x32", "logo-64x64", "logo-svg"]);
    specs.dispose();
  });

  test("info is the kernel's", async () => {
    expect(await kernel.info).toMatchObject({
      implementation: "layerlab",
      protocol_version: "5.4",
      language_info: {
        name: "typescript",
        codemirror_mode: "typescript",
        mimetype: "application/typescript",
      },
    });
  });

  test("a cell's outputs and result come, in order, before done", async () => {
    const execution = await execute(
      'console.log("out"); console.error("err"); await display("shown"); 6 * 7',
    );
    expect(execution.messages.map(({ header }) => header.msg_type)).toEqual([
      "status",
      "execute_input",
      "stream",
      "stream",
      "display_data",
      "execute_result",
      "status",
    ]);
    expect(dataOf(execution)).toEqual({ "text/plain": "42" });
    expect(execution.reply).toMatchObject({ status: "ok" });
  });

  test("complete", async () => {
    const { content } = await kernel.requestComplete({ code: "docker.hist", cursor_pos: 11 });
    expect(content).toMatchObject({ status: "ok", matches: ["history"], cursor_start: 7, cursor_end: 11 });
  });

  test("inspect", async () => {
    const { content } = await kernel.requestInspect({ code: "docker.run", cursor_pos: 8, detail_level: 0 });
    expect(content).toMatchObject({ status: "ok", found: true });
    expect(JSON.stringify(content)).toContain("Makes a container and starts it");
  });

  test("is_complete", async () => {
    const ask = async (code: string) => (await kernel.requestIsComplete({ code })).content;
    expect(await ask("1 + 1")).toMatchObject({ status: "complete" });
    expect(await ask("function f() {")).toEqual({ status: "incomplete", indent: "  " });
    expect(await ask("let 1")).toMatchObject({ status: "invalid" });
  });

  test("history", async () => {
    await execute("'remember me'");
    const { content } = await kernel.requestHistory({
      hist_access_type: "tail",
      output: false,
      raw: true,
      n: 1,
    });
    expect(content).toEqual({
      status: "ok",
      history: [[expect.any(Number), expect.any(Number), "'remember me'"]],
    });
  });

  test("an input_request is answered, a password's as such", async () => {
    const asked: [string, boolean][] = [];
    const execution = await execute(
      '[await input("Name? "), await input("Secret? ", { password: true })].join(" & ")',
      {
        onInput: (prompt, password) => {
          asked.push([prompt, password]);
          return password ? "s3cret" : "Ada";
        },
      },
    );
    expect(asked).toEqual([
      ["Name? ", false],
      ["Secret? ", true],
    ]);
    expect(dataOf(execution)).toEqual({ "text/plain": "'Ada & s3cret'" });
  });

  test("docker run -ti reads what is typed", async () => {
    const lines = ["echo typed $((40 + 2))", "exit"];
    const execution = await execute("$ docker run -ti --rm ubuntu bash", {
      onInput: () => lines.shift() ?? "exit",
    });
    expect(execution.reply.status).toBe("ok");
    expect(textOf(execution)).toContain("typed 42");
  });

  test("comms: from the front end to a registered target, and from a cell", async () => {
    await execute('comm.registerTarget("echo", (line, { data }) => line.send({ got: data }));');
    const line = kernel.createComm("echo");
    const answered = new Promise<unknown>((resolve) => {
      line.onMsg = ({ content }) => resolve(content.data);
    });
    await line.open({ question: 1 }).done;
    expect(await answered).toEqual({ got: { question: 1 } });
    const listed = await kernel.requestCommInfo({ target_name: "echo" });
    expect(listed.content).toEqual({ status: "ok", comms: { [line.commId]: { target_name: "echo" } } });
    await line.close().done;

    const opened = new Promise<unknown>((resolve) => {
      kernel.registerCommTarget("from-a-cell", (_, { content, buffers }) => {
        resolve([content.data, (buffers ?? []).map((each) => each.byteLength)]);
      });
    });
    await execute('comm.open("from-a-cell", { value: 5 }, { buffers: [new Uint8Array(3)] });');
    expect(await opened).toEqual([{ value: 5 }, [3]]);
  });

  test("interrupt stops a loop, and variables survive", async () => {
    await execute("const survivor = 11;");
    const future = kernel.requestExecute({ code: 'console.log("looping"); while (true) {}' });
    await new Promise<void>((resolve) => {
      future.onIOPub = (message) => {
        if (KernelMessage.isStreamMsg(message)) resolve();
      };
    });
    await kernel.interrupt();
    expect((await future.done).content).toMatchObject({ status: "error", ename: "InterruptedError" });
    expect(dataOf(await execute("survivor"))).toEqual({ "text/plain": "11" });
  });

  test("a second connection to the kernel hears the first one's cells", async () => {
    const other = manager.connectTo({ model: kernel.model });
    await other.info;
    const heard = new Promise<unknown>((resolve) => {
      other.iopubMessage.connect((_, message) => {
        if (KernelMessage.isExecuteResultMsg(message)) resolve(message.content.data);
      });
    });
    await execute("'for all'");
    expect(await heard).toEqual({ "text/plain": "'for all'" });
    other.dispose();
  });

  test("restart forgets variables and answers again", { timeout: 60_000 }, async () => {
    await execute("const forgotten = 1;");
    await kernel.restart();
    expect(dataOf(await execute("typeof forgotten"))).toEqual({ "text/plain": "'undefined'" });
  });

  test("shutdown ends a kernel, and no other", { timeout: 60_000 }, async () => {
    const another = await manager.startNew({ name: "layerlab" });
    await another.info;
    await another.shutdown();
    expect(another.status).toBe("dead");
    const running = await KernelAPI.listRunning(settings);
    expect(running.map(({ id }) => id)).toEqual([kernel.id]);
  });

  test("docker in one of its terminals is in the notebook's lab, and each sees what the other does", {
    timeout: 120_000,
  }, async () => {
    const headers = { authorization: `token ${server.token}` };
    const made = await fetch(new URL("api/terminals", server.url), { method: "POST", headers });
    const { name }: { readonly name: string } = JSON.parse(await made.text());
    const socket = new settings.WebSocket(
      `${settings.wsUrl}terminals/websocket/${name}?token=${server.token}`,
    );
    let screen = "";
    socket.onmessage = ({ data }) => {
      const [kind, text]: readonly unknown[] = JSON.parse(String(data));
      if (kind === "stdout") screen += stripVTControlCharacters(String(text)).replaceAll("\r", "");
    };
    await new Promise((resolve) => {
      socket.onopen = resolve;
    });
    const send = (keys: string): void => socket.send(JSON.stringify(["stdin", keys]));
    /** Types a line, and answers what the terminal shows until `until` is there. */
    const type = async (line: string, until: RegExp): Promise<string> => {
      const before = screen.length;
      send(`${line}\r`);
      await expect.poll(() => screen.slice(before), { timeout: 30_000 }).toMatch(until);
      return screen.slice(before);
    };
    /** The same for a line that ends; the mark is not in what is typed. */
    const run = (line: string): Promise<string> => type(`${line}; echo end''ed`, /^ended/m);
    try {
      await execute("$ docker run -dti --name box ubuntu");
      expect(await run("docker context ls")).toMatch(/^kernel-[0-9a-f]{8} \* .*\n(?:.*\n)*default /m);
      expect(await run("docker ps --format '{{.Names}}'")).toMatch(/^box$/m);
      // A shell in the container, with a real terminal.
      await type("docker exec -it box bash", /root@[0-9a-f]{12}:\/# $/);
      await type("echo $((40 + 2)) > /answer; tty", /^\/dev\/pts\/0$/m);
      await type("exit", /^exit$/m);
      const told = await execute("$ docker exec box cat /answer");
      expect(textOf(told)).toBe("42\n");
      // A build of files in the terminal's directory.
      await run(
        "cd $(mktemp -d); printf 'FROM ubuntu\\nCOPY Dockerfile /\\n' > Dockerfile; docker build -q -t beside .",
      );
      expect(textOf(await execute("$ docker run --rm beside head -1 /Dockerfile"))).toBe("FROM ubuntu\n");
      // Ctrl-C, as the terminal sends it.
      const before = screen.length;
      send("docker run --rm --name slow ubuntu sleep 60; echo status $?\r");
      await expect
        .poll(async () => textOf(await execute("$ docker ps --format '{{.Names}}' | cat")), {
          timeout: 30_000,
        })
        .toContain("slow");
      send("\u0003");
      await expect.poll(() => screen.slice(before), { timeout: 15_000 }).toMatch(/status 130$/m);
      await execute("$ docker rm -f box");
      expect(await run("docker ps -aq | wc -l")).toMatch(/^0$/m);
    } finally {
      socket.close();
      await fetch(new URL(`api/terminals/${name}`, server.url), { method: "DELETE", headers });
    }
  });
});
