import { PortSpecError } from "../errors/go.js";
import { parsePortSpec } from "../go/port-spec.js";
import { Problem } from "./problem.js";

/**
 * The container's ports that EXPOSE names, ranges written out: `80-81/udp` → `80/udp`, `81/udp`.
 *
 * @throws {Problem}
 */
export function portsOf(spec: string): readonly string[] {
  try {
    return parsePortSpec(spec).map(({ port }) => port);
  } catch (error) {
    if (error instanceof PortSpecError) throw new Problem(error.message);
    throw error;
  }
}
