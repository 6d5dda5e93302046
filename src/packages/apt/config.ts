import type { FileSystem } from "../../vfs/filesystem.js";
import { readText } from "./files.js";

/**
 * apt's configuration (apt.conf(5)): `/etc/apt/apt.conf.d/*` in order, `/etc/apt/apt.conf`, then `-o` options.
 * Names are compared case-insensitively; a list (`DPkg::Post-Invoke {"a"; "b";}`) keeps all of its values.
 */
export class AptConfig {
  readonly #values = new Map<string, string[]>();

  static read(fs: FileSystem): AptConfig {
    const config = new AptConfig();
    const directory = "/etc/apt/apt.conf.d";
    const names = fs.lstatIfExists(directory) === undefined ? [] : fs.readdir(directory);
    for (const { name, kind } of names) {
      if (kind !== "directory" && /^[\w-]+(\.conf)?$/.test(name))
        config.parse(readText(fs, `${directory}/${name}`) ?? "");
    }
    config.parse(readText(fs, "/etc/apt/apt.conf") ?? "");
    return config;
  }

  get(name: string): string | undefined {
    return this.#values.get(name.toLowerCase())?.at(-1);
  }

  list(name: string): readonly string[] {
    return this.#values.get(name.toLowerCase()) ?? [];
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.get(name);
    return value === undefined ? fallback : /^(1|yes|true|with|on|enable)$/i.test(value);
  }

  set(name: string, value: string): void {
    const key = name.toLowerCase();
    if (key.endsWith("::")) this.#append(key.slice(0, -2), value);
    else this.#values.set(key, [value]);
  }

  /** Adds the settings of a configuration file. */
  parse(text: string): void {
    const tokens = text.matchAll(/\/\/[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/|"([^"\n]*)"|([{};])|([^\s{};"]+)/g);
    const scope: string[] = [];
    let name = "";
    let value: string | undefined;
    for (const [, quoted, mark, word] of tokens) {
      if (quoted !== undefined) value = quoted;
      else if (word !== undefined) {
        if (name === "") name = word;
        else value = word;
      } else if (mark === "{") {
        scope.push(name);
        name = "";
        value = undefined;
      } else if (mark === ";" || mark === "}") {
        this.#assign(scope.join("::"), name, value);
        if (mark === "}") scope.pop();
        name = "";
        value = undefined;
      }
    }
    this.#assign(scope.join("::"), name, value);
  }

  #assign(scope: string, name: string, value: string | undefined): void {
    if (value === undefined) return;
    if (name === "") this.#append(scope.toLowerCase(), value);
    else this.set(scope === "" ? name : `${scope}::${name}`, value);
  }

  #append(key: string, value: string): void {
    this.#values.set(key, [...(this.#values.get(key) ?? []), value]);
  }
}
