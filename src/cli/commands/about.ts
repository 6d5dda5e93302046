import { goJson } from "../../display/go-text.js";
import type { Engine } from "../../engine/engine.js";
import { TemplateError, UsageError } from "../../errors/cli.js";
import type { CommandSpec, Invocation } from "../spec.js";
import { compileTemplate } from "../template/evaluate.js";
import { hostPlatform, packageVersion } from "../version.js";
import { FORMAT_VALUE } from "./options.js";

export const versionCommand: CommandSpec = {
  paths: ["version"],
  usage: "[OPTIONS]",
  summary: "Show the Docker version information",
  options: [FORMAT_VALUE],
  args: { min: 0, max: 0 },
  run: async ({ engine, io, options }: Invocation): Promise<number> => {
    const facts = {
      Client: {
        Name: "layerlab",
        Version: packageVersion(),
        Os: hostPlatform().os,
        Arch: hostPlatform().arch,
      },
      Server: { Name: engineName(engine), Version: packageVersion() },
    };
    io.stdout(
      formatted(options.text("format"), facts) ??
        `Client: layerlab's docker command line\n Version:           ${facts.Client.Version}\n OS/Arch:           ${facts.Client.Os}/${facts.Client.Arch}\n\nServer: ${facts.Server.Name}\n Version:           ${facts.Server.Version}\n`,
    );
    return 0;
  },
};

export const infoCommand: CommandSpec = {
  paths: ["info"],
  usage: "[OPTIONS]",
  summary: "Display system-wide information",
  options: [FORMAT_VALUE],
  args: { min: 0, max: 0 },
  run: async ({ engine, io, options }: Invocation): Promise<number> => {
    const containers = await engine.containers({ all: true });
    const count = (status: string): number => containers.filter((one) => one.status === status).length;
    const facts = {
      Containers: containers.length,
      ContainersRunning: count("running"),
      ContainersStopped: containers.length - count("running"),
      Images: (await engine.images()).length,
      ServerVersion: packageVersion(),
      Name: engineName(engine),
    };
    io.stdout(
      formatted(options.text("format"), facts) ??
        `Server: ${facts.Name}\n Containers: ${facts.Containers}\n  Running: ${facts.ContainersRunning}\n  Stopped: ${facts.ContainersStopped}\n Images: ${facts.Images}\n Server Version: ${facts.ServerVersion}\n`,
    );
    return 0;
  },
};

/** A command of its own in Docker, too: the help of neither names the other. */
export const systemInfoCommand: CommandSpec = { ...infoCommand, paths: ["system info"] };

function engineName(engine: Engine): string {
  return engine.kind === "embedded" ? "layerlab's embedded engine (no Docker daemon)" : "a Docker Engine";
}

function formatted(format: string | undefined, facts: unknown): string | undefined {
  if (format === undefined || format === "") return undefined;
  if (format === "json") return `${goJson(facts)}\n`;
  try {
    return `${compileTemplate(format)(facts)}\n`;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new UsageError(`template parsing error: ${error.message}`, error.phase === "parse" ? 64 : 1);
  }
}
