import { MountSpecError } from "../../../errors/volumes.js";
import { quote } from "../../../go/quote.js";
import { normalize } from "../../../posix/path.js";
import type { MountSpec } from "../../volumes.js";
import type { MountPoint } from "./mount-point.js";

/** The daemon's reading of mounts (moby `volume/mounts/linux_parser.go`). */

const ACCESS = ["ro", "rw"];
const LABELS = ["z", "Z"];
const PROPAGATIONS = ["private", "rprivate", "shared", "rshared", "slave", "rslave"];
const CONSISTENCIES = ["default", "consistent", "cached", "delegated"];
const COPYING = ["nocopy"];
const DEFAULT_PROPAGATION = "rprivate";

/** A mount that was read: a volume still without its name where nobody gave one. */
export type ParsedMount = MountPoint & { readonly copies: boolean };

/** `-v`. @throws {MountSpecError} */
export function parseBind(text: string): ParsedMount {
  const parts = text.split(":");
  const [first = "", second, third] = parts;
  const invalid = `invalid volume specification: '${text}'`;
  if (parts.length > 3 || first === "") throw new MountSpecError(invalid);
  if (parts.length === 2 && isMode(second ?? "")) throw new MountSpecError(invalid);
  const mode = third ?? "";
  if (!isMode(mode)) throw new MountSpecError(`invalid mode: ${mode}`);
  const source = second === undefined ? "" : first;
  const options = mode.split(",");
  const propagation = options.find((option) => PROPAGATIONS.includes(option));
  const spec: MountSpec = {
    Type: source.startsWith("/") ? "bind" : "volume",
    Source: source,
    Target: second ?? first,
    ReadOnly: options.includes("ro"),
    ...(propagation === undefined ? {} : { BindOptions: { Propagation: propagation } }),
    ...(options.includes("nocopy") ? { VolumeOptions: { NoCopy: true } } : {}),
  };
  try {
    return { ...pointOf(spec), mode };
  } catch (error) {
    if (error instanceof MountSpecError) throw new MountSpecError(`${invalid}: ${error.message}`);
    throw error;
  }
}

/** `--mount`. @throws {MountSpecError} */
export function parseMount(spec: MountSpec): ParsedMount {
  const point = pointOf(spec);
  return point.type === "bind" && spec.BindOptions?.CreateMountpoint !== true
    ? { ...point, mustExist: true }
    : point;
}

/** `--volumes-from`. @throws {MountSpecError} */
export function parseVolumesFrom(text: string): { readonly container: string; readonly writable: boolean } {
  if (text === "") throw new MountSpecError("volumes-from specification cannot be an empty string");
  const at = text.indexOf(":");
  const mode = at < 0 ? "rw" : text.slice(at + 1);
  const options = mode.split(",");
  const isOther = (option: string): boolean => PROPAGATIONS.includes(option) || COPYING.includes(option);
  if (!isMode(mode) || options.some(isOther)) throw new MountSpecError(`invalid mode: ${mode}`);
  return { container: at < 0 ? text : text.slice(0, at), writable: !options.includes("ro") };
}

/** `--tmpfs`: the place. @throws {MountSpecError} */
export function checkPlace(path: string): void {
  if (normalize(path) === "/" && path.startsWith("/"))
    throw new MountSpecError("invalid specification: destination can't be '/'");
  if (!path.startsWith("/"))
    throw new MountSpecError(`invalid mount path: '${path}' mount path must be absolute`);
}

/** Of each kind there may be one. */
function isMode(mode: string): boolean {
  if (mode === "") return true;
  const given = mode.split(",");
  const kinds = [ACCESS, LABELS, PROPAGATIONS, CONSISTENCIES, COPYING];
  return (
    given.every((option) => kinds.some((kind) => kind.includes(option))) &&
    kinds.every((kind) => given.filter((option) => kind.includes(option)).length <= 1)
  );
}

function pointOf(spec: MountSpec): ParsedMount {
  const { Type: type, Source: source = "", Target: target, ReadOnly: readOnly = false } = spec;
  const invalid = (reason: string): MountSpecError =>
    new MountSpecError(`invalid mount config for type ${quote(type)}: ${reason}`);
  const inWords = (check: () => void): void => {
    try {
      check();
    } catch (error) {
      throw error instanceof MountSpecError ? invalid(error.message) : error;
    }
  };
  if (target === "") throw invalid("field Target must not be empty");
  inWords(() => checkPlace(target));
  const refuse = (member: "BindOptions" | "VolumeOptions" | "TmpfsOptions"): void => {
    if (spec[member] !== undefined) throw invalid(`field ${member} must not be specified`);
  };
  const point = {
    destination: normalize(target),
    mode: "",
    writable: !readOnly,
    propagation: "",
    anonymous: false,
    copies: false,
  };
  switch (type) {
    case "bind": {
      if (source === "") throw invalid("field Source must not be empty");
      const propagation = spec.BindOptions?.Propagation ?? "";
      if (propagation !== "" && !PROPAGATIONS.includes(propagation))
        throw invalid(`invalid propagation mode: ${propagation}`);
      refuse("VolumeOptions");
      inWords(() => {
        if (!source.startsWith("/"))
          throw new MountSpecError(`invalid mount path: '${source}' mount path must be absolute`);
      });
      return {
        ...point,
        type,
        source: normalize(source),
        propagation: propagation === "" ? DEFAULT_PROPAGATION : propagation,
      };
    }
    case "volume":
      refuse("BindOptions");
      if (source === "" && readOnly) throw invalid("must not set ReadOnly mode when using anonymous volumes");
      return {
        ...point,
        type,
        ...(source === "" ? { anonymous: true } : { name: source }),
        copies: spec.VolumeOptions?.NoCopy !== true,
      };
    case "tmpfs": {
      refuse("BindOptions");
      refuse("VolumeOptions");
      if (source !== "") throw invalid("field Source must not be specified");
      const { SizeBytes: size, Mode: permissions } = spec.TmpfsOptions ?? {};
      return {
        ...point,
        type,
        ...(size === undefined || size === 0 ? {} : { size }),
        ...(permissions === undefined || permissions === 0 ? {} : { permissions }),
      };
    }
    default:
      throw invalid("mount type unknown");
  }
}
