import type { Digest } from "../oci/digest.js";
import type { ContainerConfig } from "../oci/types.js";
import type { Endpoints, HostConfig, PortMap } from "./host-config.js";
import type { GraphDriver } from "./images.js";
import type { MountOptions, MountPointInspect } from "./volumes.js";

/** Containers: each a writable layer over an image, whether something runs in it or not. */
export interface Containers {
  /** Makes a container and its writable layer; nothing runs yet. Returns its 64-digit id. Does not pull. */
  create(options: CreateOptions): Promise<string>;
  rename(container: string, name: string): Promise<void>;
  /** Newest first; running ones only unless `all`. */
  containers(options?: { all?: boolean }): Promise<readonly ContainerSummary[]>;
  inspectContainer(container: string): Promise<ContainerInspect>;
  /** Paths changed against the image, in Docker's order. */
  diff(container: string): Promise<readonly Change[]>;
  /** A new image: the container's image, and its writable layer as one more layer on top. Returns its id. */
  commit(container: string, options?: CommitOptions): Promise<Digest>;
  /** `volumes`: its anonymous volumes are deleted, too. */
  removeContainer(container: string, options?: { force?: boolean; volumes?: boolean }): Promise<void>;
  /** Takes a link of `--link` away: `web/data`. */
  removeLink(link: string): Promise<void>;
}

export interface CreateOptions extends MountOptions {
  readonly image: string;
  /** Replaces the image's Cmd; empty or absent: the image's own. */
  readonly command?: readonly string[];
  /** One that nobody has yet; by default two words such as `brave_kepler`. */
  readonly name?: string;
  /** `-i`: keep stdin open; off by default. */
  readonly interactive?: boolean;
  /** `-t`: a terminal; off by default. */
  readonly tty?: boolean;
  /** `-d`: do not wait for its end; off by default. */
  readonly detach?: boolean;
  /** `--rm`: removed when it exits; off by default. */
  readonly autoRemove?: boolean;
  /** `NAME=value`, or `NAME` alone, which takes the image's variable away. */
  readonly env?: readonly string[];
  /** `-w`: an absolute path, made if it is not there; the image's by default. */
  readonly workdir?: string;
  /** `-u`: `name`, `uid`, `name:group` or `uid:gid`; the image's by default. */
  readonly user?: string;
  /** `--entrypoint`: one program; the image's by default, none if empty. */
  readonly entrypoint?: string;
  /** `-h`; the first 12 digits of the container's id by default. */
  readonly hostname?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** More of its configuration, in the API's words; what is absent here is the image's. */
  readonly config?: Partial<ContainerConfig>;
  /** What it has of its host; what is absent has Docker's default. */
  readonly hostConfig?: HostConfig;
  /** The networks it is to be in; the default one if there is none. */
  readonly endpoints?: Endpoints;
}

export interface ContainerSummary {
  readonly id: string;
  /** Without the slash. */
  readonly name: string;
  /** Empty where that is not known: the container is damaged. */
  readonly imageId: Digest | "";
  /** The image as it was named at create. */
  readonly image: string;
  /** Path and arguments as one line. */
  readonly command: string;
  readonly created: string;
  /** `dead`, Docker's word for one that can only be removed: it is damaged. */
  readonly status: ContainerStatus | "dead";
  /** Why the container cannot be read: its record is damaged. Absent for all others. */
  readonly damage?: string;
  readonly paused: boolean;
  /** Of its check; absent where it has none. */
  readonly health?: HealthState["Status"];
  readonly exitCode: number;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Where its ports are published, while it runs. */
  readonly ports: PortMap;
  readonly networks: readonly string[];
  /** Its names in containers that were linked to it: `web/data`; absent where it has none. */
  readonly links?: readonly string[];
  readonly mounts: readonly MountPointInspect[];
}

/** `docker container inspect`: the members that programs here use, in Docker's order. It has all of Docker's. */
export interface ContainerInspect {
  readonly Id: string;
  readonly Created: string;
  readonly Path: string;
  readonly Args: readonly string[];
  readonly State: {
    readonly Status: ContainerStatus | "paused";
    readonly Running: boolean;
    readonly Paused: boolean;
    readonly Restarting: boolean;
    readonly OOMKilled: boolean;
    readonly Dead: boolean;
    readonly Pid: number;
    readonly ExitCode: number;
    readonly Error: string;
    readonly StartedAt: string;
    readonly FinishedAt: string;
    readonly Health?: HealthState;
  };
  readonly Image: Digest;
  /** Where a real Docker keeps the files that it makes at the first start; empty before. */
  readonly ResolvConfPath: string;
  readonly HostnamePath: string;
  readonly HostsPath: string;
  /** Only of the driver `json-file`. */
  readonly LogPath: string;
  /** With Docker's leading slash. */
  readonly Name: string;
  readonly RestartCount: number;
  readonly Driver: "overlay2";
  readonly Platform: "linux";
  readonly HostConfig: HostConfig & { readonly Tmpfs?: Readonly<Record<string, string>> };
  readonly GraphDriver: GraphDriver;
  readonly Mounts: readonly MountPointInspect[];
  readonly Config: ContainerConfig;
  readonly NetworkSettings: { readonly Ports: PortMap; readonly Networks: Readonly<Record<string, object>> };
}

/** What a container's check has found. */
export interface HealthState {
  readonly Status: "starting" | "healthy" | "unhealthy";
  readonly FailingStreak: number;
  /** The last five. */
  readonly Log: readonly HealthLog[];
}

export interface HealthLog {
  readonly Start: string;
  readonly End: string;
  readonly ExitCode: number;
  readonly Output: string;
}

export type ContainerStatus = "created" | "running" | "exited";

/** One line of `docker diff`: Added, Changed or Deleted. */
export interface Change {
  readonly kind: "A" | "C" | "D";
  readonly path: string;
}

export interface CommitOptions {
  /** The new image's name. */
  readonly reference?: string;
  /** `-m`: what the history says of the new layer; empty by default. */
  readonly comment?: string;
  /** `-a`; empty by default. */
  readonly author?: string;
  /** `-c`: Dockerfile instructions, e.g. `CMD node app.js`; none by default. */
  readonly changes?: readonly string[];
  /** `-p`, on by default: hold the container's processes while its layer is read. */
  readonly pause?: boolean;
}
