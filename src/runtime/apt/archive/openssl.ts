import type { ArchivePackage } from "./package.js";

export const OPENSSL: ArchivePackage = {
  suite: "jammy-updates",
  component: "main",
  size: 1165000,
  control: `Package: openssl
Architecture: arm64
Version: 3.0.2-0ubuntu1.15
Multi-Arch: foreign
Priority: important
Section: utils
Maintainer: Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>
Installed-Size: 1989
Depends: libc6 (>= 2.34), libssl3 (>= 3.0.2-0ubuntu1.2)
Suggests: ca-certificates
Homepage: https://www.openssl.org/
Description: Secure Sockets Layer toolkit - cryptographic utility
`,
  files: `
@ /etc/ssl
f 12419 openssl.cnf
@ /etc/ssl/certs
@ 0700 /etc/ssl/private
@ /usr/bin
p 6841 c_rehash
p 997024 openssl
@ /usr/lib/ssl
l certs -> /etc/ssl/certs
l openssl.cnf -> /etc/ssl/openssl.cnf
l private -> /etc/ssl/private
@ /usr/lib/ssl/misc
x 8061 CA.pl
l tsget -> tsget.pl
x 6746 tsget.pl
@ /usr/share/doc/openssl
f 90000 changelog.Debian.gz
f 12000 copyright
@ /usr/share/man/man1
f 34000 openssl-asn1parse.1ssl.gz
f 34000 openssl-ca.1ssl.gz
f 34000 openssl-ciphers.1ssl.gz
f 34000 openssl-cmds.1ssl.gz
f 34000 openssl-cms.1ssl.gz
f 34000 openssl-crl.1ssl.gz
f 34000 openssl-dgst.1ssl.gz
f 34000 openssl-dhparam.1ssl.gz
f 34000 openssl-ec.1ssl.gz
f 34000 openssl-enc.1ssl.gz
f 34000 openssl-genpkey.1ssl.gz
f 34000 openssl-genrsa.1ssl.gz
f 34000 openssl-list.1ssl.gz
f 34000 openssl-passwd.1ssl.gz
f 34000 openssl-pkcs12.1ssl.gz
f 34000 openssl-pkey.1ssl.gz
f 34000 openssl-rand.1ssl.gz
f 34000 openssl-req.1ssl.gz
f 34000 openssl-rsa.1ssl.gz
f 34000 openssl-s_client.1ssl.gz
f 34000 openssl-s_server.1ssl.gz
f 34000 openssl-speed.1ssl.gz
f 34000 openssl-verify.1ssl.gz
f 34000 openssl-version.1ssl.gz
f 34000 openssl-x509.1ssl.gz
@ /usr/share/man/man7
f 15044 openssl-glossary.7ssl.gz
`,
  conffiles: ["/etc/ssl/openssl.cnf"],
};
