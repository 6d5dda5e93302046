import { UsageError } from "../../../errors/cli.js";
import { credentialsKey } from "../../../registry/distribution/credentials.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { dockerConfig, registryOf } from "./docker-config.js";

export const loginCommand: CommandSpec = {
  paths: ["login"],
  usage: "[OPTIONS] [SERVER]",
  summary: "Authenticate to a registry",
  description: "Authenticate to a registry.\nDefaults to Docker Hub if no server is specified.",
  options: [
    { long: "password", short: "p", type: "string", help: "Password or Personal Access Token (PAT)" },
    {
      long: "password-stdin",
      type: "bool",
      help: "Take the Password or Personal Access Token (PAT) from stdin",
    },
    { long: "username", short: "u", type: "string", help: "Username" },
  ],
  args: { min: 0, max: 1 },
  run,
};

async function run({ engine, io, options, args: [server = "docker.io"] }: Invocation): Promise<number> {
  const registry = registryOf(server);
  if (options.text("password") !== undefined) {
    io.stderr("WARNING! Using --password via the CLI is insecure. Use --password-stdin.\n");
    if (options.flag("password-stdin"))
      throw new UsageError("--password and --password-stdin are mutually exclusive", 1);
  }
  const username = options.text("username") ?? (await io.readLine?.("Username: "))?.trim();
  if (options.flag("password-stdin") && options.text("username") === undefined)
    throw new UsageError("Must provide --username with --password-stdin", 1);
  const password = await passwordOf(io, options);
  if (!username || !password) {
    throw new UsageError(
      "Error: Cannot perform an interactive login from a non TTY device: give --username and --password-stdin (or --password)",
      1,
    );
  }
  const config = await dockerConfig();
  await engine.checkLogin(registry, { username, password });
  const isReadable = await config.store(credentialsKey(registry), { username, password });
  if (isReadable) {
    io.stderr(
      `\nWARNING! Your credentials are stored unencrypted in '${config.path}'.\nConfigure a credential helper to remove this warning. See\nhttps://docs.docker.com/go/credential-store/\n\n`,
    );
  }
  io.stdout("Login Succeeded\n");
  return 0;
}

async function passwordOf(io: Invocation["io"], options: Invocation["options"]): Promise<string | undefined> {
  if (!options.flag("password-stdin")) return options.text("password");
  const bytes = await io.readAll?.();
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes).replace(/\r?\n$/, "");
}
