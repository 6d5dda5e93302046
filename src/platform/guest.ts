/** What a guest gets from where it runs. */
export interface GuestMachine<Reply> {
  /** Asks the host, and waits for what it says. */
  ask(name: string, values: readonly unknown[]): Reply;
  /** Waits, and does nothing else. */
  rest(milliseconds: number): void;
  /** Waits while others get their turn. Where that is this thread's own work, it resolves early when the guest is aborted. */
  pause(milliseconds: number): Promise<void>;
  /** Nothing else happens until the guest waits or ends: it has no thread of its own, and has to keep its own time. */
  readonly alone: boolean;
  /** Whether the host wants it to end. Where the guest has a thread it need not ask: it is ended. */
  aborted(): boolean;
  /** DEFLATE without a header (RFC 1951). */
  inflateRaw(data: Uint8Array): Uint8Array;
}

/**
 * A program that computes for long and asks its host in between, such as an interpreter. In Node.js it runs in a thread
 * of its own, from its text: its functions are written as functions (a method's text is none by itself) and refer to
 * nothing outside themselves but the globals of every platform.
 */
export interface Guest<Start, Helpers extends object, Reply> {
  /** Resolves to an exit code. */
  readonly run: (start: Start, machine: GuestMachine<Reply>, helpers: Helpers) => Promise<number>;
  /** The functions it uses, by name. */
  readonly helpers: Helpers;
}

export interface GuestHost<Reply> {
  /**
   * Carries out what the guest asks for, between two steps of other programs. What it throws ends the guest. An answer that is to be waited
   * for (a line that somebody types) is given only where `GUESTS_WAIT`.
   */
  answer(name: string, values: readonly unknown[]): Reply | Promise<Reply>;
  /** Aborting ends the guest at once, where it has a thread. */
  readonly signal: AbortSignal;
  /** Milliseconds it may compute without asking or resting, where it has a thread. */
  readonly patience: number;
}

/** How a guest ended. */
export type GuestEnd =
  | { readonly kind: "exited"; readonly exitCode: number }
  | { readonly kind: "aborted" }
  /** It computed for longer than the host has patience, or its thread died, of too much memory for example. */
  | { readonly kind: "stalled" }
  | { readonly kind: "died" };
