import { type ArchivePackage, LDCONFIG_TRIGGER } from "./package.js";

export const LIBICU70: ArchivePackage = {
  suite: "jammy",
  component: "main",
  size: 10503680,
  control: `Package: libicu70
Architecture: arm64
Version: 70.1-2
Multi-Arch: same
Priority: standard
Section: libs
Source: icu
Maintainer: Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>
Installed-Size: 34279
Depends: libc6 (>= 2.34), libgcc-s1 (>= 3.3.1), libstdc++6 (>= 5.2)
Homepage: https://icu.unicode.org/
Description: International Components for Unicode
`,
  files: `
@ /usr/lib/aarch64-linux-gnu
l libicudata.so.70 -> libicudata.so.70.1
f 29476472 libicudata.so.70.1
l libicui18n.so.70 -> libicui18n.so.70.1
f 3253956 libicui18n.so.70.1
l libicuio.so.70 -> libicuio.so.70.1
f 60168 libicuio.so.70.1
l libicutest.so.70 -> libicutest.so.70.1
f 72056 libicutest.so.70.1
l libicutu.so.70 -> libicutu.so.70.1
f 206048 libicutu.so.70.1
l libicuuc.so.70 -> libicuuc.so.70.1
f 1984312 libicuuc.so.70.1
@ /usr/share/doc/libicu70
f 11000 changelog.Debian.gz
f 24000 copyright
@ /usr/share/lintian/overrides
f 160 libicu70
`,
  controlFiles: {
    triggers: LDCONFIG_TRIGGER,
    shlibs:
      "libicudata 70 libicu70 (>= 70.1-1~)\nlibicui18n 70 libicu70 (>= 70.1-1~)\nlibicuio 70 libicu70 (>= 70.1-1~)\nlibicutest 70 libicu70 (>= 70.1-1~)\nlibicutu 70 libicu70 (>= 70.1-1~)\nlibicuuc 70 libicu70 (>= 70.1-1~)\n",
  },
};
