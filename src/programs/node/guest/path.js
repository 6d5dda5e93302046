import { process } from "./process.js";

const normalize = (text) => {
  if (text === "") return ".";
  const absolute = text.startsWith("/");
  const out = [];
  for (const part of text.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && out.length > 0 && out[out.length - 1] !== "..") out.pop();
    else if (part !== ".." || !absolute) out.push(part);
  }
  if (out.length === 0) return absolute ? "/" : text.endsWith("/") ? "./" : ".";
  return (absolute ? "/" : "") + out.join("/") + (text.endsWith("/") ? "/" : "");
};
export const path = {
  sep: "/",
  delimiter: ":",
  normalize,
  join: (...parts) => normalize(parts.filter((part) => part !== "").join("/")),
  resolve(...parts) {
    let out = "";
    for (let at = parts.length - 1; at >= 0 && !out.startsWith("/"); at--)
      if (parts[at]) out = parts[at] + (out ? `/${out}` : "");
    if (!out.startsWith("/")) out = process.cwd() + (out ? `/${out}` : "");
    const text = normalize(out);
    return text.length > 1 ? text.replace(/\/$/, "") : text;
  },
  isAbsolute: (text) => text.startsWith("/"),
  dirname(text) {
    const trimmed = text.replace(/\/+$/, "");
    const at = trimmed.lastIndexOf("/");
    const absolute = text.startsWith("/");
    if (at < 0) return absolute ? "/" : ".";
    if (at === 0) return "/";
    return absolute && at === 1 ? "//" : trimmed.slice(0, at);
  },
  basename(text, suffix) {
    const trimmed = text.replace(/\/+$/, "");
    // Like Node.js.
    if (text === suffix) return "";
    if (trimmed === "" && suffix && suffix.length <= text.length) return text;
    const base = trimmed.slice(trimmed.lastIndexOf("/") + 1);
    return suffix && base.endsWith(suffix) && base !== suffix ? base.slice(0, -suffix.length) : base;
  },
  extname(text) {
    const base = path.basename(text);
    const at = base.lastIndexOf(".");
    return at <= 0 || base === ".." ? "" : base.slice(at);
  },
  relative(from, to) {
    const a = path.resolve(from).split("/").filter(Boolean),
      b = path.resolve(to).split("/").filter(Boolean);
    let same = 0;
    while (same < a.length && same < b.length && a[same] === b[same]) same++;
    return [...a.slice(same).map(() => ".."), ...b.slice(same)].join("/");
  },
  parse(text) {
    const base = path.basename(text),
      ext = path.extname(text);
    const absolute = text.startsWith("/");
    const trimmed = text.replace(/\/+$/, "");
    const dir = trimmed.slice(0, Math.max(0, trimmed.lastIndexOf("/"))) || (absolute ? "/" : "");
    return {
      root: absolute ? "/" : "",
      dir,
      base,
      ext,
      name: ext ? base.slice(0, -ext.length) : base,
    };
  },
  format(parts) {
    const dir = parts.dir || parts.root || "";
    const base = parts.base || (parts.name || "") + (parts.ext || "");
    return dir === "" || dir === parts.root ? dir + base : `${dir}/${base}`;
  },
  toNamespacedPath: (text) => text,
};
path.posix = path;
