import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Runs a program to its end; when it fails, the error holds what it printed. */
export async function run(
  program: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
): Promise<{ stdout: string; stderr: string }> {
  return await promisify(execFile)(program, [...args], { ...options, maxBuffer: 64 << 20 });
}
