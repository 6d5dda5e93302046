import { APPLETS } from "../busybox/applets.js";
import { armConfig, buildkitSteps, DEFAULT_PATH } from "../config.js";
import { type BuiltinImage, once } from "../image.js";
import { sketchTree } from "../sketch.js";

const CREATED = "2025-01-06T23:22:02Z";
const VERSION = "3.19.5";

const TEXTS = {
  "/etc/alpine-release": `${VERSION}\n`,
  "/usr/lib/os-release": `NAME="Alpine Linux"
ID=alpine
VERSION_ID=${VERSION}
PRETTY_NAME="Alpine Linux v3.19"
HOME_URL="https://alpinelinux.org/"
BUG_REPORT_URL="https://gitlab.alpinelinux.org/alpine/aports/-/issues"
`,
  "/etc/issue": "Welcome to Alpine Linux 3.19\nKernel \\r on an \\m (\\l)\n\n",
  "/etc/apk/repositories":
    "https://dl-cdn.alpinelinux.org/alpine/v3.19/main\nhttps://dl-cdn.alpinelinux.org/alpine/v3.19/community\n",
  "/etc/apk/world": "alpine-baselayout\nalpine-keys\napk-tools\nbusybox\nlibc-utils\n",
  "/etc/hostname": "localhost\n",
  "/etc/passwd":
    "root:x:0:0:root:/root:/bin/ash\nbin:x:1:1:bin:/bin:/sbin/nologin\ndaemon:x:2:2:daemon:/sbin:/sbin/nologin\nlp:x:4:7:lp:/var/spool/lpd:/sbin/nologin\nsync:x:5:0:sync:/sbin:/bin/sync\nmail:x:8:12:mail:/var/mail:/sbin/nologin\nnews:x:9:13:news:/usr/lib/news:/sbin/nologin\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n",
  "/etc/group":
    "root:x:0:root\nbin:x:1:root,bin,daemon\ndaemon:x:2:root,bin,daemon\nsys:x:3:root,bin\nadm:x:4:root,daemon\ntty:x:5:\ndisk:x:6:root\nlp:x:7:lp\nmail:x:12:mail\nwheel:x:10:root\nusers:x:100:games\nnogroup:x:65533:\nnobody:x:65534:\n",
  "/etc/shadow": "root:*::0:::::\nbin:!::0:::::\ndaemon:!::0:::::\nnobody:!::0:::::\n",
  "/etc/shells": "# valid login shells\n/bin/sh\n/bin/ash\n",
  "/etc/profile":
    'export PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"\nexport PAGER=less\numask 022\n',
} as const;

/** Alpine Linux 3.19 for arm64: busybox, musl and a package manager; every command is a link to busybox. */
export const ALPINE: BuiltinImage = Object.freeze({
  repository: "alpine",
  description: "Alpine Linux, small, with busybox and musl",
  tags: Object.freeze(["3.19", "latest", VERSION, "3"]),
  config: armConfig(
    CREATED,
    { Env: [DEFAULT_PATH], Cmd: ["/bin/sh"] },
    buildkitSteps([
      [CREATED, `ADD alpine-minirootfs-${VERSION}-aarch64.tar.gz / # buildkit`, true],
      [CREATED, 'CMD ["/bin/sh"]'],
    ]),
  ),
  layers: Object.freeze([
    once(() =>
      sketchTree({
        paths: [
          "d /dev\nd /home\nd /media\nd /mnt\nd /opt\nd /proc\nd /root 0700\nd /run\nd /sbin\nd /srv\nd /sys\nd /tmp 1777",
          "d /usr/bin\nd /usr/sbin\nd /usr/local/bin\nd /var/cache/apk\nd /var/log\nd /var/tmp 1777",
          "p /bin/busybox 919304 1.36.1",
          ...APPLETS.map((name) => `l /bin/${name} -> /bin/busybox`),
          "l /bin/ash -> /bin/busybox",
          "l /etc/os-release -> ../usr/lib/os-release",
          "f /lib/ld-musl-aarch64.so.1 723480 0755",
          "l /lib/libc.musl-aarch64.so.1 -> ld-musl-aarch64.so.1",
          "f /lib/libcrypto.so.3 4460000 0755",
          "f /lib/libssl.so.3 788000 0755",
          "f /lib/libz.so.1.3.1 133000 0755",
          "p /sbin/apk 67728 2.14.4",
          ...Object.keys(TEXTS).map((path) => `t ${path}${path === "/etc/shadow" ? " 0640" : ""}`),
        ].join("\n"),
        texts: TEXTS,
        mtime: 1_736_205_722,
        size: 7_730_000,
        rest: "/lib/apk/db/the-rest-of-this-layer",
      }),
    ),
  ]),
});
