import type { Location } from "../dockerfile/parse.js";
import { BuildDefinitionError } from "../errors/build.js";
import type { BuildOptions } from "./options.js";
import type { RunMount, SecretMount } from "./run-mounts.js";

/** What a RUN step has mounted while it runs: as it was asked for, with the secrets' contents. */
export type StepMount = Exclude<RunMount, SecretMount> | SecretFile;

/** A secret as a file. Its content is nowhere else: not in the step's definition, and so in no cache. */
interface SecretFile {
  readonly kind: "secret";
  readonly target: string;
  readonly content: Uint8Array;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/**
 * The secrets that a step asks for, as files and as variables. One that is neither given nor required is left out.
 *
 * @throws {BuildDefinitionError} one that is required is not given
 */
export function stepMounts(
  mounts: readonly RunMount[],
  secrets: NonNullable<BuildOptions["secrets"]>,
  location: Location,
): { readonly mounts: readonly StepMount[]; readonly env: readonly string[] } {
  const env: string[] = [];
  const out = mounts.flatMap((mount): readonly StepMount[] => {
    if (mount.kind !== "secret") return [mount];
    const given = Object.hasOwn(secrets, mount.id) ? secrets[mount.id] : undefined;
    if (given === undefined) {
      if (mount.isRequired) throw new BuildDefinitionError(`secret ${mount.id}: not found`, location);
      return [];
    }
    const content = typeof given === "string" ? new TextEncoder().encode(given) : given;
    const { variable, target, mode, uid, gid } = mount;
    if (variable !== undefined) env.push(`${variable}=${new TextDecoder().decode(content)}`);
    return target === undefined ? [] : [{ kind: "secret", target, content, mode, uid, gid }];
  });
  return { mounts: out, env };
}
