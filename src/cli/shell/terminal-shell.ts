import { DEFAULT_PATH } from "../../posix/environment.js";
import type { ShellSession } from "../../process/process.js";
import { networkPrograms } from "../../programs/network/index.js";
import { createRuntime } from "../../programs/runtime.js";
import { bundledTool } from "../../programs/shell/bundled.js";
import type { CommandIO } from "../command-io.js";
import type { HostFiles } from "../disk/host-files.js";
import { memoryFiles } from "../disk/memory.js";
import type { CommandContext } from "../run-command-line.js";
import { dockerProgram, sudo } from "./docker-program.js";
import { hintFor } from "./hints.js";
import { TEMPORARY, withTemporary } from "./shell-files.js";
import { terminalRoot } from "./terminal-root.js";

/** Tools that people have beside their containers. */
const TOOLS = ["jq", "column", "tree", "file", "strings"] as const;

/**
 * The shell of the terminal beside the containers: pipes, variables, loops, redirections, with `docker` as a command and the
 * usual text tools. It is the shell that containers have, on files of its own: the lab's folder and nothing else of the machine.
 */
export class TerminalShell {
  readonly #open: () => ShellSession;
  #session: ShellSession | undefined;
  #io: CommandIO;

  constructor(context: Omit<CommandContext, "io">, files: HostFiles | undefined, io: CommandIO) {
    this.#io = io;
    const temporary = memoryFiles(undefined, TEMPORARY);
    const folder = files?.absolute(".") ?? "/";
    const seen = withTemporary(files ?? temporary, temporary, folder);
    const place = { ...context, io: () => this.#io, files: seen };
    const programs = [
      dockerProgram("docker", place),
      dockerProgram("layerlab", place),
      sudo,
      ...networkPrograms,
      ...TOOLS.map(bundledTool),
    ];
    const root = terminalRoot(
      programs.map(({ name }) => name),
      files,
      temporary,
    );
    const runtime = createRuntime({ programs });
    const { machineNetwork } = context.engine;
    const env = { PATH: DEFAULT_PATH, HOME: root.home, USER: root.user, SHELL: "/bin/bash", TERM: "xterm" };
    this.#open = () =>
      runtime.openShell({
        argv: ["/bin/bash"],
        env,
        cwd: root.home,
        fs: root.fs,
        hostname: "layerlab",
        ...(machineNetwork === undefined ? {} : { network: machineNetwork }),
        tty: true,
      });
  }

  /** Runs a line, or several. What they set lasts; `exit` begins anew. */
  async run(line: string, io: CommandIO): Promise<number> {
    this.#io = io;
    if (this.#session?.closed) this.#session = undefined;
    this.#session ??= this.#open();
    const { exitCode } = await this.#session.execute(
      line,
      {
        stdout: (chunk) => io.stdout(chunk),
        stderr: (chunk) => {
          io.stderr(chunk);
          const hint = hintFor(new TextDecoder().decode(chunk), io);
          if (hint !== undefined) io.stderr(hint);
        },
      },
      io.signal,
    );
    return exitCode;
  }
}
