import { createHash } from "node:crypto";
import { makeDirectory, writeFile } from "../apt/files.js";
import { dataStandIn } from "../apt/stand-in.js";
import type { ProgramContext } from "../programs.js";
import type { Layout } from "../python/layout.js";
import type { Wheel } from "./index-data.js";
import { type Distribution, installedPackages } from "./site.js";

/** Where pip puts things, and how it speaks. */
export class PipSession {
  readonly context: ProgramContext;
  readonly layout: Layout;
  /** Steps of `-q`: 1 leaves warnings and errors, 2 errors. */
  readonly quiet: number;
  /** The user may not write to the usual place: packages go into the home directory. */
  readonly userInstall: boolean;
  readonly #cache: string | undefined;
  #since = performance.now();

  /** `cache`: keep what is fetched in the home directory, as pip does unless told `--no-cache-dir`. */
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

  /** The directory packages go to. */
  get target(): string {
    return this.userInstall ? `${this.#home}/lib/python${this.layout.series}/site-packages` : this.#system;
  }

  /** The directory console scripts go to. */
  get scripts(): string {
    return this.userInstall ? `${this.#home}/bin` : "/usr/local/bin";
  }

  /** Where packages are looked for, in the interpreter's order. */
  get directories(): readonly string[] {
    const user = `${this.#home}/lib/python${this.layout.series}/site-packages`;
    return [user, ...this.layout.packages];
  }

  /**
   * Whether a wheel is in the cache; it is put there if not. A stand-in of the wheel's size: the real cache also keeps
   * the answer's headers and the index's pages.
   */
  cached(wheel: Wheel): boolean {
    const { fs } = this.context;
    const home = this.context.env.HOME ?? "";
    if (this.#cache === undefined || fs.lstatIfExists(home)?.uid !== fs.credentials.uid) return false;
    const name = createHash("sha224").update(wheel.file).digest("hex");
    const path = `${this.#cache}/http/${name.slice(0, 5).split("").join("/")}/${name}`;
    if (fs.lstatIfExists(path)?.size === wheel.size) return true;
    makeDirectory(fs, path.slice(0, path.lastIndexOf("/")), 0o700);
    writeFile(fs, path, dataStandIn(wheel.size), 0o600);
    return false;
  }

  /** Seconds since this was asked last. */
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
  for (let at = directory; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    const stat = fs.lstatIfExists(at);
    if (stat === undefined) continue;
    const { uid, gid, groups } = fs.credentials;
    const shift = stat.uid === uid ? 6 : stat.gid === gid || groups.includes(stat.gid) ? 3 : 0;
    return ((stat.mode >> shift) & 2) !== 0;
  }
  return false;
}
