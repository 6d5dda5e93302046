import FILES from "#files/registry/builtin/ubuntu/noble/files";
import { PATH } from "../../config.js";
import { debianSketch } from "../../debian/sketch.js";
import { type BuiltinImage, once } from "../../image.js";

const LABELED = "2024-02-12T04:52:07Z";
const ADDED = "2024-02-12T04:52:09Z";

/** Ubuntu 24.04 for arm64 as Docker Hub had it in February 2024, before the release. */
export const UBUNTU_NOBLE: BuiltinImage = Object.freeze({
  repository: "ubuntu",
  description: "Ubuntu, a Debian-based Linux with apt",
  tags: Object.freeze(["24.04", "noble"]),
  config: {
    architecture: "arm64",
    variant: "v8",
    os: "linux",
    created: ADDED,
    docker_version: "24.0.5",
    config: {
      Env: [PATH],
      Cmd: ["/bin/bash"],
      Labels: {
        "org.opencontainers.image.ref.name": "ubuntu",
        "org.opencontainers.image.version": "24.04",
      },
    },
    history: [
      { created: LABELED, created_by: "/bin/sh -c #(nop)  ARG RELEASE", empty_layer: true },
      { created: LABELED, created_by: "/bin/sh -c #(nop)  ARG LAUNCHPAD_BUILD_ARCH", empty_layer: true },
      {
        created: LABELED,
        created_by: "/bin/sh -c #(nop)  LABEL org.opencontainers.image.ref.name=ubuntu",
        empty_layer: true,
      },
      {
        created: LABELED,
        created_by: "/bin/sh -c #(nop)  LABEL org.opencontainers.image.version=24.04",
        empty_layer: true,
      },
      {
        created: ADDED,
        created_by:
          "/bin/sh -c #(nop) ADD file:3ba739169a5d008e9474d4e0f02a874840e759fe8dd36ae68a5ccd1040648941 in / ",
      },
      { created: ADDED, created_by: '/bin/sh -c #(nop)  CMD ["/bin/bash"]', empty_layer: true },
    ],
  },
  layers: Object.freeze([
    once(() =>
      debianSketch({
        mtime: Date.UTC(2024, 1, 12) / 1000,
        size: 101_000_000,
        texts: FILES,
        status: "",
      }),
    ),
  ]),
});
