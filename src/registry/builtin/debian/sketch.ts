import FILES from "#files/registry/builtin/debian/files";
import UBUNTU_FILES from "#files/registry/builtin/ubuntu/jammy/files";
import SKETCH from "#text/registry/builtin/debian/sketch.txt";
import UBUNTU_CATALOGUE from "#text/registry/builtin/ubuntu/jammy/catalogue.txt";
import { parseCatalogue } from "../../../stand-in/catalogue.js";
import type { ChangeDirectory } from "../../../vfs/node.js";
import { sketchTree } from "../sketch.js";

export interface DebianSketch {
  readonly mtime: number;
  readonly size: number;
  /** Texts besides those that every Debian has, by path. */
  readonly texts: Readonly<Record<string, string>>;
  readonly status: string;
}

/**
 * An outline of a Debian or Ubuntu: its directories, its programs, its settings and dpkg's list of packages.
 * Which programs there are, and their sizes, come from Ubuntu 22.04: both families have the same essential packages.
 */
export function debianSketch({ mtime, size, texts, status }: DebianSketch): ChangeDirectory {
  const programs = parseCatalogue(UBUNTU_CATALOGUE).entries.flatMap((entry) =>
    entry.kind === "program" ? [`p ${entry.path} ${entry.size}`] : [],
  );
  return sketchTree({
    paths: [SKETCH.trim(), ...programs].join("\n"),
    texts: { ...DEBIAN_FILES, ...texts, "/var/lib/dpkg/status": status },
    mtime,
    size,
    rest: "/usr/share/doc/the-rest-of-this-layer",
  });
}

/** Texts that every Debian and Ubuntu has. */
export const DEBIAN_FILES: Readonly<Record<string, string>> = {
  ...FILES,
  "/etc/profile": UBUNTU_FILES["/etc/profile"] ?? "",
  "/etc/bash.bashrc": UBUNTU_FILES["/etc/bash.bashrc"] ?? "",
};
