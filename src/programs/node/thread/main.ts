import type { GuestMachine } from "../../../platform/guest.js";
import type { Answer } from "../system-calls.js";
import { Machine } from "./machine.js";
import type { NodeStart } from "./start.js";

/** Runs a program in QuickJS, as Node.js would, where the platform runs guests; resolves to its exit code. */
export default async function runNode(start: NodeStart, machine: GuestMachine<Answer>): Promise<number> {
  const node = await Machine.create(start, machine);
  try {
    return await node.run(start.program);
  } finally {
    node.dispose();
  }
}
