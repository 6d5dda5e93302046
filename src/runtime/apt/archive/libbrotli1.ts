import { type ArchivePackage, LDCONFIG_TRIGGER } from "./package.js";

export const LIBBROTLI1: ArchivePackage = {
  suite: "jammy",
  component: "main",
  size: 313754,
  control: `Package: libbrotli1
Architecture: arm64
Version: 1.0.9-2build6
Multi-Arch: same
Priority: optional
Section: libs
Source: brotli
Maintainer: Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>
Installed-Size: 723
Depends: libc6 (>= 2.29)
Description: library implementing brotli encoder and decoder (shared libraries)
`,
  files: `
@ /usr/lib/aarch64-linux-gnu
l libbrotlicommon.so.1 -> libbrotlicommon.so.1.0.9
f 137696 libbrotlicommon.so.1.0.9
l libbrotlidec.so.1 -> libbrotlidec.so.1.0.9
f 51832 libbrotlidec.so.1.0.9
l libbrotlienc.so.1 -> libbrotlienc.so.1.0.9
f 536260 libbrotlienc.so.1.0.9
@ /usr/share/doc/libbrotli1
f 1700 changelog.Debian.gz
f 3600 copyright
`,
  controlFiles: {
    triggers: LDCONFIG_TRIGGER,
    shlibs:
      "libbrotlicommon 1 libbrotli1 (>= 1.0.9)\nlibbrotlidec 1 libbrotli1 (>= 1.0.9)\nlibbrotlienc 1 libbrotli1 (>= 1.0.9)\n",
  },
};
