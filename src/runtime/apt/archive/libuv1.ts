import { type ArchivePackage, LDCONFIG_TRIGGER } from "./package.js";

export const LIBUV1: ArchivePackage = {
  suite: "jammy-updates",
  component: "main",
  size: 90112,
  control: `Package: libuv1
Architecture: arm64
Version: 1.43.0-1ubuntu0.1
Multi-Arch: same
Priority: standard
Section: libs
Maintainer: Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>
Installed-Size: 244
Depends: libc6 (>= 2.34)
Description: asynchronous event notification library - runtime library
`,
  files: `
@ /usr/lib/aarch64-linux-gnu
l libuv.so.1 -> libuv.so.1.0.0
f 236228 libuv.so.1.0.0
@ /usr/share/doc/libuv1
f 1700 changelog.Debian.gz
f 3600 copyright
`,
  controlFiles: {
    triggers: LDCONFIG_TRIGGER,
    shlibs: "libuv 1 libuv1 (>= 1.43.0)\n",
  },
};
