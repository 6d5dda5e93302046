import { setTimeout } from "#platform/timers";
import { LayerlabError } from "../../../errors/base.js";
import type { ExitStatus } from "../../../process/process.js";
import type { Container } from "../container/container.js";
import type { LabStore } from "../store/store.js";

const FIRST_RESTART_MS = 100;
const LAST_RESTART_MS = 60_000;
/** A program that ran for so long did not fail at once. */
const STEADY_MS = 10_000;

export function hasPolicy({ facts }: Container): boolean {
  return !/^(no)?$/.test(facts.hostConfig.RestartPolicy?.Name ?? "");
}

/**
 * Starts a container again as its restart policy says, with longer and longer pauses (moby `restartmanager`). Resolves with
 * its last end.
 */
export async function keepUp(
  container: Container,
  first: Promise<ExitStatus>,
  store: LabStore,
): Promise<ExitStatus> {
  let status = await first;
  let delay = FIRST_RESTART_MS;
  for (let restarts = 1; isToRestart(container, status, restarts); restarts++) {
    const ran = Date.parse(container.state.finishedAt) - Date.parse(container.state.startedAt);
    if (ran > STEADY_MS) delay = FIRST_RESTART_MS;
    await new Promise((resolve) => setTimeout(resolve, delay));
    delay = Math.min(delay * 2, LAST_RESTART_MS);
    if (!isToRestart(container, status, restarts)) break;
    const again = store.transact(() => {
      if (store.containers.lookup(container.id) === undefined) return undefined;
      const exit = container.life.start(undefined, restarts);
      return () => exit;
    });
    if (again === undefined) break;
    status = await again();
  }
  return status;
}

/**
 * A container whose process was killed, or whose machine went down, is started again by whoever notices, as Docker's
 * daemon does with what ran when it ended (moby `daemon.restore`). There is no daemon here that starts with the machine: what was
 * stopped by hand stays stopped, with `always` too, until somebody starts it.
 */
export function restartLost(container: Container, start: (id: string) => Promise<unknown>): void {
  const { id, state } = container;
  if (!isToRestart(container, { exitCode: state.exitCode }, (state.restarts ?? 0) + 1)) return;
  const again = async (): Promise<void> => {
    try {
      if (container.state.finishedAt === state.finishedAt) await start(id);
    } catch (error) {
      // It was removed, or is used by somebody: `ps` shows that it does not run.
      if (!(error instanceof LayerlabError)) throw error;
    }
  };
  // The command that noticed comes first.
  setTimeout(() => void again(), FIRST_RESTART_MS);
}

function isToRestart({ facts, life, state }: Container, { exitCode }: ExitStatus, restarts: number): boolean {
  const { Name = "no", MaximumRetryCount: most = 0 } = facts.hostConfig.RestartPolicy ?? {};
  if (life.wasStopped || state.status === "running") return false;
  if (Name === "always" || Name === "unless-stopped") return true;
  return Name === "on-failure" && exitCode !== 0 && (most === 0 || restarts <= most);
}
