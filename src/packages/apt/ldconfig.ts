import { dataStandIn } from "../../stand-in/file-content.js";
import type { FileSystem } from "../../vfs/filesystem.js";
import { makeDirectory, writeFile } from "./files.js";

const DIRECTORIES = [
  "/lib/aarch64-linux-gnu",
  "/usr/lib/aarch64-linux-gnu",
  "/lib",
  "/usr/lib",
  "/usr/local/lib",
];
const HEADER = 48;
const ENTRY = 24;

/** ldconfig(8): the cache of shared libraries, a stand-in as large as glibc's format would be for these libraries. */
export function ldconfig(fs: FileSystem): void {
  let size = HEADER;
  const seen = new Set<string>();
  for (const directory of DIRECTORIES) {
    if (fs.lstatIfExists(directory) === undefined) continue;
    const real = fs.realpath(directory);
    if (seen.has(real)) continue;
    seen.add(real);
    for (const { name } of fs.readdir(real)) {
      if (!/^(lib|ld-).*\.so(\.\d+)?$/.test(name)) continue;
      size += ENTRY + name.length + 1 + directory.length + 1 + name.length + 1;
    }
  }
  writeFile(fs, "/etc/ld.so.cache", dataStandIn(size));
  makeDirectory(fs, "/var/cache/ldconfig", 0o700);
  writeFile(fs, "/var/cache/ldconfig/aux-cache", dataStandIn(size), 0o600);
}
