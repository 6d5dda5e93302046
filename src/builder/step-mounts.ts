import type { Location } from "../dockerfile/parse.js";
import { BuildDefinitionError } from "../errors/build.js";
import type { MutableDirectory } from "../vfs/node.js";
import type { BuildOptions } from "./options.js";
import type { BindMount, RunMount, SecretMount } from "./run-mounts.js";

/** What a RUN step has mounted while it runs: as it was asked for, with the secrets' contents. */
export type StepMount = Exclude<RunMount, SecretMount | BindMount> | SecretFile | BoundFiles;

/** A secret as a file. Its content is nowhere else: not in the step's definition, and so in no cache. */
interface SecretFile {
  readonly kind: "secret";
  readonly target: string;
  readonly content: Uint8Array;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** A bind mount's files, as they are when the step begins. */
export interface BoundFiles {
  readonly kind: "bind";
  readonly target: string;
  readonly files: MutableDirectory;
  /** The name of the one file that is mounted; absent for a directory. */
  readonly name?: string;
  readonly isWritable: boolean;
}

/**
 * What a step has mounted, without its bind mounts, and the secrets it asks for as variables. One that is neither given nor required is left out.
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
    if (mount.kind === "bind") return [];
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
