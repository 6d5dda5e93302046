import { parseCatalogue } from "../../../runtime/apt/catalogue.js";
import type { ChangeDirectory } from "../../../vfs/node.js";
import { sketchTree } from "../sketch.js";
import { CATALOGUE } from "../ubuntu/catalogue.js";
import { SHELL_TEXTS } from "../ubuntu/texts-shell.js";

export interface DebianSketch {
  readonly mtime: number;
  readonly size: number;
  /** Texts beside those every Debian has, by path; a mode after the path's blank. */
  readonly texts: Readonly<Record<string, string>>;
  readonly status: string;
}

const DIRECTORIES = `
d /boot
d /dev
d /home
d /media
d /mnt
d /opt
d /proc
d /root 0700
d /run
d /srv
d /sys
d /tmp 1777
d /var/backups
d /var/cache/apt/archives/partial 0700
d /var/lib/apt/lists/partial 0700
d /var/lib/dpkg/info
d /var/lib/dpkg/updates
d /var/local 2775
d /var/log/apt
d /var/mail 2775
d /var/opt
d /var/spool
d /var/tmp 1777
d /usr/local/bin
d /usr/local/sbin
d /usr/local/lib
d /usr/local/share
d /usr/include
d /usr/games
d /usr/src
l /bin -> usr/bin
l /lib -> usr/lib
l /sbin -> usr/sbin
l /var/run -> /run
l /var/lock -> /run/lock
l /usr/bin/sh -> dash
l /usr/bin/awk -> /etc/alternatives/awk
l /etc/alternatives/awk -> /usr/bin/mawk
l /usr/bin/which -> /etc/alternatives/which
l /etc/alternatives/which -> /usr/bin/which.debianutils
l /etc/os-release -> ../usr/lib/os-release
f /usr/lib/aarch64-linux-gnu/libc.so.6 1651408
f /usr/lib/aarch64-linux-gnu/libstdc++.so.6.0.30 2191280
f /usr/lib/ld-linux-aarch64.so.1 202904
`;

/**
 * A Debian or Ubuntu that is drawn in outline: its directories, its programs, its settings and dpkg's list of packages.
 * Which programs there are, and how large, is taken from Ubuntu 22.04: the families' essential packages are the same.
 */
export function debianSketch({ mtime, size, texts, status }: DebianSketch): ChangeDirectory {
  const all: Record<string, string> = { ...COMMON, ...texts, "/var/lib/dpkg/status": status };
  const programs = parseCatalogue(CATALOGUE).entries.flatMap((entry) =>
    entry.kind === "program" ? [`p ${entry.path} ${entry.size}`] : [],
  );
  const paths = [
    ...DIRECTORIES.trim().split("\n"),
    ...programs,
    ...Object.keys(all).map((path) => `t ${path}${MODES[path] ?? ""}`),
  ];
  return sketchTree({
    paths: paths.join("\n"),
    texts: all,
    mtime,
    size,
    rest: "/usr/share/doc/the-rest-of-this-layer",
  });
}

const MODES: Readonly<Record<string, string>> = { "/etc/shadow": " 0640" };

const USERS = `root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
bin:x:2:2:bin:/bin:/usr/sbin/nologin
sys:x:3:3:sys:/dev:/usr/sbin/nologin
sync:x:4:65534:sync:/bin:/bin/sync
games:x:5:60:games:/usr/games:/usr/sbin/nologin
man:x:6:12:man:/var/cache/man:/usr/sbin/nologin
lp:x:7:7:lp:/var/spool/lpd:/usr/sbin/nologin
mail:x:8:8:mail:/var/mail:/usr/sbin/nologin
news:x:9:9:news:/var/spool/news:/usr/sbin/nologin
uucp:x:10:10:uucp:/var/spool/uucp:/usr/sbin/nologin
proxy:x:13:13:proxy:/bin:/usr/sbin/nologin
www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
backup:x:34:34:backup:/var/backups:/usr/sbin/nologin
list:x:38:38:Mailing List Manager:/var/list:/usr/sbin/nologin
irc:x:39:39:ircd:/run/ircd:/usr/sbin/nologin
_apt:x:42:65534::/nonexistent:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
`;

const GROUPS =
  "root:0 daemon:1 bin:2 sys:3 adm:4 tty:5 disk:6 lp:7 mail:8 news:9 uucp:10 man:12 proxy:13 kmem:15 dialout:20 fax:21 voice:22 cdrom:24 floppy:25 tape:26 sudo:27 audio:29 dip:30 www-data:33 backup:34 operator:37 list:38 irc:39 src:40 shadow:42 utmp:43 video:44 sasl:45 plugdev:46 staff:50 games:60 users:100 nogroup:65534";

export const COMMON: Readonly<Record<string, string>> = {
  "/etc/passwd": USERS,
  "/etc/shadow": USERS.replace(/^([^:]+):.*$/gm, (_, name: string) => `${name}:*:20081:0:99999:7:::`),
  "/etc/group": GROUPS.split(" ")
    .map((entry) => entry.replace(":", ":x:"))
    .map((entry) => `${entry}:\n`)
    .join(""),
  "/etc/shells":
    "# /etc/shells: valid login shells\n/bin/sh\n/usr/bin/sh\n/bin/bash\n/usr/bin/bash\n/bin/rbash\n/usr/bin/rbash\n/bin/dash\n/usr/bin/dash\n",
  "/etc/nsswitch.conf":
    "passwd:         files\ngroup:          files\nshadow:         files\ngshadow:        files\n\nhosts:          files dns\nnetworks:       files\n\nprotocols:      db files\nservices:       db files\nethers:         db files\nrpc:            db files\n",
  "/etc/hostname": "localhost\n",
  "/etc/profile": SHELL_TEXTS["/etc/profile"] ?? "",
  "/etc/bash.bashrc": SHELL_TEXTS["/etc/bash.bashrc"] ?? "",
  "/root/.bashrc": "# ~/.bashrc: executed by bash(1) for non-login shells.\n",
  "/root/.profile":
    'if [ "$BASH" ]; then\n  if [ -f ~/.bashrc ]; then\n    . ~/.bashrc\n  fi\nfi\n\nmesg n 2> /dev/null || true\n',
  "/etc/dpkg/dpkg.cfg": "no-debsig\nlog /var/log/dpkg.log\n",
  "/etc/apt/apt.conf.d/docker-clean":
    'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };\nAPT::Update::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };\n\nDir::Cache::pkgcache "";\nDir::Cache::srcpkgcache "";\n',
};
