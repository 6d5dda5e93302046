/** The packages of Debian 12 as its image has them: name, version, and `all` for those of no architecture. */
export const BOOKWORM_PACKAGES = `
adduser 3.134 all
apt 2.6.1
base-files 12.4+deb12u8
base-passwd 3.6.1
bash 5.2.15-2+b7
bsdutils 1:2.38.1-5+deb12u2
coreutils 9.1-1
dash 0.5.12-2
debconf 1.5.82 all
debian-archive-keyring 2023.3+deb12u1 all
debianutils 5.7-0.5~deb12u1
diffutils 1:3.8-4
dpkg 1.21.22
e2fsprogs 1.47.0-2
findutils 4.9.0-4
gcc-12-base 12.2.0-14
gpgv 2.2.40-1.1
grep 3.8-5
gzip 1.12-1
hostname 3.23+nmu1
init-system-helpers 1.65.2 all
libacl1 2.3.1-3
libapt-pkg6.0 2.6.1
libattr1 1:2.5.1-4
libaudit-common 1:3.0.9-1 all
libaudit1 1:3.0.9-1
libblkid1 2.38.1-5+deb12u2
libbz2-1.0 1.0.8-5+b1
libc-bin 2.36-9+deb12u9
libc6 2.36-9+deb12u9
libcap-ng0 0.8.3-1+b3
libcap2 1:2.66-4
libcom-err2 1.47.0-2
libcrypt1 1:4.4.33-2
libdb5.3 5.3.28+dfsg2-1
libdebconfclient0 0.270
libext2fs2 1.47.0-2
libffi8 3.4.4-1
libgcc-s1 12.2.0-14
libgcrypt20 1.10.1-3
libgmp10 2:6.2.1+dfsg1-1.1
libgnutls30 3.7.9-2+deb12u3
libgpg-error0 1.46-1
libhogweed6 3.8.1-2
libidn2-0 2.3.3-1+b1
liblz4-1 1.9.4-1
liblzma5 5.4.1-0.2
libmd0 1.0.4-2
libmount1 2.38.1-5+deb12u2
libnettle8 3.8.1-2
libp11-kit0 0.24.1-2
libpam-modules 1.5.2-6+deb12u1
libpam-modules-bin 1.5.2-6+deb12u1
libpam-runtime 1.5.2-6+deb12u1 all
libpam0g 1.5.2-6+deb12u1
libpcre2-8-0 10.42-1
libseccomp2 2.5.4-1+deb12u1
libselinux1 3.4-1+b6
libsemanage-common 3.4-1 all
libsemanage2 3.4-1+b5
libsepol2 3.4-2.1
libsmartcols1 2.38.1-5+deb12u2
libss2 1.47.0-2
libstdc++6 12.2.0-14
libsystemd0 252.33-1~deb12u1
libtasn1-6 4.19.0-2
libtinfo6 6.4-4
libudev1 252.33-1~deb12u1
libunistring2 1.0-2
libuuid1 2.38.1-5+deb12u2
libxxhash0 0.8.1-1
libzstd1 1.5.4+dfsg2-5
login 1:4.13+dfsg1-1+b1
logsave 1.47.0-2
mawk 1.3.4.20200120-3.1
mount 2.38.1-5+deb12u2
ncurses-base 6.4-4 all
ncurses-bin 6.4-4
passwd 1:4.13+dfsg1-1+b1
perl-base 5.36.0-7+deb12u1
sed 4.9-1
sysvinit-utils 3.06-4
tar 1.34+dfsg-1.2+deb12u1
tzdata 2024b-0+deb12u1 all
usr-is-merged 37~deb12u1 all
util-linux 2.38.1-5+deb12u2
util-linux-extra 2.38.1-5+deb12u2
zlib1g 1:1.2.13.dfsg-1
`;

/** As stanzas of `/var/lib/dpkg/status`, the least that dpkg and apt need. */
export function statusOf(packages: string): string {
  const stanzas = packages
    .trim()
    .split("\n")
    .map((line) => {
      const [name = "", version = "", architecture = "arm64"] = line.split(" ");
      return `Package: ${name}\nStatus: install ok installed\nMaintainer: Debian\nArchitecture: ${architecture}\nVersion: ${version}\nDescription: ${name}\n`;
    });
  return stanzas.join("\n");
}
