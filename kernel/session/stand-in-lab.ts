import { Docker } from "../../src/api/docker.js";
import type { CommandIO } from "../../src/cli/io.js";
import type { Engine } from "../../src/engine/engine.js";
import type { Lab } from "../../src/lab/lab.js";

/** Temporary: until createLab is there. */
export function standInLab(): Lab {
  const engine = {} as unknown as Engine;
  return {
    engine,
    docker: new Docker(engine),
    async console(line: string, io: CommandIO): Promise<number> {
      if (line.startsWith("ask")) {
        const answer = await io.readLine?.("? ");
        io.stdout(`answer: ${answer}\n`);
        return 0;
      }
      if (line.startsWith("wait")) {
        await new Promise<void>((resolve) => io.signal?.addEventListener("abort", () => resolve()));
        return 130;
      }
      io.stdout(`ran: ${line}\n`);
      return line.includes("fail") ? 127 : 0;
    },
    async shell(container: string, script: string, io: CommandIO): Promise<number> {
      io.stdout(`${container}: ${script}`);
      return 0;
    },
  };
}
