import { splitAssignment } from "../../posix/environment.js";
import { NOT_FOUND } from "../../posix/exit-status.js";
import { nameBytes } from "../../posix/name-bytes.js";
import { lookup, lookupAll } from "../../process/lookup.js";
import { echoText } from "../coreutils/echo.js";
import { formatPrintf } from "../coreutils/printf.js";
import type { BuiltinContext } from "./builtin.js";
import { kill, listJobs, trap, wait } from "./signals.js";

function prints(context: BuiltinContext, text: string): number {
  write(context, text);
  return 0;
}

function refuses(context: BuiltinContext, message: string): number {
  context.say(message);
  return 1;
}

type Builtin = (context: BuiltinContext) => number | Promise<number>;

const KEYWORDS = new Set(
  "if then else elif fi case esac for select while until do done in function { } time [[ ]] !".split(" "),
);
const NAMES = new Set(
  `. : [ alias bg bind break builtin caller cd command compgen complete compopt continue declare dirs disown
   echo enable eval exec exit export false fc fg getopts hash help history jobs kill let local logout mapfile
   popd printf pushd pwd read readarray readonly return set shift shopt source suspend test times trap true type
   typeset ulimit umask unalias unset wait`.split(/\s+/),
);

function write(context: BuiltinContext, text: string): void {
  context.child.stdout(nameBytes(text));
}

export const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ["echo", echo],
  ["printf", printf],
  [
    "pwd",
    (context) =>
      prints(
        context,
        `${context.child.cwd}
`,
      ),
  ],
  ["alias", alias],
  ["unalias", unalias],
  ["umask", umask],
  ["type", type],
  ["command", command],
  ["builtin", (context) => refuses(context, `builtin: ${context.child.argv[1] ?? ""}: not a shell builtin`)],
  ["hash", () => 0],
  ["trap", trap],
  ["jobs", listJobs],
  ["disown", () => 0],
  ["history", () => 0],
  ["enable", () => 0],
  ["bind", () => 0],
  ["caller", () => 1],
  ["bg", (context) => refuses(context, "bg: no job control in this shell")],
  ["fg", (context) => refuses(context, "fg: no job control in this shell")],
  ["suspend", (context) => refuses(context, "suspend: cannot suspend")],
  ["fc", (context) => refuses(context, "fc: no command found")],
  ["ulimit", (context) => prints(context, "unlimited\n")],
  ["kill", kill],
  ["wait", wait],
]);

function echo(context: BuiltinContext): number {
  write(context, echoText(context.child.argv.slice(1), context.host.options.kind === "dash"));
  return 0;
}

async function printf(context: BuiltinContext): Promise<number> {
  const [, first, variable, ...rest] = context.child.argv;
  const store = first === "-v" && variable !== undefined;
  const [format, ...args] = store ? rest : context.child.argv.slice(1);
  if (format === undefined) {
    context.say("printf: usage: printf [-v var] format [arguments]");
    return 2;
  }
  const result = formatPrintf(format, args);
  if (store) await context.assign(variable, new TextDecoder().decode(result.bytes));
  else context.child.stdout(result.bytes);
  for (const message of result.errors) context.say(`printf: ${message}`);
  return result.errors.length > 0 ? 1 : 0;
}

function alias(context: BuiltinContext): number {
  const { aliases } = context.host;
  const args = context.child.argv.slice(1).filter((arg) => arg !== "-p");
  const show = (name: string, text: string) =>
    write(context, `alias ${name}='${text.replaceAll("'", "'\\''")}'\n`);
  if (args.length === 0) for (const [name, text] of [...aliases].sort()) show(name, text);
  let code = 0;
  for (const arg of args) {
    const [name, value] = splitAssignment(arg);
    if (name !== "" && value !== undefined) {
      aliases.set(name, value);
      continue;
    }
    const text = aliases.get(arg);
    if (text !== undefined) show(arg, text);
    else {
      context.say(`alias: ${arg}: not found`);
      code = 1;
    }
  }
  return code;
}

