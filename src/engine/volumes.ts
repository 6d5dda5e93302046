/** Volumes: directories that live apart from containers and images, and are mounted into containers. */
export interface Volumes {
  /** Makes a volume and returns its name. One of that name that is there already is left as it is. */
  createVolume(options?: VolumeOptions): Promise<string>;
  /** By name. */
  volumes(): Promise<readonly VolumeSummary[]>;
  inspectVolume(name: string): Promise<VolumeInspect>;
  /** Deletes a volume that no container has. `force`: a name that does not exist is no failure. */
  removeVolume(name: string, options?: { force?: boolean }): Promise<void>;
}

export interface VolumeOptions {
  /** 64 random digits by default: such a volume is *anonymous*. */
  readonly name?: string;
  /** `local`, which is the only one. */
  readonly driver?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** `-o`, for the driver. */
  readonly options?: Readonly<Record<string, string>>;
}

/** `docker volume inspect`, Docker's own members and order. */
export interface VolumeInspect {
  /** RFC 3339, whole seconds. */
  readonly CreatedAt: string;
  readonly Driver: string;
  readonly Labels: Readonly<Record<string, string>> | null;
  /** Where it would lie on a machine of Docker's. */
  readonly Mountpoint: string;
  readonly Name: string;
  readonly Options: Readonly<Record<string, string>> | null;
  readonly Scope: "local";
}

export interface VolumeSummary {
  readonly name: string;
  readonly driver: string;
  readonly mountpoint: string;
  /** RFC 3339. */
  readonly created: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Nobody named it: it was made for one container. */
  readonly anonymous: boolean;
  /** Ids of the containers that have it. */
  readonly users: readonly string[];
}

/** What is to be mounted into a container. */
export interface MountOptions {
  /**
   * `-v`: `name:/data` mounts a volume, `/folder:/data` a directory or file of the machine, `/data` a new anonymous volume.
   * In a notebook `./folder:/data` is in the lesson's folder.
   * A third part has options: `ro`, `nocopy`, …
   */
  readonly volumes?: readonly string[];
  /** `--mount` */
  readonly mounts?: readonly MountSpec[];
  /** `--tmpfs`: `/run`, or `/run:size=64k,mode=700`. */
  readonly tmpfs?: readonly string[];
  /** `--volumes-from`: containers, `name` or `name:ro`, whose volumes and binds this one has too. */
  readonly volumesFrom?: readonly string[];
  /** `--read-only`: nothing can be written but to what is mounted; off by default. */
  readonly readOnly?: boolean;
}

/** A mount as `--mount` says it: Docker's own members. */
export interface MountSpec {
  readonly Type: string;
  /** A volume's name, or a path of the machine. */
  readonly Source?: string;
  readonly Target: string;
  readonly ReadOnly?: boolean;
  readonly Consistency?: string;
  readonly BindOptions?: {
    readonly Propagation?: string;
    readonly NonRecursive?: boolean;
    readonly CreateMountpoint?: boolean;
    readonly ReadOnlyNonRecursive?: boolean;
    readonly ReadOnlyForceRecursive?: boolean;
  };
  readonly VolumeOptions?: {
    readonly NoCopy?: boolean;
    readonly Labels?: Readonly<Record<string, string>>;
    readonly Subpath?: string;
    readonly DriverConfig?: {
      readonly Name?: string;
      readonly Options?: Readonly<Record<string, string>>;
    };
  };
  readonly TmpfsOptions?: { readonly SizeBytes?: number; readonly Mode?: number };
}

/** A mount as a container has it: `Mounts` of `docker container inspect`. */
export interface MountPointInspect {
  readonly Type: "bind" | "volume" | "tmpfs";
  readonly Name?: string;
  readonly Source: string;
  readonly Destination: string;
  readonly Driver?: string;
  readonly Mode: string;
  readonly RW: boolean;
  readonly Propagation: string;
}
