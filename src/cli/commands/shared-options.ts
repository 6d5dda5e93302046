import type { OptionSpec } from "../syntax/option-spec.js";

// Options that several commands share. What only the commands of one file share stands in that file.

export const FORMAT_LIST: OptionSpec = {
  long: "format",
  type: "string",
  help: `Format output using a custom template:
'table':            Print output in table format with column headers (default)
'table TEMPLATE':   Print output in table format using the given Go template
'json':             Print in JSON format
'TEMPLATE':         Print output using the given Go template.
Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates`,
};

export const FORMAT_VALUE: OptionSpec = {
  long: "format",
  short: "f",
  type: "string",
  help: `Format output using a custom template:
'json':             Print in JSON format
'TEMPLATE':         Print output using the given Go template.
Refer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates`,
};

export const NO_TRUNC: OptionSpec = { long: "no-trunc", type: "bool", help: "Don't truncate output" };

export const INTERACTIVE: OptionSpec = {
  long: "interactive",
  short: "i",
  type: "bool",
  help: "Keep STDIN open even if not attached",
};

export const TTY: OptionSpec = { long: "tty", short: "t", type: "bool", help: "Allocate a pseudo-TTY" };

export const ENV: OptionSpec = { long: "env", short: "e", type: "list", help: "Set environment variables" };

/** There are no signatures here to verify, as in Docker by default. */
export const CONTENT_TRUST: OptionSpec = {
  long: "disable-content-trust",
  type: "bool",
  help: "Skip image verification",
  default: "true",
};

export const DETACH_KEYS: OptionSpec = {
  long: "detach-keys",
  type: "string",
  help: "Override the key sequence for detaching a container",
};

export const SIG_PROXY: OptionSpec = {
  long: "sig-proxy",
  type: "bool",
  help: "Proxy all received signals to the process",
  default: "true",
};

/** Of `stop` and `restart`. */
export const STOP_SIGNAL: OptionSpec = {
  long: "signal",
  short: "s",
  type: "string",
  help: "Signal to send to the container",
};

/** Of `stop` and `restart`. */
export const STOP_TIMEOUT: OptionSpec = {
  long: "timeout",
  short: "t",
  type: "int",
  help: "Seconds to wait before killing the container",
};

export const FILTER: OptionSpec = {
  long: "filter",
  short: "f",
  type: "filter",
  help: "Filter output based on conditions provided",
};
