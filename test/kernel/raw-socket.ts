import { createHmac, randomUUID } from "node:crypto";
import type { KernelMessage, ServerConnection } from "@jupyterlab/services";
import { Dealer, Subscriber } from "zeromq";

/** A connection file's content: https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files */
export interface Connection {
  readonly key: string;
  readonly signature_scheme: string;
  readonly transport: string;
  readonly ip: string;
  readonly hb_port: number;
  readonly control_port: number;
  readonly shell_port: number;
  readonly stdin_port: number;
  readonly iopub_port: number;
  readonly kernel_name: string;
}

const DELIMITER = "<IDS|MSG>";
const CHANNELS = ["shell", "control", "stdin", "iopub"] as const;

type Channel = (typeof CHANNELS)[number];

/** What a JupyterLab `KernelConnection` uses of a WebSocket, with a kernel's own sockets behind it. */
export class RawSocket {
  /** None of the server's protocols: messages come and go as {@link SERIALIZER} has them. */
  readonly protocol = "";
  onopen: ((event: object) => void) | undefined;
  onmessage: ((event: { readonly data: string }) => void) | undefined;
  onclose: ((event: object) => void) | undefined;
  onerror: ((event: object) => void) | undefined;
  /** Messages that JupyterLab's validation did not take. */
  readonly complaints: string[] = [];
  readonly #key: string;
  readonly #iopub = new Subscriber({ receiveHighWaterMark: 0 });
  readonly #dealers: Record<Exclude<Channel, "iopub">, Dealer>;
  #sent: Promise<void> = Promise.resolve();

  constructor(connection: Connection) {
    this.#key = connection.key;
    const routingId = randomUUID();
    const dealer = (): Dealer =>
      new Dealer({ routingId, sendHighWaterMark: 0, receiveHighWaterMark: 0, linger: 0 });
    this.#dealers = { shell: dealer(), control: dealer(), stdin: dealer() };
    for (const channel of CHANNELS) {
      const socket = channel === "iopub" ? this.#iopub : this.#dealers[channel];
      socket.connect(`${connection.transport}://${connection.ip}:${connection[`${channel}_port`]}`);
      void this.#receive(channel, socket);
    }
    this.#iopub.subscribe();
  }

  send(text: string): void {
    const { channel, buffers, ...message }: WireMessage = JSON.parse(text);
    if (channel === "iopub") throw new Error("nothing is sent on iopub");
    const parts = [message.header, message.parent_header, message.metadata, message.content].map((part) =>
      JSON.stringify(part),
    );
    const bytes = buffers.map((buffer) => Buffer.from(buffer, "base64"));
    // One after another: zeromq refuses a second send while one is under way.
    this.#sent = this.#sent.then(() =>
      this.#dealers[channel].send([DELIMITER, this.#sign(parts), ...parts, ...bytes]),
    );
  }

  close(): void {
    for (const socket of [...Object.values(this.#dealers), this.#iopub]) socket.close();
  }

  async #receive(channel: Channel, socket: AsyncIterable<Buffer[]>): Promise<void> {
    for await (const frames of socket) {
      const at = frames.findIndex((frame) => frame.toString() === DELIMITER);
      const [signature, ...rest] = frames.slice(at + 1);
      const parts = rest.slice(0, 4);
      if (signature?.toString() !== this.#sign(parts)) this.complaints.push("a message was signed wrongly");
      const [header, parent_header, metadata, content] = parts.map((part) => JSON.parse(part.toString()));
      const buffers = rest.slice(4).map((bytes) => bytes.toString("base64"));
      const message: WireMessage = { channel, header, parent_header, metadata, content, buffers };
      try {
        this.onmessage?.({ data: JSON.stringify(message) });
      } catch (error) {
        this.complaints.push(`${header.msg_type} on ${channel}: ${String(error)}`);
      }
    }
  }

  #sign(parts: readonly (string | Buffer)[]): string {
    const hmac = createHmac("sha256", this.#key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }
}

interface WireMessage {
  readonly channel: Channel;
  readonly header: { readonly msg_type: string };
  readonly parent_header: object;
  readonly metadata: object;
  readonly content: object;
  /** Base64. */
  readonly buffers: readonly string[];
}

/** Between `KernelConnection` and a {@link RawSocket}, instead of a server's formats. */
export const SERIALIZER: ServerConnection.ISettings["serializer"] = {
  serialize(message: KernelMessage.IMessage): string {
    const buffers = (message.buffers ?? []).map((buffer) =>
      (ArrayBuffer.isView(buffer)
        ? Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength)
        : Buffer.from(buffer)
      ).toString("base64"),
    );
    return JSON.stringify({ ...message, buffers });
  },
  deserialize(data: string | ArrayBuffer): KernelMessage.IMessage {
    const message = JSON.parse(String(data));
    const views = message.buffers.map((text: string) => {
      const bytes = Buffer.from(text, "base64");
      return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    });
    return { ...message, buffers: views };
  },
};
