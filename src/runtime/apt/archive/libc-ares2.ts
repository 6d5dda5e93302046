import { type ArchivePackage, LDCONFIG_TRIGGER } from "./package.js";

export const LIBC_ARES2: ArchivePackage = {
  suite: "jammy-updates",
  component: "main",
  size: 44646,
  control: `Package: libc-ares2
Architecture: arm64
Version: 1.18.1-1ubuntu0.22.04.3
Multi-Arch: same
Priority: optional
Section: libs
Source: c-ares
Maintainer: Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>
Installed-Size: 107
Depends: libc6 (>= 2.17)
Description: asynchronous name resolver
`,
  files: `
@ /usr/lib/aarch64-linux-gnu
l libcares.so.2 -> libcares.so.2.5.1
f 95940 libcares.so.2.5.1
@ /usr/share/doc/libc-ares2
f 1700 changelog.Debian.gz
f 3600 copyright
`,
  controlFiles: {
    triggers: LDCONFIG_TRIGGER,
    shlibs: "libcares 2 libc-ares2 (>= 1.18.1)\n",
  },
};
