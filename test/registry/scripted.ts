import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** A request as it came. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
}

export interface ScriptedServer {
  /** `localhost:40124` */
  readonly domain: string;
  readonly asked: readonly Asked[];
  stop(): Promise<void>;
}

/** A server on loopback that responds as a test says, for registries that no real one can be made to be. */
export async function startScripted(
  respond: (asked: Asked, response: ServerResponse, request: IncomingMessage) => void,
): Promise<ScriptedServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const entry: Asked = {
      method: request.method ?? "",
      path: request.url ?? "",
      authorization: request.headers.authorization,
      contentType: request.headers["content-type"],
    };
    asked.push(entry);
    respond(entry, response, request);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    domain: `localhost:${port}`,
    asked,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
