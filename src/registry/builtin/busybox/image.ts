import FILES from "#files/registry/builtin/busybox/files";
import { PATH } from "../config.js";
import { type BuiltinImage, once } from "../image.js";
import { sketchTree } from "../sketch.js";
import { APPLETS } from "./applets.js";

const CREATED = "2020-09-09T01:38:02Z";

/** BusyBox for arm64 of September 2020: one program under many names, which are hard links. */
export const BUSYBOX: BuiltinImage = Object.freeze({
  repository: "busybox",
  description: "BusyBox, a shell and the common commands in one small program",
  tags: Object.freeze(["latest", "1.32", "1"]),
  config: {
    architecture: "arm64",
    variant: "v8",
    os: "linux",
    created: CREATED,
    docker_version: "18.09.7",
    config: { Env: [PATH], Cmd: ["sh"] },
    history: [
      {
        created: CREATED,
        created_by:
          "/bin/sh -c #(nop) ADD file:9fa3d16e04c526c9701422d8ee212aebecd8149c6570b5041da24be49c765604 in / ",
      },
      { created: CREATED, created_by: '/bin/sh -c #(nop)  CMD ["sh"]', empty_layer: true },
    ],
  },
  layers: Object.freeze([
    once(() =>
      sketchTree({
        paths: [
          "d /dev\nd /home\nd /root 0700\nd /tmp 1777\nd /usr/sbin\nd /var/spool/mail\nd /var/www",
          "p /bin/busybox 1404720 1.32.0",
          ...APPLETS.map((name) => `h /bin/${name} = /bin/busybox`),
          "t /etc/shadow 0640",
        ].join("\n"),
        texts: FILES,
        mtime: 1_599_615_482,
        size: 1_410_000,
        rest: "/etc/the-rest-of-this-layer",
      }),
    ),
  ]),
});
