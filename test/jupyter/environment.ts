import { join } from "node:path";

/** The process's environment with Jupyter's settings, signatures and runtime files in `home` alone. */
export function jupyterEnvironment(home: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    JUPYTER_CONFIG_DIR: join(home, "config"),
    JUPYTER_DATA_DIR: join(home, "data"),
    JUPYTER_RUNTIME_DIR: join(home, "runtime"),
    // Tests count on Jupyter's own messages, not on a terminal's colours.
    NO_COLOR: "1",
  };
}
