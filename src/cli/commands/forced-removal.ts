import { DaemonError } from "../../errors/engine.js";
import type { Invocation } from "../syntax/command-spec.js";
import { forEachName } from "./each-name.js";

/** `rm` and `rmi`: with `--force`, a name that does not exist is reported and is not a failure. */
export async function removeEach(
  { io, options, args }: Pick<Invocation, "io" | "options" | "args">,
  remove: (name: string, options: { readonly force: boolean }) => Promise<void>,
): Promise<number> {
  const force = options.flag("force");
  let failures = 0;
  const report = (text: string, error: unknown): void => {
    io.stderr(text);
    if (!(force && error instanceof DaemonError && error.httpStatus === 404)) failures += 1;
  };
  await forEachName(args, report, (name) => remove(name, { force }));
  return failures > 0 ? 1 : 0;
}
