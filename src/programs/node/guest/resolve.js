import { call, codedError } from "./calls.js";
import { fs } from "./fs.js";
import { path } from "./path.js";

export function lookupPaths(from) {
  const out = [];
  for (let at = from; ; at = path.dirname(at)) {
    if (path.basename(at) !== "node_modules") out.push(at === "/" ? "/node_modules" : `${at}/node_modules`);
    if (at === "/" || at === ".") break;
  }
  return out;
}
const kindOf = (name) => host("kind", name);
export function asFile(name) {
  if (kindOf(name) === "file") return name;
  for (const ext of [".js", ".json", ".cjs"]) if (kindOf(name + ext) === "file") return name + ext;
  return undefined;
}
function packageOf(directory) {
  const file = path.join(directory, "package.json");
  if (kindOf(file) !== "file") return undefined;
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) throw new Error(`Error parsing ${file}: ${error.message}`);
    throw error;
  }
}
export function asDirectory(name) {
  if (kindOf(name) !== "directory") return undefined;
  const main = packageOf(name)?.main;
  if (typeof main === "string") {
    const target = path.resolve(name, main);
    const found = asFile(target) || asFile(path.join(target, "index"));
    if (found) return found;
  }
  return asFile(path.join(name, "index"));
}
function conditional(target, conditions) {
  if (typeof target === "string") return target;
  if (Array.isArray(target)) {
    for (const one of target) {
      const found = conditional(one, conditions);
      if (found) return found;
    }
    return undefined;
  }
  if (typeof target !== "object" || target === null) return undefined;
  for (const [key, value] of Object.entries(target))
    if (conditions.includes(key)) {
      const found = conditional(value, conditions);
      if (found) return found;
    }
  return undefined;
}
function fromExports(table, subpath, conditions) {
  if (
    typeof table === "string" ||
    Array.isArray(table) ||
    !Object.keys(table).some((key) => key.startsWith("."))
  )
    return subpath === "." ? conditional(table, conditions) : undefined;
  if (Object.hasOwn(table, subpath)) return conditional(table[subpath], conditions);
  for (const [key, value] of Object.entries(table)) {
    const at = key.indexOf("*");
    if (at < 0) continue;
    const head = key.slice(0, at),
      tail = key.slice(at + 1);
    if (subpath.startsWith(head) && subpath.endsWith(tail) && subpath.length >= head.length + tail.length) {
      const found = conditional(value, conditions);
      if (found) return found.replaceAll("*", subpath.slice(head.length, subpath.length - tail.length));
    }
  }
  return undefined;
}
export function resolveFrom(request, directory, conditions = ["node", "require", "default"]) {
  let found;
  if (request.startsWith("file://")) request = decodeURIComponent(request.slice(7));
  if (/^\.{0,2}\//.test(request) || request === "." || request === "..") {
    const target = path.resolve(directory, request);
    found = (request.endsWith("/") ? undefined : asFile(target)) || asDirectory(target);
  } else {
    const [, name, rest = ""] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(request) || [];
    for (const place of lookupPaths(directory)) {
      const base = path.join(place, name || "");
      if (kindOf(base) !== "directory") {
        found = asFile(path.join(place, request));
        if (found) break;
        continue;
      }
      const table = packageOf(base)?.exports;
      if (table !== undefined && table !== null) {
        const target = fromExports(table, `.${rest}`, conditions);
        if (!target)
          throw codedError(
            Error,
            "ERR_PACKAGE_PATH_NOT_EXPORTED",
            rest
              ? `Package subpath '.${rest}' is not defined by "exports" in ${base}/package.json`
              : `No "exports" main defined in ${base}/package.json`,
          );
        found = path.resolve(base, target);
      } else found = asFile(base + rest) || asDirectory(base + rest);
      if (found) break;
    }
  }
  return found && call("realpath", found);
}
export function isModule(file) {
  if (file.endsWith(".mjs")) return true;
  if (!file.endsWith(".js")) return false;
  for (let at = path.dirname(file); ; at = path.dirname(at)) {
    const found = packageOf(at);
    if (found) return found.type === "module";
    if (at === "/" || path.basename(at) === "node_modules") return false;
  }
}
