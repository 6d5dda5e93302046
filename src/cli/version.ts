import { readFileSync } from "node:fs";

/** The version of this package, from its package.json: two folders up from here, or three when built. */
export function packageVersion(): string {
  for (const path of ["../../package.json", "../../../package.json"]) {
    try {
      const manifest: unknown = JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));
      if (isManifest(manifest) && manifest.name === "layerlab") return manifest.version;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    }
  }
  throw new Error("layerlab's package.json was not found above its own files: the installation is not whole");
}

function isManifest(value: unknown): value is { name: string; version: string } {
  return typeof value === "object" && value !== null && "name" in value && "version" in value;
}

/** The machine this runs on, in Go's words for it: `linux/amd64`. */
export function hostPlatform(): { readonly os: string; readonly arch: string } {
  const arch = process.arch === "x64" ? "amd64" : process.arch;
  return { os: process.platform === "win32" ? "windows" : process.platform, arch };
}
