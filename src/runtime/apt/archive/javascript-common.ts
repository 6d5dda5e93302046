import type { ArchivePackage } from "./package.js";

export const JAVASCRIPT_COMMON: ArchivePackage = {
  suite: "jammy",
  component: "main",
  size: 5936,
  control: `Package: javascript-common
Architecture: all
Version: 11+nmu1
Multi-Arch: foreign
Priority: optional
Section: web
Maintainer: Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>
Installed-Size: 33
Suggests: apache2 (>= 2.4.6~) | lighttpd | httpd
Description: Base support for JavaScript library packages
`,
  files: `
@ /etc/apache2/conf-available
f 127 javascript-common.conf
@ /etc/lighttpd/conf-available
f 118 90-javascript-alias.conf
@ /usr/share/doc/javascript-common
f 1000 README.Debian
f 3000 changelog.gz
f 1000 copyright
@ /usr/share/javascript
`,
  conffiles: [
    "/etc/apache2/conf-available/javascript-common.conf",
    "/etc/lighttpd/conf-available/90-javascript-alias.conf",
  ],
};
