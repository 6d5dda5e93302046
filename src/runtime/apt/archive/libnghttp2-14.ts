import { type ArchivePackage, LDCONFIG_TRIGGER } from "./package.js";

export const LIBNGHTTP2: ArchivePackage = {
  suite: "jammy-updates",
  component: "main",
  size: 76100,
  control: `Package: libnghttp2-14
Architecture: arm64
Version: 1.43.0-1ubuntu0.1
Multi-Arch: same
Priority: standard
Section: libs
Source: nghttp2
Maintainer: Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>
Installed-Size: 192
Depends: libc6 (>= 2.17)
Description: library implementing HTTP/2 protocol (shared library)
`,
  files: `
@ /usr/lib/aarch64-linux-gnu
l libnghttp2.so.14 -> libnghttp2.so.14.20.1
f 182980 libnghttp2.so.14.20.1
@ /usr/share/doc/libnghttp2-14
f 1700 changelog.Debian.gz
f 3600 copyright
`,
  controlFiles: {
    triggers: LDCONFIG_TRIGGER,
    shlibs: "libnghttp2 14 libnghttp2-14 (>= 1.43.0)\n",
  },
};
