import type { HostConfig } from "../../../../engine/host-config.js";
import type { ContainerConfig } from "../../../../oci/types.js";
import type { CommandIO } from "../../../command-io.js";
import type { OptionSpec } from "../../../syntax/option-spec.js";
import type { ParsedOptions } from "../../../syntax/parsed-options.js";

/** An option of `create` and `run`. What they act on themselves has no `keep`. */
export interface CreateOption extends OptionSpec {
  /**
   * What the container keeps of it.
   *
   * @throws {UsageError} or an error of a value, with the client's words for what its own check finds
   */
  readonly keep?: (given: Given) => Kept | Promise<Kept>;
  /** What it does not do here, as the end of a sentence; absent if it works as in Docker. */
  readonly note?: string;
  /** How far it works here, as a sentence without its subject; instead of {@link note}. */
  readonly limit?: string;
  /** Values that do here what they do in Docker, and need no note. */
  readonly fulfilled?: readonly string[];
}

export interface Given {
  /** All its values, as given. */
  readonly all: readonly string[];
  /** The last of them. */
  readonly value: string;
  readonly options: ParsedOptions;
  readonly io: CommandIO;
}

export interface Kept {
  readonly config?: Partial<ContainerConfig>;
  readonly hostConfig?: HostConfig;
}

/** The value of a boolean option: `--init`, `--init=false`. */
export function isOn({ value }: Given): boolean {
  return value === "true";
}
