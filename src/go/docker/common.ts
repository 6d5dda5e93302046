import { formatDuration } from "../duration.js";
import {
  as,
  bool,
  defined,
  int,
  int64,
  map,
  method,
  type Struct,
  slice,
  string,
  struct,
} from "../reflect/type.js";
import { printTime } from "../time.js";

/** Types that several of Docker's types are made of. */

export const strings = slice(string);
export const labels = map(string, string);
export const nothing = struct("struct {}", {});

/** A list of words that may be a single word in JSON. */
export const strSlice = defined("strslice.StrSlice", strings);

export const duration = defined("time.Duration", int64, {
  String: method(string, (data) => formatDuration(Number(data ?? 0))),
});

/** Times are RFC 3339 texts in our data. */
export const time: Struct = {
  ...struct(
    "time.Time",
    {},
    {
      String: method(string, (data) => printTime(rfc3339(data))),
      IsZero: method(bool, (data) => rfc3339(data) === ZERO),
      Unix: method(int64, (data) => Math.floor(Date.parse(rfc3339(data)) / 1000)),
      Year: method(int, (data) => Number(rfc3339(data).slice(0, 4))),
      Day: method(int, (data) => Number(rfc3339(data).slice(8, 10))),
    },
  ),
  json: rfc3339,
};

const ZERO = "0001-01-01T00:00:00Z";

function rfc3339(data: unknown): string {
  return typeof data === "string" && data !== "" ? data : ZERO;
}

const portPart = (data: unknown, part: 0 | 1): string => String(data ?? "").split("/", 2)[part] ?? "";

/** `80/tcp` */
const port = defined("nat.Port", string, {
  Port: method(string, (data) => portPart(data, 0)),
  Proto: method(string, (data) => portPart(data, 1) || (portPart(data, 0) === "" ? "" : "tcp")),
  Int: method(int, (data) => Number(portPart(data, 0)) || 0),
});
export const portSet = defined("nat.PortSet", map(port, nothing));
const portBinding = struct("nat.PortBinding", { HostIP: as("HostIp", string), HostPort: string });
export const portMap = defined("nat.PortMap", map(port, slice(portBinding)));

export const graphDriver = struct("types.GraphDriverData", { Data: labels, Name: string });
