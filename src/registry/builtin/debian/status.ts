/**
 * Stanzas of `/var/lib/dpkg/status`, with the least that dpkg and apt need. `packages` has a line for each: name, version,
 * and `all` for packages of no architecture.
 */
export function statusOf(packages: string): string {
  const stanzas = packages
    .trim()
    .split("\n")
    .map((line) => {
      const [name = "", version = "", architecture = "arm64"] = line.split(" ");
      return `Package: ${name}\nStatus: install ok installed\nMaintainer: Debian\nArchitecture: ${architecture}\nVersion: ${version}\nDescription: ${name}\n`;
    });
  return stanzas.join("\n");
}