function unalias(context: BuiltinContext): number {
  let code = 0;
  for (const name of context.child.argv.slice(1)) {
    if (name === "-a") context.host.aliases.clear();
    else if (!context.host.aliases.delete(name)) {
      context.say(`unalias: ${name}: not found`);
      code = 1;
    }
  }
  return code;
}

function umask(context: BuiltinContext): number {
  const { files } = context.host;
  const { credentials } = files.target;
  const [, value] = context.child.argv;
  if (value === undefined || value === "-p") {
    write(context, `${value ? "umask " : ""}${credentials.umask.toString(8).padStart(4, "0")}\n`);
    return 0;
  }
  if (value === "-S") {
    const left = 0o777 & ~credentials.umask;
    const bits = (shift: number) =>
      ["r", "w", "x"].filter((_, index) => (left >> shift) & (4 >> index)).join("");
    write(context, `u=${bits(6)},g=${bits(3)},o=${bits(0)}\n`);
    return 0;
  }
  if (!/^[0-7]{1,4}$/.test(value)) {
    context.say(`umask: ${value}: octal number out of range`);
    return 1;
  }
  files.target = files.target.as({ ...credentials, umask: Number.parseInt(value, 8) & 0o777 });
  return 0;
}

/** What a name means to the shell, in the shell's order of lookup. */
function meaning(
  context: BuiltinContext,
  name: string,
): { readonly kind: string; readonly text: string } | undefined {
  const { host, child } = context;
  const text = host.aliases.get(name);
  if (text !== undefined) return { kind: "alias", text: `aliased to \`${text}'` };
  if (KEYWORDS.has(name)) return { kind: "keyword", text: "a shell keyword" };
  if (host.rewriter.functions.has(name)) return { kind: "function", text: "a function" };
  if (NAMES.has(name)) return { kind: "builtin", text: "a shell builtin" };
  const found = lookup(name, child.env, child.cwd, child.fs);
  if (!found.found) return undefined;
  return { kind: "file", text: name.includes("/") ? name : found.path };
}

function type(context: BuiltinContext): number {
  const { child } = context;
  let flags = "";
  let code = 0;
  for (const arg of child.argv.slice(1)) {
    if (/^-[afptP]+$/.test(arg)) {
      flags += arg.slice(1);
      continue;
    }
    const found = meaning(context, arg);
    const paths = lookupAll(arg, child.env, child.cwd, child.fs);
    if (flags.includes("P") ? paths.length === 0 : !found) {
      if (!/[tpP]/.test(flags)) context.say(`type: ${arg}: not found`);
      code = 1;
    } else if (flags.includes("P")) write(context, `${paths[0]}\n`);
    else if (flags.includes("t")) write(context, `${found?.kind}\n`);
    else if (flags.includes("p")) write(context, found?.kind === "file" ? `${found.text}\n` : "");
    else {
      write(context, `${arg} is ${found?.text}\n`);
      if (flags.includes("a")) {
        for (const path of found?.kind === "file" ? paths.slice(1) : paths)
          write(context, `${arg} is ${path}\n`);
      }
    }
  }
  return code;
}

/** `command -v` and `-V`; `command NAME` never reaches this. */
function command(context: BuiltinContext): number {
  const verbose = context.child.argv.some((arg) => /^-[pv]*V/.test(arg));
  let code = 0;
  for (const name of context.child.argv.slice(1)) {
    if (/^-[pvV]+$/.test(name)) continue;
    const found = meaning(context, name);
    if (!found) {
      if (verbose) context.say(`command: ${name}: not found`);
      code = context.host.options.kind === "dash" ? NOT_FOUND : 1;
    } else if (verbose) write(context, `${name} is ${found.text}\n`);
    else if (found.kind === "alias")
      write(context, `alias ${name}='${context.host.aliases.get(name) ?? ""}'\n`);
    else write(context, `${found.kind === "file" ? found.text : name}\n`);
  }
  return code;
}
