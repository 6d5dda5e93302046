import type { ShellSession } from "../../../process/process.js";

/** The same shell with another way to run a line, and possibly another reason to be closed. */
export function shellWith(
  session: ShellSession,
  own: Pick<ShellSession, "execute"> & { readonly ended?: () => boolean },
): ShellSession {
  return {
    prompt: () => session.prompt(),
    isIncomplete: (text) => session.isIncomplete(text),
    get cwd() {
      return session.cwd;
    },
    get closed() {
      return session.closed || own.ended?.() === true;
    },
    execute: own.execute,
  };
}
