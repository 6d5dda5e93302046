import FILES from "#files/registry/builtin/ubuntu/jammy/files";
import SETTINGS from "#files/registry/builtin/ubuntu/jammy/settings";
import CATALOGUE from "#text/registry/builtin/ubuntu/jammy/catalogue.txt";
import PACKAGES from "#text/registry/builtin/ubuntu/jammy/packages.822";
import { PATH } from "../../config.js";
import { debianTree } from "../../debian/tree.js";
import { type BuiltinImage, once } from "../../image.js";

const LABELED = "2024-02-27T18:53:22Z";
const ADDED = "2024-02-27T18:53:25Z";

/** Ubuntu 22.04 for arm64 as Docker Hub had it from 27 February 2024 (`jammy-20240227`). */
export const UBUNTU_JAMMY: BuiltinImage = Object.freeze({
  repository: "ubuntu",
  description: "Ubuntu, a Debian-based Linux with apt",
  tags: Object.freeze(["latest", "22.04", "jammy"]),
  config: {
    architecture: "arm64",
    variant: "v8",
    os: "linux",
    created: ADDED,
    docker_version: "24.0.5",
    config: {
      Hostname: "",
      Domainname: "",
      User: "",
      AttachStdin: false,
      AttachStdout: false,
      AttachStderr: false,
      Tty: false,
      OpenStdin: false,
      StdinOnce: false,
      Env: [PATH],
      Cmd: ["/bin/bash"],
      Volumes: null,
      WorkingDir: "",
      Entrypoint: null,
      OnBuild: null,
      Labels: {
        "org.opencontainers.image.ref.name": "ubuntu",
        "org.opencontainers.image.version": "22.04",
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
        created_by: "/bin/sh -c #(nop)  LABEL org.opencontainers.image.version=22.04",
        empty_layer: true,
      },
      {
        created: ADDED,
        created_by:
          "/bin/sh -c #(nop) ADD file:07cdbabf782942af04487c9da03de50a611a51e69d8bac1f593acb73a3ba3a46 in / ",
      },
      { created: ADDED, created_by: '/bin/sh -c #(nop)  CMD ["/bin/bash"]', empty_layer: true },
    ],
  },
  layers: Object.freeze([
    once(() =>
      debianTree({
        catalogue: CATALOGUE,
        packages: PACKAGES,
        maintainer: "Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>",
        texts: FILES,
        settings: SETTINGS,
        mtime: Date.UTC(2024, 1, 27) / 1000,
      }),
    ),
  ]),
});
