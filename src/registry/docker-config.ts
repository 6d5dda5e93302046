import { spawn } from "node:child_process";
import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { CredentialHelperError, DockerConfigError } from "../errors/registry.js";
import type { CredentialSource, Credentials } from "./distribution/credentials.js";

/** What a credential helper returns instead of a name if it has a token. */
const TOKEN_USER = "<token>";

/**
 * Docker's own configuration file, so that people who have logged in with Docker are logged in here, too: `auths`, and the
 * programs named by `credHelpers` and `credsStore` (`docker-credential-NAME`). It is read again for every lookup.
 *
 * @throws {DockerConfigError} the file cannot be parsed
 * @throws {CredentialHelperError} a helper cannot be started, or fails
 */
export class DockerConfig implements CredentialSource {
  readonly path: string;

  /** @param directory `DOCKER_CONFIG`, or `~/.docker` */
  constructor(directory: string = process.env.DOCKER_CONFIG || join(homedir(), ".docker")) {
    this.path = join(directory, "config.json");
  }

  async get(registry: string): Promise<Credentials | undefined> {
    const config = await this.#read();
    const helper = helperOf(config, registry);
    if (helper !== undefined) return fromHelper(helper, registry);
    const auths = members(config.auths);
    const name = Object.keys(auths).find((key) => hostOf(key) === hostOf(registry));
    return name === undefined ? undefined : this.#fromEntry(members(auths[name]));
  }

  /** Stores credentials where the file says. Returns whether they are in the file itself, unencrypted. */
  async store(registry: string, credentials: Credentials): Promise<boolean> {
    const config = await this.#read();
    const helper = helperOf(config, registry);
    const { username, password, identityToken } = credentials;
    if (helper !== undefined) {
      const entry =
        identityToken === undefined
          ? { ServerURL: registry, Username: username, Secret: password }
          : { ServerURL: registry, Username: TOKEN_USER, Secret: identityToken };
      await runHelper(helper, "store", JSON.stringify(entry));
      return false;
    }
    const auth = Buffer.from(`${username}:${password}`).toString("base64");
    const entry = { auth, ...(identityToken === undefined ? {} : { identitytoken: identityToken }) };
    await this.#write({ ...config, auths: { ...members(config.auths), [registry]: entry } });
    return true;
  }

  /** Forgets them. Returns whether there were any. */
  async erase(registry: string): Promise<boolean> {
    const config = await this.#read();
    const helper = helperOf(config, registry);
    if (helper !== undefined) {
      const had = (await fromHelper(helper, registry)) !== undefined;
      if (had) await runHelper(helper, "erase", registry);
      return had;
    }
    const auths = Object.entries(members(config.auths));
    const left = auths.filter(([key]) => hostOf(key) !== hostOf(registry));
    if (left.length === auths.length) return false;
    await this.#write({ ...config, auths: Object.fromEntries(left) });
    return true;
  }

  #fromEntry({ auth, username, password, identitytoken }: Members): Credentials | undefined {
    const decoded = typeof auth === "string" ? Buffer.from(auth, "base64").toString("utf8") : "";
    const colon = decoded.indexOf(":");
    const found = {
      username: colon < 0 ? text(username) : decoded.slice(0, colon),
      password: colon < 0 ? text(password) : decoded.slice(colon + 1).replace(/\0+$/, ""),
    };
    if (typeof identitytoken === "string" && identitytoken !== "")
      return { ...found, identityToken: identitytoken };
    return found.username === "" ? undefined : found;
  }

  async #read(): Promise<Members> {
    let content: string;
    try {
      content = await readFile(this.path, "utf8");
    } catch (error) {
      if (error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR"))
        return {};
      throw new DockerConfigError(this.path, String(error), { cause: error });
    }
    try {
      return members(JSON.parse(content));
    } catch (error) {
      throw new DockerConfigError(this.path, String(error), { cause: error });
    }
  }

  /** Replaced as a whole, and readable only by its owner. */
  async #write(config: Members): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    const draft = `${this.path}.${process.pid}`;
    await writeFile(draft, `${JSON.stringify(config, undefined, "\t")}\n`, { mode: 0o600 });
    await chmod(draft, 0o600);
    await rename(draft, this.path);
  }
}

type Members = Readonly<Record<string, unknown>>;

function members(value: unknown): Members {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Docker has written keys with and without a scheme and a path. */
function hostOf(key: string): string {
  return key.replace(/^https?:\/\//, "").replace(/\/.*$/, "");
}

function helperOf({ credHelpers, credsStore }: Members, registry: string): string | undefined {
  const own = Object.entries(members(credHelpers)).find(([key]) => hostOf(key) === hostOf(registry))?.[1];
  const name = text(own) || text(credsStore);
  // It becomes part of a program's name.
  return /^[\w.-]+$/.test(name) ? name : undefined;
}

async function fromHelper(helper: string, registry: string): Promise<Credentials | undefined> {
  const answer = await runHelper(helper, "get", registry);
  if (answer === undefined) return undefined;
  let found: Members;
  try {
    found = members(JSON.parse(answer));
  } catch (error) {
    throw new CredentialHelperError(helper, "its answer is no JSON", { cause: error });
  }
  const { Username, Secret } = found;
  const username = text(Username);
  if (username === TOKEN_USER) return { username: "", password: "", identityToken: text(Secret) };
  return username === "" ? undefined : { username, password: text(Secret) };
}

/** What the helper printed; `undefined` if it has nothing for this registry. */
function runHelper(
  helper: string,
  action: "get" | "store" | "erase",
  input: string,
): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const program = `docker-credential-${helper}`;
    const child = spawn(program, [action], { stdio: ["pipe", "pipe", "ignore"] });
    const parts: Buffer[] = [];
    child.stdout.on("data", (part: Buffer) => parts.push(part));
    // A helper that does not read its input gets no more of it.
    child.stdin.on("error", () => undefined);
    child.on("error", (error) => reject(new CredentialHelperError(helper, error.message, { cause: error })));
    child.on("close", (code) => {
      const printed = Buffer.concat(parts).toString("utf8").trim();
      if (code === 0) resolve(printed);
      else if (/credentials not found/i.test(printed)) resolve(undefined);
      else reject(new CredentialHelperError(helper, printed || `exit status ${code}`));
    });
    child.stdin.end(input);
  });
}
