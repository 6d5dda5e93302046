import type { Healthcheck } from "../oci/types.js";
import type { Heredoc } from "./heredoc.js";

/** A name with its value, in ENV, LABEL and ARG. */
export type Pair = readonly [name: string, value: string];

/** The argument of CMD, ENTRYPOINT and RUN: a JSON list of words, or one text for the shell. */
export interface CommandLine {
  readonly words: readonly string[];
  /** Shell form: the words follow the stage's SHELL. */
  readonly shell: boolean;
}

interface EnvCommand {
  readonly keyword: "ENV";
  readonly pairs: readonly Pair[];
}
interface LabelCommand {
  readonly keyword: "LABEL";
  readonly pairs: readonly Pair[];
}
interface CmdCommand {
  readonly keyword: "CMD";
  readonly line: CommandLine;
}
interface EntrypointCommand {
  readonly keyword: "ENTRYPOINT";
  readonly line: CommandLine;
}
interface UserCommand {
  readonly keyword: "USER";
  readonly user: string;
}
interface WorkdirCommand {
  readonly keyword: "WORKDIR";
  readonly path: string;
}
interface ExposeCommand {
  readonly keyword: "EXPOSE";
  /** Sorted; one word may expand to several ports. */
  readonly ports: readonly string[];
}
interface VolumeCommand {
  readonly keyword: "VOLUME";
  readonly paths: readonly string[];
}
interface StopSignalCommand {
  readonly keyword: "STOPSIGNAL";
  readonly signal: string;
}
interface ShellCommand {
  readonly keyword: "SHELL";
  readonly words: readonly string[];
}
interface HealthcheckCommand {
  readonly keyword: "HEALTHCHECK";
  readonly check: Healthcheck;
}
interface OnbuildCommand {
  readonly keyword: "ONBUILD";
  /** The instruction with its heredocs, as stored in the image. */
  readonly trigger: string;
}
interface MaintainerCommand {
  readonly keyword: "MAINTAINER";
  readonly name: string;
}
export interface ArgCommand {
  readonly keyword: "ARG";
  readonly args: readonly (readonly [name: string, value: string | undefined])[];
}

/** COPY's inline file: a heredoc's text. */
interface InlineFile {
  readonly name: string;
  readonly content: string;
  readonly expand: boolean;
}

export interface CopyCommand {
  readonly keyword: "COPY" | "ADD";
  readonly sources: readonly string[];
  readonly files: readonly InlineFile[];
  readonly destination: string;
  readonly chown: string;
  readonly chmod: string;
  readonly link: boolean;
  /** COPY only; empty for the build context. */
  readonly from: string;
  /** ADD only. */
  readonly checksum: string;
}

/** How a RUN is to reach the network: Docker's own, none, or the machine's. */
export type NetworkMode = "default" | "none" | "host";

export interface RunCommand {
  readonly keyword: "RUN";
  readonly line: CommandLine;
  readonly files: readonly Heredoc[];
  /** What follows each `--mount=`. */
  readonly mounts: readonly string[];
  /** `default` where the line says none. */
  readonly network: NetworkMode;
}

export interface FromCommand {
  readonly keyword: "FROM";
  readonly base: string;
  /** `AS name`, in lower case. */
  readonly name: string | undefined;
  readonly platform: string;
}

/** Instructions that change nothing but an image's settings. */
export type SettingCommand =
  | EnvCommand
  | LabelCommand
  | CmdCommand
  | EntrypointCommand
  | UserCommand
  | WorkdirCommand
  | ExposeCommand
  | VolumeCommand
  | StopSignalCommand
  | ShellCommand
  | HealthcheckCommand
  | OnbuildCommand
  | MaintainerCommand;

/** What is allowed in a stage. */
export type Command = SettingCommand | ArgCommand | CopyCommand | RunCommand;

export const KEYWORDS = [
  "ADD",
  "ARG",
  "CMD",
  "COPY",
  "ENTRYPOINT",
  "ENV",
  "EXPOSE",
  "FROM",
  "HEALTHCHECK",
  "LABEL",
  "MAINTAINER",
  "ONBUILD",
  "RUN",
  "SHELL",
  "STOPSIGNAL",
  "USER",
  "VOLUME",
  "WORKDIR",
] as const;
