import { codedError } from "./calls.js";
import { encodeText, utf8 } from "./encoding.js";
import { inspect } from "./inspect.js";
import { path } from "./path.js";

export const handles = new Map();
let lastHandle = 2;
export function newHandle(handle) {
  handles.set(++lastHandle, handle);
  return lastHandle;
}
export function opened(fd) {
  const handle = handles.get(fd);
  if (!handle) throw codedError(Error, "EBADF", "EBADF: bad file descriptor", { errno: -9, syscall: "read" });
  return handle;
}
export const text = (target) =>
  target instanceof Uint8Array
    ? utf8.decode(target)
    : typeof target === "object" && target !== null && target.href
      ? decodeURIComponent(target.pathname)
      : target;
export const encodingOf = (given) => (typeof given === "string" ? given : given?.encoding);
export const bytesOf = (data, encoding) =>
  typeof data === "string"
    ? encodeText(data, encoding || "utf8")
    : ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : encodeText(String(data));
export const valid = (target, name = "path") => {
  if (typeof target === "number")
    return target === 0
      ? "/dev/stdin"
      : target === 1
        ? "/dev/stdout"
        : target === 2
          ? "/dev/stderr"
          : opened(target).path;
  const out = text(target);
  if (typeof out !== "string")
    throw codedError(
      TypeError,
      "ERR_INVALID_ARG_TYPE",
      'The "' +
        name +
        '" argument must be of type string or an instance of Buffer or URL. Received ' +
        inspect(target),
    );
  return path.resolve(out) + (out.length > 1 && out.endsWith("/") ? "/" : "");
};
export function modeOf(given) {
  return typeof given === "object" && given !== null && given.mode !== undefined ? given.mode : 438;
}
