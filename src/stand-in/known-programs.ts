import { base } from "../posix/path.js";
/** A program that this runtime can run, and its file in a Debian or Ubuntu image. */
export interface KnownProgram {
  /** The name in the stand-in's header. */
  readonly name: string;
  readonly path: string;
  /** The Debian package that ships the file. */
  readonly package: string;
}

const BY_PACKAGE: Readonly<Record<string, string>> = {
  bash: "bash",
  dash: "dash",
  coreutils: `[ arch base64 basename cat chgrp chmod chown comm cp cut date dd dirname du echo env
    expand expr false fold groups head id install join link ln ls md5sum mkdir mkfifo mknod mktemp mv nl nproc
    od paste printenv printf pwd readlink realpath rm rmdir seq sha1sum sha256sum sleep sort split stat sync
    tac tail tee test timeout touch tr true truncate tty uname unexpand uniq unlink users wc whoami yes`,
  debianutils: "which.debianutils",
  diffutils: "cmp diff",
  findutils: "find xargs",
  grep: "egrep fgrep grep",
  gzip: "gunzip gzip zcat",
  hostname: "hostname",
  "libc-bin": "getent",
  mawk: "mawk",
  "ncurses-bin": "clear",
  passwd: "/usr/sbin/groupadd /usr/sbin/groupdel /usr/sbin/useradd /usr/sbin/userdel",
  procps: "ps",
  sed: "sed",
  tar: "tar",
  "util-linux": "rev",
};

/**
 * Every program of a base image that the runtime implements. An image catalogue makes one stand-in
 * file for each; `sh`, `awk` and `which` are symbolic links there (to `dash`, `mawk`, `which.debianutils`), as in
 * the real image. `node` and others that packages bring are not listed here.
 *
 * @example KNOWN_PROGRAMS.find((p) => p.name === "ls") // { name: "ls", path: "/usr/bin/ls", package: "coreutils" }
 */
export const KNOWN_PROGRAMS: readonly KnownProgram[] = Object.freeze(
  Object.entries(BY_PACKAGE).flatMap(([owner, list]) =>
    list
      .trim()
      .split(/\s+/)
      .map((entry) => {
        const path = entry.startsWith("/") ? entry : `/usr/bin/${entry}`;
        return Object.freeze({ name: base(path), path, package: owner });
      }),
  ),
);
