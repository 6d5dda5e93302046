import FILES from "#files/registry/builtin/alpine/files";
import { APPLETS } from "../busybox/applets.js";
import { armConfig, buildkitSteps, PATH } from "../config.js";
import { type BuiltinImage, once } from "../image.js";
import { sketchTree } from "../sketch.js";

const CREATED = "2025-01-06T23:22:02Z";
const VERSION = "3.19.5";

/** Alpine Linux 3.19 for arm64: busybox, musl and a package manager; every command is a link to busybox. */
export const ALPINE: BuiltinImage = Object.freeze({
  repository: "alpine",
  description: "Alpine Linux, small, with busybox and musl",
  tags: Object.freeze(["3.19", "latest", VERSION, "3"]),
  config: armConfig(
    CREATED,
    { Env: [PATH], Cmd: ["/bin/sh"] },
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
          "t /etc/shadow 0640",
        ].join("\n"),
        texts: FILES,
        mtime: 1_736_205_722,
        size: 7_730_000,
        rest: "/lib/apk/db/the-rest-of-this-layer",
      }),
    ),
  ]),
});
