import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from "node:http";

/** One request that went through. Bytes are those of bodies. */
export interface Passed {
  readonly method: string;
  readonly path: string;
  readonly range: string | undefined;
  readonly authorization: string | undefined;
  status: number;
  /** From the client to the registry, and back. */
  sent: number;
  received: number;
}

export interface LyingProxy {
  /** `localhost:40124` */
  readonly domain: string;
  readonly passed: readonly Passed[];
  /** What has gone through since this was last called. */
  take(): readonly Passed[];
  /** How to treat requests from now on; `undefined` for an honest proxy. */
  fault: Fault | undefined;
  stop(): Promise<void>;
}

type Fault = (asked: { readonly method: string; readonly path: string }) => Mischief | undefined;

type Mischief =
  /** Answers itself. */
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers?: OutgoingHttpHeaders;
      readonly body?: string;
    }
  /** Breaks the connection after so many bytes of the body. */
  | { readonly kind: "cut"; readonly after: number }
  /** Changes a byte of the body. */
  | { readonly kind: "lie"; readonly at: number }
  /** Never answers. */
  | { readonly kind: "silence" };

/** Stands between a client and a registry, counts what goes by, and does what a test tells it. */
export async function startProxy(port: number): Promise<LyingProxy> {
  const passed: Passed[] = [];
  let taken = 0;
  const proxy = { fault: undefined as Fault | undefined };
  const server = createServer((incoming, outgoing) => {
    const entry: Passed = {
      method: incoming.method ?? "",
      path: incoming.url ?? "",
      range: incoming.headers.range,
      authorization: incoming.headers.authorization,
      status: 0,
      sent: 0,
      received: 0,
    };
    passed.push(entry);
    const mischief = proxy.fault?.(entry);
    if (mischief?.kind === "silence") return;
    if (mischief?.kind === "answer") {
      incoming.resume();
      entry.status = mischief.status;
      outgoing.writeHead(mischief.status, mischief.headers).end(mischief.body);
      return;
    }
    forward(incoming, outgoing, entry, port, mischief);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  const own = typeof address === "object" && address !== null ? address.port : 0;
  return Object.assign(proxy, {
    domain: `localhost:${own}`,
    passed,
    take: () => {
      const fresh = passed.slice(taken);
      taken = passed.length;
      return fresh;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  });
}

function forward(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  entry: Passed,
  port: number,
  mischief: Exclude<Mischief, { kind: "answer" | "silence" }> | undefined,
): void {
  const onward = request(
    // The registry writes its own address as it was asked, so that uploads come back here.
    { host: "127.0.0.1", port, method: entry.method, path: entry.path, headers: incoming.headers },
    (answer) => {
      entry.status = answer.statusCode ?? 0;
      outgoing.writeHead(entry.status, answer.headers);
      answer.on("data", (chunk: Buffer) => {
        const before = entry.received;
        entry.received += chunk.length;
        if (mischief?.kind === "lie" && before <= mischief.at && mischief.at < entry.received)
          chunk.writeUInt8(chunk.readUInt8(mischief.at - before) ^ 0xff, mischief.at - before);
        if (mischief?.kind === "cut" && entry.received >= mischief.after) {
          entry.received = mischief.after;
          answer.destroy();
          outgoing.write(chunk.subarray(0, mischief.after - before), () => outgoing.destroy());
          return;
        }
        if (!outgoing.write(chunk)) {
          answer.pause();
          outgoing.once("drain", () => answer.resume());
        }
      });
      answer.on("end", () => outgoing.end());
      answer.on("error", () => outgoing.destroy());
    },
  );
  onward.on("error", () => outgoing.destroy());
  incoming.on("data", (chunk: Buffer) => {
    entry.sent += chunk.length;
  });
  incoming.pipe(onward);
}
