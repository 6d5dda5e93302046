import { DEFAULT_PATH } from "../config.js";
import { type BuiltinImage, once } from "../image.js";
import { sketchTree } from "../sketch.js";
import { APPLETS } from "./applets.js";

const CREATED = "2020-09-09T01:38:02Z";

const TEXTS = {
  "/etc/passwd":
    "root:x:0:0:root:/root:/bin/sh\ndaemon:x:1:1:daemon:/usr/sbin:/bin/false\nbin:x:2:2:bin:/bin:/bin/false\nsys:x:3:3:sys:/dev:/bin/false\nsync:x:4:100:sync:/bin:/bin/sync\nmail:x:8:8:mail:/var/spool/mail:/bin/false\nwww-data:x:33:33:www-data:/var/www:/bin/false\noperator:x:37:37:Operator:/var:/bin/false\nnobody:x:65534:65534:nobody:/home:/bin/false\n",
  "/etc/group":
    "root:x:0:\ndaemon:x:1:\nbin:x:2:\nsys:x:3:\nadm:x:4:\ntty:x:5:\ndisk:x:6:\nmail:x:8:\nwww-data:x:33:\noperator:x:37:\nusers:x:100:\nnogroup:x:65534:\n",
  "/etc/shadow": "root:*:::::::\n",
} as const;

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
    config: { Env: [DEFAULT_PATH], Cmd: ["sh"] },
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
          ...Object.keys(TEXTS).map((path) => `t ${path}${path === "/etc/shadow" ? " 0640" : ""}`),
        ].join("\n"),
        texts: TEXTS,
        mtime: 1_599_615_482,
        size: 1_410_000,
        rest: "/etc/the-rest-of-this-layer",
      }),
    ),
  ]),
});
