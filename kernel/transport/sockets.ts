import type { MessageFactory } from "../wire/message.js";
import { SeenSignatures } from "../wire/seen-signatures.js";
import { createSigner } from "../wire/signing.js";
import { type ConnectionInfo, endpoint } from "./connection.js";
import { Heartbeat } from "./heartbeat.js";
import { IopubChannel } from "./iopub.js";
import { RouterChannel } from "./router.js";

/** A kernel's five sockets, bound where the connection file says. */
export interface Sockets {
  readonly shell: RouterChannel;
  readonly control: RouterChannel;
  readonly stdin: RouterChannel;
  readonly iopub: IopubChannel;
  close(): void;
}

export async function bindSockets(info: ConnectionInfo, messages: MessageFactory): Promise<Sockets> {
  const signer = createSigner(info.signature_scheme, info.key);
  const seen = new SeenSignatures();
  const shell = new RouterChannel(signer, seen);
  const control = new RouterChannel(signer, seen);
  const stdin = new RouterChannel(signer, seen);
  const iopub = new IopubChannel(signer, messages);
  const heartbeat = new Heartbeat();
  await Promise.all([
    heartbeat.bind(endpoint(info, "hb")),
    iopub.bind(endpoint(info, "iopub")),
    stdin.bind(endpoint(info, "stdin")),
    control.bind(endpoint(info, "control")),
    shell.bind(endpoint(info, "shell")),
  ]);
  // These end when their sockets are closed.
  void heartbeat.receive();
  void iopub.receive();
  return {
    shell,
    control,
    stdin,
    iopub,
    close() {
      for (const socket of [shell, control, stdin, iopub, heartbeat]) socket.close();
    },
  };
}
