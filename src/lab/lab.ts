import type { Docker } from "../api/docker.js";
import type { CommandIO } from "../cli/io.js";
import type { Engine } from "../engine/engine.js";

/**
 * One store with its images and containers, and the three ways to talk to it: `docker` for TypeScript,
 * `console` for command lines, `shell` for lines inside a container.
 */
export interface Lab {
  readonly engine: Engine;
  readonly docker: Docker;
  /**
   * Runs one command line as a terminal would (`docker container commit -m "Add node" base-container
   * node-base`; quotes and backslashes as in a POSIX shell). Resolves to its exit code; never throws for a
   * command that fails.
   */
  console(line: string, io: CommandIO): Promise<number>;
  /**
   * Runs lines inside a running container and shows them as its terminal would: the prompt and the line, then
   * what it printed. Resolves to the last exit code.
   */
  shell(container: string, script: string, io: CommandIO): Promise<number>;
}
