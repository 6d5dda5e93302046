import { createHash } from "#platform/hash";
import { ancestry, parent } from "../../posix/path.js";
import type { ProgramContext } from "../../process/programs.js";
import { dataStandIn } from "../../stand-in/file-content.js";
import { permits, WRITE } from "../../vfs/permissions.js";
import { makeDirectory, writeFile } from "../apt/files.js";
import { type Distribution, installedPackages } from "./installed.js";
import type { Layout } from "./python-layout.js";
import type { Wheel } from "./wheel-index.js";

/** Where pip installs, and what it prints. */
export class PipSession {
  readonly context: ProgramContext;
  readonly layout: Layout;
  /** Levels of `-q`: 1 leaves warnings and errors, 2 only errors. */
  readonly quiet: number;
  /** The user may not write to the usual place, so packages go into the home directory. */
  readonly userInstall: boolean;
  readonly #cache: string | undefined;
  #since = performance.now();

  /** `cache`: keep downloads in the home directory, as pip does without `--no-cache-dir`. */
  constructor(
    context: ProgramContext,
    layout: Layout,
    options: { readonly quiet: number; readonly cache: boolean },
  ) {
    const { quiet } = options;
    this.#cache = options.cache && context.env.HOME ? `${context.env.HOME}/.cache/pip` : undefined;
    this.context = context;
    this.layout = layout;
    this.quiet = quiet;
    const { uid } = context.fs.credentials;
    this.userInstall = uid !== 0 && !mayWrite(context, this.#system);
  }

  get #system(): string {
    return this.layout.packages[0] ?? "/usr/local/lib/python3/dist-packages";
  }

  get #home(): string {
    return `${this.context.env.HOME ?? "/"}/.local`;
  }

  /** The directory that packages are installed to. */
  get target(): string {
    return this.userInstall ? `${this.#home}/lib/python${this.layout.series}/site-packages` : this.#system;
  }

  /** The directory that console scripts are installed to. */
  get scripts(): string {
    return this.userInstall ? `${this.#home}/bin` : "/usr/local/bin";
  }

  /** Where packages are looked for, in the interpreter's order. */
  get directories(): readonly string[] {
    const user = `${this.#home}/lib/python${this.layout.series}/site-packages`;
    return [user, ...this.layout.packages];
  }

  /**
   * Whether a wheel is in the cache; it is added if not. A stand-in of the wheel's size: the real cache also keeps
   * the response's headers and the index's pages.
   */
  cached(wheel: Wheel): boolean {
    const { fs } = this.context;
    const home = this.context.env.HOME ?? "";
    if (this.#cache === undefined || fs.lstatIfExists(home)?.uid !== fs.credentials.uid) return false;
    const hash = createHash("sha224");
    hash.update(new TextEncoder().encode(wheel.file));
    const name = hash.hex();
    const path = `${this.#cache}/http/${name.slice(0, 5).split("").join("/")}/${name}`;
    if (fs.lstatIfExists(path)?.size === wheel.size) return true;
    makeDirectory(fs, parent(path), 0o700);
    writeFile(fs, path, dataStandIn(wheel.size), 0o600);
    return false;
  }

  /** Seconds since the last call. */
  lap(): number {
    const now = performance.now();
    const seconds = Math.max((now - this.#since) / 1000, 0.0001);
    this.#since = now;
    return seconds;
  }

  installed(): Map<string, Distribution> {
    return installedPackages(this.context.fs, this.directories);
  }

  say(text: string): void {
    if (this.quiet === 0) this.context.stdout(`${text}\n`);
  }

  print(text: string): void {
    this.context.stdout(`${text}\n`);
  }

  warn(text: string): void {
    if (this.quiet < 2) this.context.stderr(`WARNING: ${text}\n`);
  }

  error(text: string): void {
    this.context.stderr(`${text}\n`);
  }

  warnAboutRoot(): void {
    if (this.context.fs.credentials.uid !== 0 || this.context.env.PIP_ROOT_USER_ACTION === "ignore") return;
    this.warn(
      "Running pip as the 'root' user can result in broken permissions and conflicting behaviour with the system package manager. It is recommended to use a virtual environment instead: https://pip.pypa.io/warnings/venv",
    );
  }
}

function mayWrite({ fs }: ProgramContext, directory: string): boolean {
  for (const at of ancestry(directory).reverse()) {
    const stat = fs.lstatIfExists(at);
    if (stat !== undefined) return permits(stat, fs.credentials, WRITE);
  }
  return false;
}
