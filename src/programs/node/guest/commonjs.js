import { builtin, builtinModules } from "./builtin-modules.js";
import { codedError, commonJs } from "./calls.js";
import { fs } from "./fs.js";
import { inspect } from "./inspect.js";
import { path } from "./path.js";
import { process } from "./process.js";
import { isModule, lookupPaths, resolveFrom } from "./resolve.js";

export class Module {
  constructor(id, parent) {
    this.id = id;
    this.path = path.dirname(id);
    this.exports = {};
    this.filename = id;
    this.loaded = false;
    this.children = [];
    this.paths = lookupPaths(this.path);
    Object.defineProperty(this, "parent", { value: parent, enumerable: false });
  }
}
const cache = Object.create(null);
export function makeRequire(module) {
  const require = (request) => {
    if (typeof request !== "string")
      throw codedError(
        TypeError,
        "ERR_INVALID_ARG_TYPE",
        `The "id" argument must be of type string. Received ${inspect(request)}`,
      );
    if (request === "")
      throw codedError(
        TypeError,
        "ERR_INVALID_ARG_VALUE",
        "The argument 'id' must be a non-empty string. Received ''",
      );
    const own = builtin(request);
    if (own !== undefined) return own;
    return load(require.resolve(request), module);
  };
  require.resolve = (request) => {
    if (builtinModules[request.replace(/^node:/, "")]) return request;
    const found = resolveFrom(request, module.path);
    if (found) return found;
    const stack = [];
    for (let at = module; at; at = at.parent)
      if (at.filename && at.id !== "[eval]") stack.push(at.filename);
      else stack.push(path.join(process.cwd(), "[eval]"));
    throw codedError(
      Error,
      "MODULE_NOT_FOUND",
      "Cannot find module '" +
        request +
        "'" +
        (stack.length ? `\nRequire stack:\n- ${stack.join("\n- ")}` : ""),
      { requireStack: stack },
    );
  };
  require.cache = cache;
  require.main = commonJs.main;
  return require;
}
export function load(file, parent) {
  const known = cache[file];
  if (known) return known.exports;
  if (isModule(file))
    throw codedError(
      Error,
      "ERR_REQUIRE_ESM",
      "require() of ES Module " +
        file +
        " from " +
        (parent ? parent.filename : file) +
        " not supported.\nInstead change the require of " +
        path.basename(file) +
        " in " +
        (parent ? parent.filename : file) +
        " to a dynamic import() which is available in all CommonJS modules.",
    );
  const module = new Module(file, parent);
  cache[file] = module;
  if (parent) parent.children.push(module);
  else {
    commonJs.main = module;
    module.id = ".";
    process.mainModule = module;
  }
  try {
    const source = fs.readFileSync(file, "utf8").replace(/^\ufeff/, "");
    if (file.endsWith(".json")) {
      try {
        module.exports = JSON.parse(source);
      } catch (error) {
        error.message = `${file}: ${error.message}`;
        throw error;
      }
    } else if (file.endsWith(".node"))
      throw codedError(
        Error,
        "ERR_DLOPEN_FAILED",
        `Native modules cannot be loaded by this small node: ${file}`,
      );
    else
      compileCommonJs(source, file).call(
        module.exports,
        module.exports,
        makeRequire(module),
        module,
        file,
        module.path,
      );
    module.loaded = true;
  } catch (error) {
    delete cache[file];
    throw error;
  }
  return module.exports;
}
function compileCommonJs(source, file) {
  const body = source.startsWith("#!") ? `//${source.slice(2)}` : source;
  commonJs.wrapped.add(file);
  const [made, error] = compile(`${commonJs.wrapper + body}\n})`, file);
  if (error !== undefined) throw error;
  return made;
}

builtinModules.module = () =>
  Object.assign(Module, {
    createRequire: (from) => makeRequire(new Module(from.startsWith("file://") ? from.slice(7) : from)),
    builtinModules: Object.keys(builtinModules),
  });
