import type { CellExecutor } from "../../src/lesson/run.js";
import type { Session } from "../session/parent/session.js";

/** A session that runs a lesson's cells: no sockets, no input, the same results. */
export function sessionExecutor(session: Session): CellExecutor {
  return (text, number, emit) =>
    session.execute(
      { text, number, allowStdin: false },
      {
        output: (output) => {
          // There is no front end that a widget could talk to.
          // The outcome has the result.
          if (output.type === "comm" || output.type === "result") return;
          emit(
            output.type === "display"
              ? {
                  type: "display",
                  data: output.display.data,
                  metadata: output.display.metadata,
                  update: output.update,
                  ...(output.displayId === undefined ? {} : { displayId: output.displayId }),
                }
              : output,
          );
        },
        ask: () => Promise.reject(new Error("a lesson that runs by itself has nobody to ask")),
      },
    );
}
