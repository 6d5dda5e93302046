const NAMES = ["HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY"];

/**
 * Variables that RUN gets from `--build-arg HTTP_PROXY=…` without an ARG. They belong to the network and not to the build:
 * no key and no history contains them, and no other instruction sees them.
 */
export function proxyVariables(buildArgs: Readonly<Record<string, string>> = {}): readonly string[] {
  return NAMES.flatMap((name) => {
    const [, value = ""] = Object.entries(buildArgs).findLast(([each]) => each.toUpperCase() === name) ?? [];
    return value === "" ? [] : [`${name}=${value}`, `${name.toLowerCase()}=${value}`];
  });
}
