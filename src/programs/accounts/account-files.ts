import { FileSystemError } from "../../errors/filesystem.js";
import { type Account, accounts, type Command, quote } from "../coreutils/support.js";

/** Names that Debian's useradd and groupadd take: hardly any are refused. */
export const NAME = /^[^-+~:,/\s][^:,/\s]*$/;

const SHADOWS = { "/etc/passwd": "/etc/shadow", "/etc/group": "/etc/gshadow" } as const;
type Table = keyof typeof SHADOWS;
type File = Table | (typeof SHADOWS)[Table];

const encoder = new TextEncoder();

/** /etc/shadow counts in days since 1970. */
const DAY_MS = 86_400_000;

export interface NewUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly comment: string;
  readonly home: string;
  readonly shell: string;
  /** Its password does not age. */
  readonly system: boolean;
  /** Encrypted; none by default. */
  readonly password?: string | undefined;
}

/** The users and groups of a container, and the files that have them. */
export class AccountFiles {
  readonly #command: Command;

  constructor(command: Command) {
    this.#command = command;
  }

  get users(): readonly Account[] {
    return accounts(this.#command.fs, "/etc/passwd");
  }

  get groups(): readonly Account[] {
    return accounts(this.#command.fs, "/etc/group");
  }

  user(name: string): Account | undefined {
    return this.users.find((one) => one.name === name);
  }

  /** The permissions of a new home, as `/etc/login.defs` has them. */
  get homeMode(): number {
    const { fs } = this.#command;
    const text = fs.lstatIfExists("/etc/login.defs")
      ? new TextDecoder().decode(fs.readFile("/etc/login.defs"))
      : "";
    const setting = (name: string): string | undefined =>
      new RegExp(`^${name}\\s+(\\d+)`, "m").exec(text)?.[1];
    const mode = setting("HOME_MODE");
    if (mode !== undefined) return Number.parseInt(mode, 8);
    // Ubuntu's file, which the built-in image does not have, lets only the group look in; its programs have notes of their versions.
    if (text === "" && this.#command.context.note !== undefined) return 0o750;
    return 0o777 & ~Number.parseInt(setting("UMASK") ?? "022", 8);
  }

  /** As it is kept; undefined where the image keeps none. */
  passwordOf(name: string): string | undefined {
    const { fs } = this.#command;
    if (!fs.lstatIfExists("/etc/shadow")) return undefined;
    const lines = new TextDecoder().decode(fs.readFile("/etc/shadow")).split("\n");
    return lines.map((line) => line.split(":")).find(([each]) => each === name)?.[1];
  }

  /** By its name or its number. */
  group(wanted: string): Account | undefined {
    return (
      this.groups.find((one) => one.name === wanted) ?? this.groups.find((one) => one.fields[2] === wanted)
    );
  }

  /** Calls `act`; a file that cannot be written is reported in the words of the shadow tools. */
  change(file: Table, act: () => void): void {
    this.#command.attempt(`cannot lock ${file}; try again later.`, act);
  }

  /** Without a password: nobody can log in by one. */
  addUser({ name, uid, gid, comment, home, shell, system, password = "!" }: NewUser): void {
    const ages = system ? ["", "", ""] : [0, 99999, 7];
    this.#add(
      "/etc/passwd",
      [name, "x", uid, gid, comment, home, shell],
      [name, password, Math.floor(Date.now() / DAY_MS), ...ages, "", "", ""],
    );
  }

  addGroup(name: string, gid: number): void {
    this.#add("/etc/group", [name, "x", gid, ""], [name, "!", "", ""]);
  }

  /** Adds a line, and the one for its secrets where the image has a file for them. */
  #add(file: Table, fields: readonly (string | number)[], secrets: readonly (string | number)[]): void {
    const { fs } = this.#command;
    fs.appendFile(file, encoder.encode(`${fields.join(":")}\n`));
    if (fs.lstatIfExists(SHADOWS[file]))
      fs.appendFile(SHADOWS[file], encoder.encode(`${secrets.join(":")}\n`));
  }

  /** Replaces the fields of lines; `undefined` takes a line away. */
  edit(file: File, change: (fields: readonly string[]) => readonly string[] | undefined): void {
    const { fs } = this.#command;
    if (!fs.lstatIfExists(file)) return;
    const lines = new TextDecoder().decode(fs.readFile(file)).split("\n");
    const kept = lines.flatMap((line) => {
      if (!line.includes(":")) return [line];
      const fields = change(line.split(":"));
      return fields === undefined ? [] : [fields.join(":")];
    });
    if (kept.join("\n") !== lines.join("\n")) fs.writeFile(file, encoder.encode(kept.join("\n")));
  }

  /** Takes the lines of a name away. */
  drop(file: Table, name: string): void {
    for (const one of [file, SHADOWS[file]] as const)
      this.edit(one, (fields) => (fields[0] === name ? undefined : fields));
  }

  /** Makes a user a member of a group, or no longer one. */
  setMember(group: string, user: string, isMember: boolean): void {
    for (const file of ["/etc/group", "/etc/gshadow"] as const)
      this.edit(file, (fields) => {
        if (fields[0] !== group) return fields;
        const others = (fields[3] ?? "").split(",").filter((name) => name !== "" && name !== user);
        const isThere = (fields[3] ?? "").split(",").includes(user);
        if (isThere === isMember) return fields;
        return fields.with(3, [...others, ...(isMember ? [user] : [])].join(","));
      });
  }

  /** The groups of a list as `-G` has it. Says which is not there, and returns nothing then. */
  listed(list: string): readonly Account[] | undefined {
    const found: Account[] = [];
    for (const wanted of list.split(",").filter(Boolean)) {
      const group = this.group(wanted);
      if (!group) {
        this.#command.fail(`group ${quote(wanted)} does not exist`, 6);
        return undefined;
      }
      found.push(group);
    }
    return found;
  }

  /** What a home directory begins with. */
  fillHome(home: string, uid: number, gid: number, mode: number): void {
    const { fs } = this.#command;
    fs.mkdir(home, { mode });
    fs.chmod(home, mode);
    for (const entry of fs.lstatIfExists("/etc/skel") ? fs.readdir("/etc/skel") : []) {
      if (entry.kind !== "file") continue;
      try {
        fs.writeFile(`${home}/${entry.name}`, fs.open(`/etc/skel/${entry.name}`));
        fs.chown(`${home}/${entry.name}`, uid, gid);
      } catch (error) {
        if (!(error instanceof FileSystemError)) throw error;
        this.#command.fail(`cannot copy /etc/skel/${entry.name}: ${error.strerror}`);
      }
    }
    fs.chown(home, uid, gid);
  }
}

export function idsOf(found: readonly Account[]): number[] {
  return found.map(({ fields }) => Number(fields[2]));
}

/** The next free id of the range in login.defs: 1000 upwards, or 999 downwards for system accounts. */
export function free(taken: readonly number[], system: boolean): number {
  if (system) for (let value = 999; value >= 100; value--) if (!taken.includes(value)) return value;
  return Math.max(999, ...taken.filter((value) => value < 60_000)) + 1;
}

/** The first free id from one on. */
export function firstFree(taken: readonly number[], from: number): number {
  let value = from;
  while (taken.includes(value)) value++;
  return value;
}
