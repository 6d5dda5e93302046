import { type ArchivePackage, LDCONFIG_TRIGGER } from "./package.js";

export const LIBNODE72: ArchivePackage = {
  suite: "jammy-updates",
  component: "universe",
  size: 10300000,
  control: `Package: libnode72
Architecture: arm64
Version: 12.22.9~dfsg-1ubuntu3.4
Multi-Arch: same
Priority: optional
Section: universe/libs
Source: nodejs
Maintainer: Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>
Installed-Size: 37430
Depends: libbrotli1 (>= 1.0.0), libc-ares2 (>= 1.11.0~rc1), libc6 (>= 2.34), libicu70 (>= 70.1-1~), libnghttp2-14 (>= 1.41.0), libstdc++6 (>= 11), libuv1 (>= 1.39.0), zlib1g (>= 1:1.1.4)
Homepage: https://nodejs.org/
Description: evented I/O for V8 javascript - runtime library
`,
  files: `
@ /usr/lib/aarch64-linux-gnu
f 38215364 libnode.so.72
@ /usr/share/doc/libnode72
f 21000 changelog.Debian.gz
f 76000 copyright
@ /usr/share/systemtap/tapset
f 4200 node.stp
`,
  controlFiles: {
    triggers: LDCONFIG_TRIGGER,
    shlibs: "libnode 72 libnode72 (>= 12.22.9~dfsg)\n",
  },
};
