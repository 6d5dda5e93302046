import { toBase64 } from "#platform/bytes";
import { canonicalJson } from "../../go/json.js";
import { type Digest, sha256 } from "../../oci/digest.js";
import type { Platform } from "../../oci/types.js";
import { base, normalize } from "../../posix/path.js";
import { hasWildcard } from "../source-tree.js";
import type { CopyOperation, Operation, RunOperation } from "../step.js";

/** What BuildKit's solver makes of an operation: `ExecOp.CacheMap` and `FileOp.CacheMap` (`solver/llbsolver/ops`). */
export interface Vertex {
  readonly digest: Digest;
  /** The selector that links to what it stands on have. */
  readonly selector: Digest | "";
}

/** A RUN may read all of what it stands on. */
const EVERYTHING = sha256("/");
const NEVER = -1;

/**
 * A step's digest as BuildKit computes it, so that its caches and ours have the same names; `undefined` for what is not
 * translated: owners other than root, wildcards, several sources, mounts, heredocs, networks, hosts and links.
 *
 * @param isOnBase whether there is anything below the step
 */
export function vertexOf(operation: Operation, platform: Platform, isOnBase: boolean): Vertex | undefined {
  switch (operation.kind) {
    case "run":
      return isOnBase ? runVertex(operation, platform) : undefined;
    case "workdir": {
      if (operation.user !== "" || !isOnBase) return undefined;
      const made = { path: operation.path, mode: 0o755, makeParents: true, timestamp: NEVER };
      return { digest: fileVertex(made), selector: "" };
    }
    case "copy": {
      const action = copyAction(operation);
      if (action === undefined) return undefined;
      return { digest: fileVertex(action, isOnBase ? undefined : [[-1, 0, 0]]), selector: "" };
    }
  }
}

function runVertex(
  { argv, env, cwd, user, network, hosts, mounts }: RunOperation,
  { os, architecture, variant }: Platform,
): Vertex | undefined {
  if (mounts !== undefined || network !== undefined || hosts !== undefined) return undefined;
  const meta = {
    args: argv,
    ...(env.length === 0 ? {} : { env }),
    cwd,
    ...(user === "" ? {} : { user }),
    removeMountStubsRecursive: true,
  };
  const document = {
    Type: "buildkit.exec.v0",
    Exec: { meta },
    OS: os,
    Arch: architecture,
    Variant: variant,
  };
  return { digest: sha256(canonicalJson(document)), selector: EVERYTHING };
}

function copyAction({
  sources: [source, ...more],
  files,
  destination,
  chown,
  chmod,
  link,
  unpack,
}: CopyOperation): object | undefined {
  if (source === undefined || more.length > 0 || files !== undefined || link || chown !== "")
    return undefined;
  const path = normalize(`/${source}`);
  if (hasWildcard(source)) return undefined;
  return {
    src: base(path) || "/",
    dest: destination,
    mode: chmod === "" ? NEVER : Number.parseInt(chmod, 8),
    followSymlink: true,
    dirCopyContents: true,
    attemptUnpackDockerCompatibility: unpack || undefined,
    createDestPath: true,
    allowWildcard: true,
    allowEmptyWildcard: true,
    timestamp: NEVER,
  };
}

function fileVertex(action: object, indexes?: readonly (readonly number[])[]): Digest {
  const Actions = [toBase64(new TextEncoder().encode(canonicalJson(action)))];
  return sha256(canonicalJson({ Type: "buildkit.file.v0", Actions, indexes }));
}
