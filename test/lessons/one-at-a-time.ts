import { createServer } from "node:net";

/** Lesson 08 has a registry at a port of its own, so that two files of tests cannot run it at once. This port is held meanwhile. */
const HELD = 50_551;

/** Runs a lesson; one that needs the machine for itself waits until no other test runs it. */
export async function oneAtATime<Result>(lesson: string, run: () => Promise<Result>): Promise<Result> {
  if (!lesson.startsWith("08")) return run();
  const server = createServer();
  for (let isHeld = false; !isHeld; )
    isHeld = await new Promise<boolean>((resolve) => {
      server.once("error", () => setTimeout(resolve, 200, false));
      server.listen(HELD, "127.0.0.1", () => resolve(true));
    });
  try {
    return await run();
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}
