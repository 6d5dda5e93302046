import { fileURLToPath } from "node:url";

/** The built declarations of the engine's API; this file runs as dist/kernel/cells/run/global-declarations.js. */
const API = fileURLToPath(new URL("../../../src/index.js", import.meta.url)).replaceAll("\\", "/");

/**
 * The globals of cells, as TypeScript declarations. `cell-globals.ts` sets the values; the
 * two must agree.
 */
export function globalDeclarations(): string {
  const api = JSON.stringify(API);
  return `
/** Images and containers: what the \`docker\` command does, as functions. \`await docker.run("ubuntu", …)\` */
declare const docker: import(${api}).Docker;
/** The lab of this notebook: one store with its images and containers, fresh for every kernel. */
declare const lab: import(${api}).Lab & {
  /** Brings back the images, containers and files that this notebook's previous kernel left behind. */
  resume(): Promise<import(${api}).Docker>;
};
/** Path of the lesson's folder: where \`%%writefile\` writes, and what "." means in console cells. */
declare const folder: string;
/** What {@link display} shows things with: media types and their data. */
type MimeBundle = import(${api}).MimeBundle;
interface DisplayHandle {
  readonly id: string;
  /** Replaces the value shown before. */
  update(value: unknown): Promise<void>;
}
/**
 * Shows a value in the richest form it has. With \`id\` the output can be updated later:
 * \`const bar = await display("0 %"); await bar.update("100 %")\`.
 * @param options \`raw\`: the value is a media-type bundle itself, such as \`{ "text/html": "<b>hi</b>" }\`.
 */
declare function display(value: unknown, options?: { readonly id?: string; readonly update?: boolean; readonly raw?: boolean }): Promise<DisplayHandle>;
/** Asks the reader for one line. \`const name = await input("Your name: ")\` */
declare function input(prompt?: string, options?: { readonly password?: boolean }): Promise<string>;
/**
 * As in browsers and Deno, but to be awaited: \`const name = await prompt("Your name:", "nobody")\`
 * @returns the default, or null without one, when nothing was typed
 */
declare function prompt(message?: string, byDefault?: string): Promise<string | null>;
/** As in browsers and Deno, but to be awaited: \`if (await confirm("Remove it?")) …\` */
declare function confirm(message?: string): Promise<boolean>;
/** Clears what the cell has shown so far; with \`wait\`, only when the next output comes. */
declare function clearOutput(options?: { readonly wait?: boolean }): void;

/** A message of a {@link Comm}; \`buffers\` is binary data that JSON cannot hold. */
interface CommData<Data = { readonly [name: string]: import(${api}).Json | undefined }> {
  readonly data: Data;
  readonly metadata: { readonly [name: string]: import(${api}).Json | undefined };
  readonly buffers: readonly Uint8Array[];
}
/** A conversation between a cell and code in the front end: what widgets are made of. */
interface Comm {
  readonly id: string;
  readonly target: string;
  send(data: object, options?: { readonly metadata?: object; readonly buffers?: readonly Uint8Array[] }): void;
  /** Calls \`listener\` for every message. You say what type its data has: \`onMessage<{ value: number }>(…)\` */
  onMessage<Data = CommData["data"]>(listener: (received: CommData<Data>) => unknown): void;
  onClose<Data = CommData["data"]>(listener: (received: CommData<Data>) => unknown): void;
  close(data?: object): void;
}
/** Talks to code in the front end: \`const c = comm.open("my-target", { value: 1 }); c.onMessage<{ value: number }>(({ data }) => data.value)\` */
declare const comm: {
  /** Opens a comm to the front end's \`target\`. */
  open(target: string, data?: object, options?: { readonly id?: string; readonly metadata?: object; readonly buffers?: readonly Uint8Array[] }): Comm;
  /** Lets the front end open comms to \`target\`; \`accept\` gets each. */
  registerTarget<Data = CommData["data"]>(target: string, accept: (comm: Comm, opened: CommData<Data>) => unknown): void;
};
`;
}
