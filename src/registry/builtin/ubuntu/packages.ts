/**
 * The packages of the image as stanzas of dpkg's status file, without what is the same for all of them
 * (`Status`, the usual `Maintainer`) and without the long descriptions. See `../README.md` for their origin.
 */
export const PACKAGES = `
Package: adduser
Priority: important
Section: admin
Installed-Size: 608
Architecture: all
Multi-Arch: foreign
Version: 3.118ubuntu5
Depends: passwd, debconf (>= 0.5) | debconf-2.0
Suggests: liblocale-gettext-perl, perl, ecryptfs-utils (>= 67-1)
Conffiles:
 /etc/deluser.conf 773fb95e98a27947de4a95abb3d3f2a2
Description: add and remove users and groups
Original-Maintainer: Debian Adduser Developers <adduser@packages.debian.org>

Package: apt
Priority: important
Section: admin
Installed-Size: 3956
Architecture: arm64
Version: 2.4.11
Replaces: apt-transport-https (<< 1.5~alpha4~), apt-utils (<< 1.3~exp2~)
Provides: apt-transport-https (= 2.4.11)
Depends: adduser, gpgv | gpgv2 | gpgv1, libapt-pkg6.0 (>= 2.4.11), ubuntu-keyring, libc6 (>= 2.34), libgcc-s1 (>= 3.3.1), libgnutls30 (>= 3.7.0), libseccomp2 (>= 2.4.2), libstdc++6 (>= 11), libsystemd0
Recommends: ca-certificates
Suggests: apt-doc, aptitude | synaptic | wajig, dpkg-dev (>= 1.17.2), gnupg | gnupg2 | gnupg1, powermgmt-base
Breaks: apt-transport-https (<< 1.5~alpha4~), apt-utils (<< 1.3~exp2~), aptitude (<< 0.8.10)
Conffiles:
 /etc/apt/apt.conf.d/01-vendor-ubuntu c69ce53f5f0755e5ac4441702e820505
 /etc/apt/apt.conf.d/01autoremove ab6540f7278a05a4b7f9e58afcaa5f46
 /etc/cron.daily/apt-compat 1400ab07a4a2905b04c33e3e93d42b7b
 /etc/logrotate.d/apt 179f2ed4f85cbaca12fa3d69c2a4a1c3
Description: commandline package manager
Original-Maintainer: APT Development Team <deity@lists.debian.org>

Package: base-files
Essential: yes
Priority: required
Section: admin
Installed-Size: 389
Architecture: arm64
Multi-Arch: foreign
Version: 12ubuntu4.6
Replaces: base, dpkg (<= 1.15.0), miscutils
Provides: base
Depends: libc6 (>= 2.34), libcrypt1 (>= 1:4.4.10-10ubuntu3)
Pre-Depends: awk
Breaks: debian-security-support (<< 2019.04.25), initscripts (<< 2.88dsf-13.3), sendfile (<< 2.1b.20080616-5.2~), ubuntu-server (<< 1.453)
Conffiles:
 /etc/debian_version 62f807f9edf48f460110889c2ecc3db6
 /etc/dpkg/origins/debian c47b6815f67ad1aeccb0d4529bd0b990
 /etc/dpkg/origins/ubuntu ea35901c45553c3451f60476be94d2d8
 /etc/host.conf 89408008f2585c957c031716600d5a80
 /etc/issue 2add67d6ac37b5acd2c31e0458419dda
 /etc/issue.net dfec4d84febb304708cd3acdb1eaae78
 /etc/legal 0110925f6e068836ef2e09356e3651d9
 /etc/lsb-release c035065b580e9cc645082241eca33cc6
 /etc/profile.d/01-locale-fix.sh 870346d97b16faac4a371b04ffe4cc2f
 /etc/update-motd.d/00-header 4a1e6eed7a59f200b4267085721750a3
 /etc/update-motd.d/10-help-text d95d18b11ac12cf6582d08a1643034f3
 /etc/update-motd.d/50-motd-news 54567afa89b3a7983d05ff217fe4a9fd
Description: Debian base system miscellaneous files
Original-Maintainer: Santiago Vila <sanvila@debian.org>

Package: base-passwd
Essential: yes
Priority: required
Section: admin
Installed-Size: 235
Maintainer: Colin Watson <cjwatson@debian.org>
Architecture: arm64
Multi-Arch: foreign
Version: 3.5.52build1
Replaces: base
Depends: libc6 (>= 2.34), libdebconfclient0 (>= 0.145)
Recommends: debconf (>= 0.5) | debconf-2.0
Description: Debian base system master password and group files

Package: bash
Essential: yes
Priority: required
Section: shells
Installed-Size: 1880
Architecture: arm64
Multi-Arch: foreign
Version: 5.1-6ubuntu1.1
Replaces: bash-completion (<< 20060301-0), bash-doc (<= 2.05-1)
Depends: base-files (>= 2.1.12), debianutils (>= 2.15)
Pre-Depends: libc6 (>= 2.34), libtinfo6 (>= 6)
Recommends: bash-completion (>= 20060301-0)
Suggests: bash-doc
Conflicts: bash-completion (<< 20060301-0)
Conffiles:
 /etc/bash.bashrc 3aa8b92d1dd6ddf4daaedc019662f1dc
 /etc/skel/.bash_logout 22bfb8c1dd94b5f3813a2b25da67463f
 /etc/skel/.bashrc 1f98b8f3f3c8f8927eca945d59dcc1c6
 /etc/skel/.profile f4e81ade7d6f9fb342541152d08e7a97
Description: GNU Bourne Again SHell
Homepage: http://tiswww.case.edu/php/chet/bash/bashtop.html
Original-Maintainer: Matthias Klose <doko@debian.org>

Package: bsdutils
Essential: yes
Priority: required
Section: utils
Installed-Size: 330
Architecture: arm64
Multi-Arch: foreign
Source: util-linux (2.37.2-4ubuntu3)
Version: 1:2.37.2-4ubuntu3
Pre-Depends: libc6 (>= 2.34), libsystemd0
Recommends: bsdextrautils
Description: basic utilities from 4.4BSD-Lite
Homepage: https://www.kernel.org/pub/linux/utils/util-linux/
Original-Maintainer: util-linux packagers <util-linux@packages.debian.org>

Package: coreutils
Essential: yes
Priority: required
Section: utils
Installed-Size: 6212
Architecture: arm64
Multi-Arch: foreign
Version: 8.32-4.1ubuntu1.2
Pre-Depends: libacl1 (>= 2.2.23), libattr1 (>= 1:2.4.44), libc6 (>= 2.34), libgmp10 (>= 2:6.2.1+dfsg), libselinux1 (>= 3.1~)
Description: GNU core utilities
Homepage: http://gnu.org/software/coreutils
Original-Maintainer: Michael Stone <mstone@debian.org>

Package: dash
Essential: yes
Priority: required
Section: shells
Installed-Size: 210
Architecture: arm64
Multi-Arch: foreign
Version: 0.5.11+git20210903+057cd650a4ed-3build1
Depends: debianutils (>= 2.15), dpkg (>= 1.19.1), debconf (>= 0.5) | debconf-2.0
Pre-Depends: libc6 (>= 2.34)
Description: POSIX-compliant shell
Original-Maintainer: Andrej Shadura <andrewsh@debian.org>
Homepage: http://gondor.apana.org.au/~herbert/dash/

Package: debconf
Priority: important
Section: admin
Installed-Size: 512
Architecture: all
Multi-Arch: foreign
Version: 1.5.79ubuntu1
Replaces: debconf-tiny
Provides: debconf-2.0
Pre-Depends: perl-base (>= 5.20.1-3~)
Recommends: apt-utils (>= 0.5.1), debconf-i18n
Suggests: debconf-doc, debconf-utils, whiptail | dialog, libterm-readline-gnu-perl, libgtk3-perl, libnet-ldap-perl, perl, debconf-kde-helper (>= 0.1+git20110702)
Breaks: apt-listchanges (<< 3.14), ubiquity (<< 17.10.2), update-notifier-common (<< 3.187~)
Conflicts: apt (<< 0.3.12.1), cdebconf (<< 0.96), debconf-tiny, debconf-utils (<< 1.3.22), dialog (<< 0.9b-20020814-1), menu (<= 2.1.3-1), whiptail (<< 0.51.4-11), whiptail-utf8 (<= 0.50.17-13)
Conffiles:
 /etc/apt/apt.conf.d/70debconf 7e9d09d5801a42b4926b736b8eeabb73
 /etc/debconf.conf 8c0619be413824f1fc7698cee0f23811
Description: Debian configuration management system
Original-Maintainer: Debconf Developers <debconf-devel@lists.alioth.debian.org>

Package: debianutils
Essential: yes
Priority: required
Section: utils
Installed-Size: 230
Architecture: arm64
Multi-Arch: foreign
Version: 5.5-1ubuntu2
Pre-Depends: libc6 (>= 2.34)
Breaks: ifupdown (<< 0.8.36+nmu1), printer-driver-pnm2ppa (<< 1.13-12), x11-common (<< 1:7.7+23~)
Description: Miscellaneous utilities specific to Debian
Original-Maintainer: Clint Adams <clint@debian.org>

Package: diffutils
Essential: yes
Priority: required
Section: utils
Installed-Size: 392
Architecture: arm64
Version: 1:3.8-0ubuntu2
Replaces: diff
Pre-Depends: libc6 (>= 2.34)
Suggests: diffutils-doc, wdiff
Description: File comparison utilities
Homepage: https://www.gnu.org/software/diffutils/
Original-Maintainer: Santiago Vila <sanvila@debian.org>

Package: dpkg
Essential: yes
Priority: required
Section: admin
Installed-Size: 6673
Architecture: arm64
Multi-Arch: foreign
Version: 1.21.1ubuntu2.2
Depends: tar (>= 1.28-1)
Pre-Depends: libbz2-1.0, libc6 (>= 2.34), liblzma5 (>= 5.2.2), libselinux1 (>= 3.1~), libzstd1 (>= 1.4.0), zlib1g (>= 1:1.1.4)
Suggests: apt, debsig-verify
Breaks: libapt-pkg5.0 (<< 1.7~b), lsb-base (<< 10.2019031300)
Conffiles:
 /etc/alternatives/README 7be88b21f7e386c8d5a8790c2461c92b
 /etc/cron.daily/dpkg 94bb6c1363245e46256908a5d52ba4fb
 /etc/dpkg/dpkg.cfg f4413ffb515f8f753624ae3bb365b81b
 /etc/logrotate.d/alternatives 5fe0af6ce1505fefdc158d9e5dbf6286
 /etc/logrotate.d/dpkg 9e25c8505966b5829785f34a548ae11f
Description: Debian package management system
Homepage: https://wiki.debian.org/Teams/Dpkg
Original-Maintainer: Dpkg Developers <debian-dpkg@lists.debian.org>

Package: e2fsprogs
Priority: required
Section: admin
Installed-Size: 1432
Architecture: arm64
Multi-Arch: foreign
Version: 1.46.5-2ubuntu1.1
Depends: logsave
Pre-Depends: libblkid1 (>= 2.36), libc6 (>= 2.34), libcom-err2 (>= 1.43.9), libext2fs2 (= 1.46.5-2ubuntu1.1), libss2 (>= 1.38), libuuid1 (>= 2.16)
Recommends: e2fsprogs-l10n
Suggests: gpart, parted, fuse2fs, e2fsck-static
Conffiles:
 /etc/cron.d/e2scrub_all e7e9177c3a139055033d36718cee582d
 /etc/e2scrub.conf df38534cc670c70a91cf9b035845d244
 /etc/mke2fs.conf 6e57073b9789a67a66b4681739445a38
Description: ext2/ext3/ext4 file system utilities
Homepage: http://e2fsprogs.sourceforge.net
Important: yes
Original-Maintainer: Theodore Y. Ts'o <tytso@mit.edu>

Package: findutils
Essential: yes
Priority: required
Section: utils
Installed-Size: 604
Architecture: arm64
Multi-Arch: foreign
Version: 4.8.0-1ubuntu3
Pre-Depends: libc6 (>= 2.34), libselinux1 (>= 3.1~)
Suggests: mlocate | locate
Breaks: binstats (<< 1.08-8.1), guilt (<< 0.36-0.2), libpython3.4-minimal (<< 3.4.4-2), libpython3.5-minimal (<< 3.5.1-3), lsat (<< 0.9.7.1-2.1), mc (<< 3:4.8.11-1), switchconf (<< 0.0.9-2.1)
Description: utilities for finding files--find, xargs
Homepage: https://savannah.gnu.org/projects/findutils/
Original-Maintainer: Andreas Metzler <ametzler@debian.org>

Package: gcc-12-base
Priority: optional
Section: libs
Installed-Size: 266
Architecture: arm64
Multi-Arch: same
Source: gcc-12
Version: 12.3.0-1ubuntu1~22.04
Breaks: gnat (<< 7)
Description: GCC, the GNU Compiler Collection (base package)
Homepage: http://gcc.gnu.org/
Original-Maintainer: Debian GCC Maintainers <debian-gcc@lists.debian.org>

Package: gpgv
Priority: important
Section: utils
Installed-Size: 307
Architecture: arm64
Multi-Arch: foreign
Source: gnupg2
Version: 2.2.27-3ubuntu2.1
Replaces: gnupg2 (<< 2.0.21-2), gpgv2 (<< 2.1.11-7+exp1)
Depends: libbz2-1.0, libc6 (>= 2.34), libgcrypt20 (>= 1.9.0), libgpg-error0 (>= 1.42), zlib1g (>= 1:1.1.4)
Suggests: gnupg
Breaks: gnupg2 (<< 2.0.21-2), gpgv2 (<< 2.1.11-7+exp1), python-debian (<< 0.1.29)
Description: GNU privacy guard - signature verification tool
Homepage: https://www.gnupg.org/
Original-Maintainer: Debian GnuPG Maintainers <pkg-gnupg-maint@lists.alioth.debian.org>

Package: grep
Essential: yes
Priority: required
Section: utils
Installed-Size: 476
Architecture: arm64
Multi-Arch: foreign
Version: 3.7-1build1
Provides: rgrep
Depends: dpkg (>= 1.15.4) | install-info
Pre-Depends: libc6 (>= 2.34), libpcre3
Suggests: libpcre3 (>= 7.7)
Conflicts: rgrep
Description: GNU grep, egrep and fgrep
Original-Maintainer: Anibal Monsalve Salazar <anibal@debian.org>
Homepage: https://www.gnu.org/software/grep/

Package: gzip
Essential: yes
Priority: required
Section: utils
Installed-Size: 235
Architecture: arm64
Version: 1.10-4ubuntu4.1
Depends: dpkg (>= 1.15.4) | install-info
Pre-Depends: libc6 (>= 2.34)
Suggests: less
Description: GNU compression utilities
Homepage: https://www.gnu.org/software/gzip/
Original-Maintainer: Milan Kupcevic <milan@debian.org>

Package: hostname
Essential: yes
Priority: required
Section: admin
Installed-Size: 47
Architecture: arm64
Version: 3.23ubuntu2
Replaces: nis (<< 3.17-30)
Pre-Depends: libc6 (>= 2.34)
Breaks: nis (<< 3.17-30)
Description: utility to set/show the host name or domain name
Original-Maintainer: Michael Meskes <meskes@debian.org>

Package: init-system-helpers
Essential: yes
Priority: required
Section: admin
Installed-Size: 133
Architecture: all
Multi-Arch: foreign
Version: 1.62
Depends: perl-base (>= 5.20.1-3)
Conflicts: file-rc (<< 0.8.17~)
Description: helper tools for all init systems
Original-Maintainer: Debian systemd Maintainers <pkg-systemd-maintainers@lists.alioth.debian.org>

Package: libacl1
Priority: optional
Section: libs
Installed-Size: 62
Architecture: arm64
Multi-Arch: same
Source: acl
Version: 2.3.1-1
Depends: libc6 (>= 2.33)
Description: access control list - shared library
Original-Maintainer: Guillem Jover <guillem@debian.org>
Homepage: https://savannah.nongnu.org/projects/acl/

Package: libapt-pkg6.0
Priority: optional
Section: libs
Installed-Size: 2981
Architecture: arm64
Multi-Arch: same
Source: apt
Version: 2.4.11
Provides: libapt-pkg (= 2.4.11)
Depends: libbz2-1.0, libc6 (>= 2.34), libgcc-s1 (>= 3.3.1), libgcrypt20 (>= 1.9.0), liblz4-1 (>= 0.0~r127), liblzma5 (>= 5.1.1alpha+20120614), libstdc++6 (>= 11), libsystemd0 (>= 221), libudev1 (>= 183), libxxhash0 (>= 0.7.1), libzstd1 (>= 1.4.0), zlib1g (>= 1:1.2.2.3)
Recommends: apt (>= 2.4.6)
Breaks: appstream (<< 0.9.0-3~), apt (<< 1.6~), aptitude (<< 0.8.9), dpkg (<< 1.20.8), libapt-inst1.5 (<< 0.9.9~)
Description: package management runtime library
Original-Maintainer: APT Development Team <deity@lists.debian.org>

Package: libattr1
Priority: optional
Section: libs
Installed-Size: 52
Architecture: arm64
Multi-Arch: same
Source: attr
Version: 1:2.5.1-1build1
Depends: libc6 (>= 2.17)
Conffiles:
 /etc/xattr.conf 743ca3f83ea263f1f56ad1f63f907bdb
Description: extended attribute handling - shared library
Original-Maintainer: Guillem Jover <guillem@debian.org>
Homepage: https://savannah.nongnu.org/projects/attr/

Package: libaudit-common
Priority: optional
Section: libs
Installed-Size: 23
Architecture: all
Multi-Arch: foreign
Source: audit
Version: 1:3.0.7-1build1
Conffiles:
 /etc/libaudit.conf cdc703f9d27f0d980271a9e95d0f18b2
Description: Dynamic library for security auditing - common files
Original-Maintainer: Laurent Bigonville <bigon@debian.org>
Homepage: https://people.redhat.com/sgrubb/audit/

Package: libaudit1
Priority: optional
Section: libs
Installed-Size: 151
Architecture: arm64
Multi-Arch: same
Source: audit
Version: 1:3.0.7-1build1
Depends: libaudit-common (>= 1:3.0.7-1build1), libc6 (>= 2.33), libcap-ng0 (>= 0.7.9)
Description: Dynamic library for security auditing
Original-Maintainer: Laurent Bigonville <bigon@debian.org>
Homepage: https://people.redhat.com/sgrubb/audit/

Package: libblkid1
Priority: optional
Section: libs
Installed-Size: 318
Architecture: arm64
Multi-Arch: same
Source: util-linux
Version: 2.37.2-4ubuntu3
Depends: libc6 (>= 2.33)
Description: block device ID library
Homepage: https://www.kernel.org/pub/linux/utils/util-linux/
Original-Maintainer: util-linux packagers <util-linux@packages.debian.org>

Package: libbz2-1.0
Priority: important
Section: libs
Installed-Size: 95
Architecture: arm64
Multi-Arch: same
Source: bzip2
Version: 1.0.8-5build1
Depends: libc6 (>= 2.17)
Description: high-quality block-sorting file compressor library - runtime
Original-Maintainer: Anibal Monsalve Salazar <anibal@debian.org>
Homepage: https://sourceware.org/bzip2/

Package: libc-bin
Essential: yes
Priority: required
Section: libs
Installed-Size: 2047
Architecture: arm64
Multi-Arch: foreign
Source: glibc
Version: 2.35-0ubuntu3.6
Depends: libc6 (>> 2.35), libc6 (<< 2.36)
Suggests: manpages
Conffiles:
 /etc/bindresvport.blacklist 4c09213317e4e3dd3c71d74404e503c5
 /etc/gai.conf 28fa76ff5a9e0566eaa1e11f1ce51f09
 /etc/ld.so.conf 4317c6de8564b68d628c21efa96b37e4
 /etc/ld.so.conf.d/libc.conf d4d833fd095fb7b90e1bb4a547f16de6
Description: GNU C Library: Binaries
Homepage: https://www.gnu.org/software/libc/libc.html
Original-Maintainer: GNU Libc Maintainers <debian-glibc@lists.debian.org>
Original-Vcs-Browser: https://salsa.debian.org/glibc-team/glibc
Original-Vcs-Git: https://salsa.debian.org/glibc-team/glibc.git

Package: libc6
Priority: optional
Section: libs
Installed-Size: 10334
Architecture: arm64
Multi-Arch: same
Source: glibc
Version: 2.35-0ubuntu3.6
Replaces: libc6-lse
Provides: libc6-lse
Depends: libgcc-s1, libcrypt1 (>= 1:4.4.10-10ubuntu4)
Recommends: libidn2-0 (>= 2.0.5~), libnss-nis, libnss-nisplus
Suggests: glibc-doc, debconf | debconf-2.0, locales
Breaks: busybox (<< 1.30.1-6), fakeroot (<< 1.25.3-1.1ubuntu2~), hurd (<< 1:0.9.git20170910-1), ioquake3 (<< 1.36+u20200211.f2c61c1~dfsg-2~), iraf-fitsutil (<< 2018.07.06-4), libgegl-0.4-0 (<< 0.4.18), libtirpc1 (<< 0.2.3), locales (<< 2.35), locales-all (<< 2.35), macs (<< 2.2.7.1-3~), nocache (<< 1.1-1~), nscd (<< 2.35), openarena (<< 0.8.8+dfsg-4~), openssh-server (<< 1:8.2p1-4), r-cran-later (<< 0.7.5+dfsg-2), wcc (<< 0.0.2+dfsg-3)
Conflicts: libc6-lse
Conffiles:
 /etc/ld.so.conf.d/aarch64-linux-gnu.conf da8a2db277c6c69cad56b6c778193e40
Description: GNU C Library: Shared libraries
Homepage: https://www.gnu.org/software/libc/libc.html
Original-Maintainer: GNU Libc Maintainers <debian-glibc@lists.debian.org>
Original-Vcs-Browser: https://salsa.debian.org/glibc-team/glibc
Original-Vcs-Git: https://salsa.debian.org/glibc-team/glibc.git

Package: libcap-ng0
Priority: optional
Section: libs
Installed-Size: 41
Architecture: arm64
Multi-Arch: same
Source: libcap-ng
Version: 0.7.9-2.2build3
Depends: libc6 (>= 2.33)
Description: An alternate POSIX capabilities library
Original-Maintainer: Pierre Chifflier <pollux@debian.org>
Homepage: http://people.redhat.com/sgrubb/libcap-ng

Package: libcap2
Priority: optional
Section: libs
Installed-Size: 60
Architecture: arm64
Multi-Arch: same
Version: 1:2.44-1ubuntu0.22.04.1
Depends: libc6 (>= 2.33)
Description: POSIX 1003.1e capabilities (library)
Homepage: https://sites.google.com/site/fullycapable/
Original-Maintainer: Christian Kastner <ckk@debian.org>

Package: libcom-err2
Priority: optional
Section: libs
Installed-Size: 96
Architecture: arm64
Multi-Arch: same
Source: e2fsprogs
Version: 1.46.5-2ubuntu1.1
Replaces: libcomerr2 (<< 1.43.9-1~)
Provides: libcomerr2 (= 1.46.5-2ubuntu1.1)
Depends: libc6 (>= 2.17)
Breaks: libcomerr2 (<< 1.43.9-1~)
Description: common error description library
Homepage: http://e2fsprogs.sourceforge.net
Original-Maintainer: Theodore Y. Ts'o <tytso@mit.edu>

Package: libcrypt1
Protected: yes
Priority: optional
Section: libs
Installed-Size: 212
Architecture: arm64
Multi-Arch: same
Source: libxcrypt
Version: 1:4.4.27-1
Replaces: libc6 (<< 2.29-4)
Depends: libc6 (>= 2.25)
Conflicts: libpam0g (<< 1.4.0-10)
Description: libcrypt shared library
Original-Maintainer: Marco d'Itri <md@linux.it>
Important: yes

Package: libdb5.3
Priority: standard
Section: libs
Installed-Size: 1626
Architecture: arm64
Multi-Arch: same
Source: db5.3
Version: 5.3.28+dfsg1-0.8ubuntu3
Depends: libc6 (>= 2.34)
Description: Berkeley v5.3 Database Libraries [runtime]
Homepage: http://www.oracle.com/technetwork/database/database-technologies/berkeleydb/overview/index.html
Original-Maintainer: Debian Berkeley DB Team <team+bdb@tracker.debian.org>

Package: libdebconfclient0
Priority: optional
Section: libs
Installed-Size: 70
Architecture: arm64
Multi-Arch: same
Source: cdebconf
Version: 0.261ubuntu1
Depends: libc6 (>= 2.17)
Description: Debian Configuration Management System (C-implementation library)
Original-Maintainer: Debian Install System Team <debian-boot@lists.debian.org>

Package: libext2fs2
Priority: optional
Section: libs
Installed-Size: 560
Architecture: arm64
Multi-Arch: same
Source: e2fsprogs
Version: 1.46.5-2ubuntu1.1
Replaces: e2fslibs (<< 1.43.9-1~)
Provides: e2fslibs (= 1.46.5-2ubuntu1.1)
Depends: libc6 (>= 2.34)
Breaks: e2fslibs (<< 1.43.9-1~)
Description: ext2/ext3/ext4 file system libraries
Homepage: http://e2fsprogs.sourceforge.net
Original-Maintainer: Theodore Y. Ts'o <tytso@mit.edu>

Package: libffi8
Priority: optional
Section: libs
Installed-Size: 61
Architecture: arm64
Multi-Arch: same
Source: libffi
Version: 3.4.2-4
Replaces: libffi8ubuntu1 (<< 3.4.2-1)
Provides: libffi8ubuntu1 (= 3.4.2-4)
Depends: libc6 (>= 2.27)
Breaks: libffi8ubuntu1 (<< 3.4.2-1)
Description: Foreign Function Interface library runtime
Original-Maintainer: Debian GCC Maintainers <debian-gcc@lists.debian.org>
Homepage: https://sourceware.org/libffi/

Package: libgcc-s1
Priority: optional
Section: libs
Installed-Size: 99
Architecture: arm64
Multi-Arch: same
Source: gcc-12
Version: 12.3.0-1ubuntu1~22.04
Replaces: libgcc1 (<< 1:10)
Provides: libgcc1 (= 1:12-20220319-1ubuntu1)
Depends: gcc-12-base (= 12.3.0-1ubuntu1~22.04), libc6 (>= 2.35)
Breaks: libgcc-7-dev (<< 7.5.0-4), libgcc-8-dev (<< 8.3.0-27), libgcc-9-dev (<< 9.2.1-26)
Description: GCC support library
Homepage: http://gcc.gnu.org/
Original-Maintainer: Debian GCC Maintainers <debian-gcc@lists.debian.org>

Package: libgcrypt20
Priority: optional
Section: libs
Installed-Size: 961
Architecture: arm64
Multi-Arch: same
Version: 1.9.4-3ubuntu3
Depends: libc6 (>= 2.33), libgpg-error0 (>= 1.27)
Suggests: rng-tools
Description: LGPL Crypto library - runtime library
Homepage: https://directory.fsf.org/project/libgcrypt/
Original-Maintainer: Debian GnuTLS Maintainers <pkg-gnutls-maint@lists.alioth.debian.org>

Package: libgmp10
Priority: optional
Section: libs
Installed-Size: 504
Architecture: arm64
Multi-Arch: same
Source: gmp
Version: 2:6.2.1+dfsg-3ubuntu1
Depends: libc6 (>= 2.17)
Breaks: libmath-gmp-perl (<< 2.20-1), libmath-prime-util-gmp-perl (<< 0.51-2), postgresql-pgmp (<< 1.0.3-1)
Description: Multiprecision arithmetic library
Homepage: https://gmplib.org/
Original-Maintainer: Debian Science Team <debian-science-maintainers@lists.alioth.debian.org>

Package: libgnutls30
Priority: optional
Section: libs
Installed-Size: 2300
Architecture: arm64
Multi-Arch: same
Source: gnutls28
Version: 3.7.3-4ubuntu1.4
Depends: libc6 (>= 2.34), libgmp10 (>= 2:6.2.1+dfsg), libhogweed6 (>= 3.6), libidn2-0 (>= 2.0.0), libnettle8 (>= 3.7~), libp11-kit0 (>= 0.23.18.1), libtasn1-6 (>= 4.14), libunistring2 (>= 0.9.7)
Suggests: gnutls-bin
Description: GNU TLS library - main runtime library
Homepage: https://www.gnutls.org/
Original-Maintainer: Debian GnuTLS Maintainers <pkg-gnutls-maint@lists.alioth.debian.org>

Package: libgpg-error0
Priority: optional
Section: libs
Installed-Size: 180
Architecture: arm64
Multi-Arch: same
Source: libgpg-error
Version: 1.43-3
Depends: libc6 (>= 2.34)
Recommends: libgpg-error-l10n
Description: GnuPG development runtime library
Original-Maintainer: Debian GnuPG Maintainers <pkg-gnupg-maint@lists.alioth.debian.org>
Homepage: https://www.gnupg.org/related_software/libgpg-error/

Package: libgssapi-krb5-2
Priority: optional
Section: libs
Installed-Size: 435
Architecture: arm64
Multi-Arch: same
Source: krb5
Version: 1.19.2-2ubuntu0.3
Depends: libc6 (>= 2.33), libcom-err2 (>= 1.43.9), libk5crypto3 (>= 1.16), libkrb5-3 (= 1.19.2-2ubuntu0.3), libkrb5support0 (>= 1.15~beta1)
Suggests: krb5-doc, krb5-user
Breaks: moonshot-gss-eap (<= 1.0)
Description: MIT Kerberos runtime libraries - krb5 GSS-API Mechanism
Original-Maintainer: Sam Hartman <hartmans@debian.org>
Homepage: http://web.mit.edu/kerberos/

Package: libhogweed6
Priority: optional
Section: libs
Installed-Size: 330
Architecture: arm64
Multi-Arch: same
Source: nettle
Version: 3.7.3-1build2
Depends: libc6 (>= 2.17), libgmp10 (>= 2:6.2.1+dfsg), libnettle8
Description: low level cryptographic library (public-key cryptos)
Homepage: http://www.lysator.liu.se/~nisse/nettle/
Original-Maintainer: Magnus Holmgren <holmgren@debian.org>

Package: libidn2-0
Priority: optional
Section: libs
Installed-Size: 212
Architecture: arm64
Multi-Arch: same
Source: libidn2
Version: 2.3.2-2build1
Depends: libc6 (>= 2.17), libunistring2 (>= 0.9.7)
Description: Internationalized domain names (IDNA2008/TR46) library
Homepage: https://www.gnu.org/software/libidn/#libidn2
Original-Maintainer: Debian Libidn team <help-libidn@gnu.org>

Package: libk5crypto3
Priority: optional
Section: libs
Installed-Size: 284
Architecture: arm64
Multi-Arch: same
Source: krb5
Version: 1.19.2-2ubuntu0.3
Depends: libc6 (>= 2.33), libkrb5support0 (>= 1.16)
Suggests: krb5-doc, krb5-user
Breaks: libgssapi-krb5-2 (<= 1.18~), libkrb5-3 (<= 1.18~)
Description: MIT Kerberos runtime libraries - Crypto Library
Original-Maintainer: Sam Hartman <hartmans@debian.org>
Homepage: http://web.mit.edu/kerberos/

Package: libkeyutils1
Priority: optional
Section: libs
Installed-Size: 42
Architecture: arm64
Multi-Arch: same
Source: keyutils
Version: 1.6.1-2ubuntu3
Depends: libc6 (>= 2.17)
Description: Linux Key Management Utilities (library)
Homepage: https://people.redhat.com/~dhowells/keyutils/
Original-Maintainer: Christian Kastner <ckk@debian.org>

Package: libkrb5-3
Priority: optional
Section: libs
Installed-Size: 1011
Architecture: arm64
Multi-Arch: same
Source: krb5
Version: 1.19.2-2ubuntu0.3
Depends: libc6 (>= 2.34), libcom-err2 (>= 1.43.9), libk5crypto3 (>= 1.15~beta1), libkeyutils1 (>= 1.5.9), libkrb5support0 (= 1.19.2-2ubuntu0.3), libssl3 (>= 3.0.0~~alpha1)
Recommends: krb5-locales
Suggests: krb5-doc, krb5-user
Breaks: libapache2-mod-auth-kerb (<= 5.4-2.4), libsmbclient (<= 2:3.6.1-2), sssd (<= 1.2.1-4.3)
Description: MIT Kerberos runtime libraries
Original-Maintainer: Sam Hartman <hartmans@debian.org>
Homepage: http://web.mit.edu/kerberos/

Package: libkrb5support0
Priority: optional
Section: libs
Installed-Size: 160
Architecture: arm64
Multi-Arch: same
Source: krb5
Version: 1.19.2-2ubuntu0.3
Depends: libc6 (>= 2.34)
Breaks: libgssapi-krb5-2 (<< 1.13~alpha1-1), libk5crypto3 (<< 1.16), libkadm5clnt-mit9 (<< 1.13~alpha1-1), libkadm5srv-mit9 (<< 1.13~alpha1-1), libkdb5-8 (<< 1.16)
Description: MIT Kerberos runtime libraries - Support library
Original-Maintainer: Sam Hartman <hartmans@debian.org>
Homepage: http://web.mit.edu/kerberos/

Package: liblz4-1
Priority: optional
Section: libs
Installed-Size: 132
Architecture: arm64
Multi-Arch: same
Source: lz4
Version: 1.9.3-2build2
Replaces: liblz4-1a
Depends: libc6 (>= 2.17)
Breaks: liblz4-1a
Description: Fast LZ compression algorithm library - runtime
Homepage: https://github.com/Cyan4973/lz4
Original-Maintainer: Nobuhiro Iwamatsu <iwamatsu@debian.org>

Package: liblzma5
Priority: optional
Section: libs
Installed-Size: 278
Architecture: arm64
Multi-Arch: same
Source: xz-utils
Version: 5.2.5-2ubuntu1
Depends: libc6 (>= 2.34)
Breaks: liblzma2 (<< 5.1.1alpha+20110809-3~)
Description: XZ-format compression library
Homepage: https://tukaani.org/xz/
Original-Maintainer: Jonathan Nieder <jrnieder@gmail.com>

Package: libmount1
Priority: optional
Section: libs
Installed-Size: 382
Architecture: arm64
Multi-Arch: same
Source: util-linux
Version: 2.37.2-4ubuntu3
Depends: libblkid1 (>= 2.17.2), libc6 (>= 2.34), libselinux1 (>= 3.1~)
Suggests: cryptsetup-bin
Description: device mounting library
Homepage: https://www.kernel.org/pub/linux/utils/util-linux/
Original-Maintainer: util-linux packagers <util-linux@packages.debian.org>

Package: libncurses6
Priority: optional
Section: libs
Installed-Size: 303
Architecture: arm64
Multi-Arch: same
Source: ncurses
Version: 6.3-2ubuntu0.1
Depends: libtinfo6 (= 6.3-2ubuntu0.1), libc6 (>= 2.34)
Recommends: libgpm2
Breaks: cowdancer (<< 0.89~)
Description: shared libraries for terminal handling
Original-Maintainer: Craig Small <csmall@debian.org>
Homepage: https://invisible-island.net/ncurses/

Package: libncursesw6
Priority: optional
Section: libs
Installed-Size: 392
Architecture: arm64
Multi-Arch: same
Source: ncurses
Version: 6.3-2ubuntu0.1
Depends: libtinfo6 (= 6.3-2ubuntu0.1), libc6 (>= 2.34)
Recommends: libgpm2
Description: shared libraries for terminal handling (wide character support)
Original-Maintainer: Craig Small <csmall@debian.org>
Homepage: https://invisible-island.net/ncurses/

Package: libnettle8
Priority: optional
Section: libs
Installed-Size: 340
Architecture: arm64
Multi-Arch: same
Source: nettle
Version: 3.7.3-1build2
Depends: libc6 (>= 2.17)
Description: low level cryptographic library (symmetric and one-way cryptos)
Homepage: http://www.lysator.liu.se/~nisse/nettle/
Original-Maintainer: Magnus Holmgren <holmgren@debian.org>

Package: libnsl2
Priority: optional
Section: libs
Installed-Size: 118
Architecture: arm64
Multi-Arch: same
Source: libnsl
Version: 1.3.0-2build2
Depends: libc6 (>= 2.33), libtirpc3 (>= 1.0.2)
Description: Public client interface for NIS(YP) and NIS+
Homepage: https://github.com/thkukuk/libnsl
Original-Maintainer: GNU Libc Maintainers <debian-glibc@lists.debian.org>

Package: libp11-kit0
Priority: optional
Section: libs
Installed-Size: 1292
Architecture: arm64
Multi-Arch: same
Source: p11-kit
Version: 0.24.0-6build1
Depends: libc6 (>= 2.34), libffi8 (>= 3.4)
Breaks: opencryptoki (<= 3.6.1+dfsg-1)
Description: library for loading and coordinating access to PKCS#11 modules - runtime
Homepage: https://p11-glue.github.io/p11-glue/p11-kit.html
Original-Maintainer: Debian GnuTLS Maintainers <pkg-gnutls-maint@lists.alioth.debian.org>

Package: libpam-modules
Priority: required
Section: admin
Installed-Size: 936
Architecture: arm64
Multi-Arch: same
Source: pam
Version: 1.4.0-11ubuntu2.4
Replaces: libpam-umask, libpam0g-util
Provides: libpam-mkhomedir, libpam-motd, libpam-umask
Pre-Depends: libaudit1 (>= 1:2.2.1), libc6 (>= 2.34), libcrypt1 (>= 1:4.3.0), libdb5.3, libnsl2 (>= 1.0), libpam0g (>= 1.3.2), libselinux1 (>= 3.1~), libtirpc3 (>= 1.0.2), debconf (>= 0.5) | debconf-2.0, libpam-modules-bin (= 1.4.0-11ubuntu2.4)
Conflicts: libpam-mkhomedir, libpam-motd, libpam-umask
Conffiles:
 /etc/security/access.conf dc21d0fd769d655b311d785670e5c6ae
 /etc/security/faillock.conf 164da8ffb87f3074179bc60b71d0b99f
 /etc/security/group.conf f1e26e8db6f7abd2d697d7dad3422c36
 /etc/security/limits.conf 38dce56af34daf316b901d465769a137
 /etc/security/namespace.conf 6b3796403421d66db7defc46517711bc
 /etc/security/namespace.init d9e6a7c85e966427ef23a04ec6c7000f
 /etc/security/pam_env.conf 89cc8702173d5cd51abc152ae9f8d6bc
 /etc/security/sepermit.conf d41c74654734a5c069a37bfc02f0a6d4
 /etc/security/time.conf 06e05c6079e839c8833ac7c3abfde192
Description: Pluggable Authentication Modules for PAM
Homepage: http://www.linux-pam.org/
Original-Maintainer: Steve Langasek <vorlon@debian.org>

Package: libpam-modules-bin
Priority: required
Section: admin
Installed-Size: 221
Architecture: arm64
Multi-Arch: foreign
Source: pam
Version: 1.4.0-11ubuntu2.4
Replaces: libpam-modules (<< 1.1.3-8)
Depends: libaudit1 (>= 1:2.2.1), libc6 (>= 2.34), libcrypt1 (>= 1:4.3.0), libpam0g (>= 0.99.7.1), libselinux1 (>= 3.1~)
Description: Pluggable Authentication Modules for PAM - helper binaries
Homepage: http://www.linux-pam.org/
Original-Maintainer: Steve Langasek <vorlon@debian.org>

Package: libpam-runtime
Priority: required
Section: admin
Installed-Size: 312
Architecture: all
Multi-Arch: foreign
Source: pam
Version: 1.4.0-11ubuntu2.4
Replaces: libpam0g-dev, libpam0g-util
Depends: debconf (>= 0.5) | debconf-2.0, debconf (>= 1.5.19) | cdebconf, libpam-modules (>= 1.0.1-6)
Conflicts: libpam0g-util
Conffiles:
 /etc/pam.conf 87fc76f18e98ee7d3848f6b81b3391e5
 /etc/pam.d/other 31aa7f2181889ffb00b87df4126d1701
Description: Runtime support for the PAM library
Homepage: http://www.linux-pam.org/
Original-Maintainer: Steve Langasek <vorlon@debian.org>

Package: libpam0g
Priority: optional
Section: libs
Installed-Size: 220
Architecture: arm64
Multi-Arch: same
Source: pam
Version: 1.4.0-11ubuntu2.4
Replaces: libpam0g-util
Depends: libaudit1 (>= 1:2.2.1), libc6 (>= 2.34), debconf (>= 0.5) | debconf-2.0
Suggests: libpam-doc
Description: Pluggable Authentication Modules library
Homepage: http://www.linux-pam.org/
Original-Maintainer: Steve Langasek <vorlon@debian.org>

Package: libpcre2-8-0
Priority: optional
Section: libs
Installed-Size: 537
Architecture: arm64
Multi-Arch: same
Source: pcre2
Version: 10.39-3ubuntu0.1
Depends: libc6 (>= 2.17)
Description: New Perl Compatible Regular Expression Library- 8 bit runtime files
Homepage: https://pcre.org/
Original-Maintainer: Matthew Vernon <matthew@debian.org>

Package: libpcre3
Priority: important
Section: libs
Installed-Size: 617
Architecture: arm64
Multi-Arch: same
Source: pcre3
Version: 2:8.39-13ubuntu0.22.04.1
Depends: libc6 (>= 2.17)
Breaks: approx (<< 4.4-1~), cduce (<< 0.5.3-2~), cmigrep (<< 1.5-7~), galax (<< 1.1-7~), libpcre-ocaml (<< 6.0.1~), liquidsoap (<< 0.9.2-3~), ocsigen (<< 1.3.3-1~)
Conflicts: libpcre3-dev (<= 4.3-3)
Description: Old Perl 5 Compatible Regular Expression Library - runtime files
Original-Maintainer: Matthew Vernon <matthew@debian.org>

Package: libprocps8
Priority: optional
Section: libs
Installed-Size: 126
Architecture: arm64
Multi-Arch: same
Source: procps
Version: 2:3.3.17-6ubuntu2.1
Replaces: procps (<< 1:3.3.2-1)
Depends: libc6 (>= 2.34), libsystemd0 (>= 209)
Description: library for accessing process information from /proc
Homepage: https://gitlab.com/procps-ng/procps
Original-Maintainer: Craig Small <csmall@debian.org>

Package: libseccomp2
Priority: optional
Section: libs
Installed-Size: 137
Architecture: arm64
Multi-Arch: same
Source: libseccomp
Version: 2.5.3-2ubuntu2
Depends: libc6 (>= 2.17)
Description: high level interface to Linux seccomp filter
Homepage: https://github.com/seccomp/libseccomp
Original-Maintainer: Kees Cook <kees@debian.org>

Package: libselinux1
Priority: optional
Section: libs
Installed-Size: 203
Architecture: arm64
Multi-Arch: same
Source: libselinux
Version: 3.3-1build2
Depends: libc6 (>= 2.34), libpcre2-8-0 (>= 10.22)
Description: SELinux runtime shared libraries
Original-Maintainer: Debian SELinux maintainers <selinux-devel@lists.alioth.debian.org>
Homepage: https://selinuxproject.org

Package: libsemanage-common
Priority: optional
Section: libs
Installed-Size: 37
Architecture: all
Multi-Arch: foreign
Source: libsemanage
Version: 3.3-1build2
Conffiles:
 /etc/selinux/semanage.conf f6f9b97af233c90ca127f406fb6f0932
Description: Common files for SELinux policy management libraries
Original-Maintainer: Debian SELinux maintainers <selinux-devel@lists.alioth.debian.org>
Homepage: https://selinuxproject.org

Package: libsemanage2
Priority: optional
Section: libs
Installed-Size: 279
Architecture: arm64
Multi-Arch: same
Source: libsemanage
Version: 3.3-1build2
Depends: libsemanage-common (>= 3.3-1build2), libaudit1 (>= 1:2.2.1), libbz2-1.0, libc6 (>= 2.33), libselinux1 (>= 3.3), libsepol2 (>= 3.3)
Breaks: policycoreutils (<< 3.0)
Description: SELinux policy management library
Original-Maintainer: Debian SELinux maintainers <selinux-devel@lists.alioth.debian.org>
Homepage: https://selinuxproject.org

Package: libsepol2
Priority: optional
Section: libs
Installed-Size: 699
Architecture: arm64
Multi-Arch: same
Source: libsepol
Version: 3.3-1build1
Depends: libc6 (>= 2.33)
Description: SELinux library for manipulating binary security policies
Homepage: https://selinuxproject.org
Original-Maintainer: Debian SELinux maintainers <selinux-devel@lists.alioth.debian.org>

Package: libsmartcols1
Priority: optional
Section: libs
Installed-Size: 208
Architecture: arm64
Multi-Arch: same
Source: util-linux
Version: 2.37.2-4ubuntu3
Depends: libc6 (>= 2.17)
Description: smart column output alignment library
Homepage: https://www.kernel.org/pub/linux/utils/util-linux/
Original-Maintainer: util-linux packagers <util-linux@packages.debian.org>

Package: libss2
Priority: optional
Section: libs
Installed-Size: 112
Architecture: arm64
Multi-Arch: same
Source: e2fsprogs
Version: 1.46.5-2ubuntu1.1
Replaces: e2fsprogs (<< 1.34-1)
Depends: libcom-err2, libc6 (>= 2.34)
Description: command-line interface parsing library
Homepage: http://e2fsprogs.sourceforge.net
Original-Maintainer: Theodore Y. Ts'o <tytso@mit.edu>

Package: libssl3
Priority: optional
Section: libs
Installed-Size: 5342
Architecture: arm64
Multi-Arch: same
Source: openssl
Version: 3.0.2-0ubuntu1.15
Depends: libc6 (>= 2.34), debconf (>= 0.5) | debconf-2.0
Description: Secure Sockets Layer toolkit - shared libraries
Homepage: https://www.openssl.org/
Original-Maintainer: Debian OpenSSL Team <pkg-openssl-devel@alioth-lists.debian.net>

Package: libstdc++6
Priority: optional
Section: libs
Installed-Size: 2682
Architecture: arm64
Multi-Arch: same
Source: gcc-12
Version: 12.3.0-1ubuntu1~22.04
Replaces: libstdc++6-12-dbg (<< 4.9.0-3)
Depends: gcc-12-base (= 12.3.0-1ubuntu1~22.04), libc6 (>= 2.34), libgcc-s1 (>= 4.5)
Breaks: gcc-4.3 (<< 4.3.6-1), gcc-4.4 (<< 4.4.6-4), gcc-4.5 (<< 4.5.3-2)
Conflicts: scim (<< 1.4.2-1)
Description: GNU Standard C++ Library v3
Homepage: http://gcc.gnu.org/
Original-Maintainer: Debian GCC Maintainers <debian-gcc@lists.debian.org>

Package: libsystemd0
Priority: optional
Section: libs
Installed-Size: 1002
Architecture: arm64
Multi-Arch: same
Source: systemd
Version: 249.11-0ubuntu3.12
Pre-Depends: libc6 (>= 2.34), libcap2 (>= 1:2.24-9~), libgcrypt20 (>= 1.9.0), liblz4-1 (>= 0.0~r122), liblzma5 (>= 5.1.1alpha+20120614), libzstd1 (>= 1.4.0)
Description: systemd utility library
Homepage: https://www.freedesktop.org/wiki/Software/systemd
Original-Maintainer: Debian systemd Maintainers <pkg-systemd-maintainers@lists.alioth.debian.org>

Package: libtasn1-6
Priority: optional
Section: libs
Installed-Size: 124
Architecture: arm64
Multi-Arch: same
Version: 4.18.0-4build1
Depends: libc6 (>= 2.17)
Description: Manage ASN.1 structures (runtime)
Homepage: https://www.gnu.org/software/libtasn1/
Original-Maintainer: Debian GnuTLS Maintainers <pkg-gnutls-maint@lists.alioth.debian.org>

Package: libtinfo6
Priority: optional
Section: libs
Installed-Size: 546
Architecture: arm64
Multi-Arch: same
Source: ncurses
Version: 6.3-2ubuntu0.1
Depends: libc6 (>= 2.33)
Description: shared low-level terminfo library for terminal handling
Original-Maintainer: Craig Small <csmall@debian.org>
Homepage: https://invisible-island.net/ncurses/

Package: libtirpc-common
Priority: optional
Section: libs
Installed-Size: 32
Architecture: all
Multi-Arch: foreign
Source: libtirpc
Version: 1.3.2-2ubuntu0.1
Replaces: libtirpc1, libtirpc3 (<< 1.1.4-0.1~)
Breaks: libtirpc1, libtirpc3 (<< 1.1.4-0.1~)
Conffiles:
 /etc/netconfig ca8db53e3af4d735335c2607d21c7195
Description: transport-independent RPC library - common files
Homepage: http://sourceforge.net/projects/libtirpc
Original-Maintainer: Josue Ortega <josue@debian.org>

Package: libtirpc3
Priority: optional
Section: libs
Installed-Size: 215
Architecture: arm64
Multi-Arch: same
Source: libtirpc
Version: 1.3.2-2ubuntu0.1
Depends: libc6 (>= 2.34), libgssapi-krb5-2 (>= 1.17), libtirpc-common (>= 1.3.2-2ubuntu0.1)
Breaks: nfs-common (<< 1:1.2.8-7), nfs-kernel-server (<< 1:1.2.8-7)
Description: transport-independent RPC library
Homepage: http://sourceforge.net/projects/libtirpc
Original-Maintainer: Josue Ortega <josue@debian.org>

Package: libudev1
Priority: optional
Section: libs
Installed-Size: 341
Architecture: arm64
Multi-Arch: same
Source: systemd
Version: 249.11-0ubuntu3.12
Depends: libc6 (>= 2.34)
Description: libudev shared library
Homepage: https://www.freedesktop.org/wiki/Software/systemd
Original-Maintainer: Debian systemd Maintainers <pkg-systemd-maintainers@lists.alioth.debian.org>

Package: libunistring2
Priority: optional
Section: libs
Installed-Size: 1713
Architecture: arm64
Multi-Arch: same
Source: libunistring
Version: 1.0-1
Depends: libc6 (>= 2.34)
Description: Unicode string library for C
Original-Maintainer: Jörg Frings-Fürst <debian@jff.email>
Homepage: https://www.gnu.org/software/libunistring/

Package: libuuid1
Priority: optional
Section: libs
Installed-Size: 129
Architecture: arm64
Multi-Arch: same
Source: util-linux
Version: 2.37.2-4ubuntu3
Depends: libc6 (>= 2.25)
Recommends: uuid-runtime
Description: Universally Unique ID library
Homepage: https://www.kernel.org/pub/linux/utils/util-linux/
Original-Maintainer: util-linux packagers <util-linux@packages.debian.org>

Package: libxxhash0
Priority: optional
Section: libs
Installed-Size: 56
Architecture: arm64
Multi-Arch: same
Source: xxhash
Version: 0.8.1-1
Depends: libc6 (>= 2.17)
Description: shared library for xxhash
Original-Maintainer: Josue Ortega <josue@debian.org>
Homepage: https://cyan4973.github.io/xxHash

Package: libzstd1
Priority: optional
Section: libs
Installed-Size: 737
Architecture: arm64
Multi-Arch: same
Source: libzstd
Version: 1.4.8+dfsg-3build1
Depends: libc6 (>= 2.17)
Description: fast lossless compression algorithm
Homepage: https://github.com/facebook/zstd
Original-Maintainer: Debian Med Packaging Team <debian-med-packaging@lists.alioth.debian.org>

Package: login
Essential: yes
Priority: required
Section: admin
Installed-Size: 860
Architecture: arm64
Multi-Arch: foreign
Source: shadow
Version: 1:4.8.1-2ubuntu2.2
Pre-Depends: libaudit1 (>= 1:2.2.1), libc6 (>= 2.34), libcrypt1 (>= 1:4.1.0), libpam0g (>= 0.99.7.1), libpam-runtime, libpam-modules
Breaks: util-linux (<< 2.32-0.2~)
Conflicts: python-4suite (<< 0.99cvs20060405-1)
Conffiles:
 /etc/login.defs 905e8b2d452e98ee5d9ac93adfcfdc8b
 /etc/pam.d/login 5afbc06eb5f71fef25170cf3c936a442
Description: system login tools
Homepage: https://github.com/shadow-maint/shadow
Original-Maintainer: Shadow package maintainers <pkg-shadow-devel@lists.alioth.debian.org>

Package: logsave
Priority: optional
Section: admin
Installed-Size: 92
Architecture: arm64
Multi-Arch: foreign
Source: e2fsprogs
Version: 1.46.5-2ubuntu1.1
Replaces: e2fsprogs (<< 1.45.3-1)
Depends: libc6 (>= 2.34)
Breaks: e2fsprogs (<< 1.45.3-1)
Description: save the output of a command in a log file
Homepage: http://e2fsprogs.sourceforge.net
Original-Maintainer: Theodore Y. Ts'o <tytso@mit.edu>

Package: lsb-base
Priority: required
Section: misc
Installed-Size: 58
Architecture: all
Multi-Arch: foreign
Source: lsb
Version: 11.1.0ubuntu4
Description: Linux Standard Base init script functionality
Homepage: https://wiki.linuxfoundation.org/lsb/start
Original-Maintainer: Debian sysvinit maintainers <debian-init-diversity@chiark.greenend.org.uk>

Package: mawk
Priority: required
Section: interpreters
Installed-Size: 221
Architecture: arm64
Multi-Arch: foreign
Version: 1.3.4.20200120-3
Provides: awk
Depends: libc6 (>= 2.34)
Description: Pattern scanning and text processing language
Original-Maintainer: Boyuan Yang <byang@debian.org>
Homepage: https://invisible-island.net/mawk/

Package: mount
Priority: required
Section: admin
Installed-Size: 361
Architecture: arm64
Multi-Arch: foreign
Source: util-linux
Version: 2.37.2-4ubuntu3
Pre-Depends: libblkid1 (>= 2.17.2), libc6 (>= 2.34), libmount1 (>= 2.37.2), libselinux1 (>= 3.1~), libsmartcols1 (>= 2.33)
Suggests: nfs-common
Description: tools for mounting and manipulating filesystems
Homepage: https://www.kernel.org/pub/linux/utils/util-linux/
Original-Maintainer: util-linux packagers <util-linux@packages.debian.org>

Package: ncurses-base
Essential: yes
Priority: required
Section: misc
Installed-Size: 393
Architecture: all
Multi-Arch: foreign
Source: ncurses
Version: 6.3-2ubuntu0.1
Provides: ncurses-runtime
Breaks: bash-static (<< 4.4.18-1.1), libmono-corlib4.5-cil (<< 4.6.2.7+dfsg-2), libslang2 (<< 2.3.1a-3), libtinfo5 (<< 6.1), libunibilium0 (<< 2), libunibilium4 (<< 2.0.0-3), neovim (<< 0.6.0), zsh-static (<< 5.4.2-4)
Conffiles:
 /etc/terminfo/README 45b6df19fb5e21f55717482fa7a30171
Description: basic terminal type definitions
Original-Maintainer: Craig Small <csmall@debian.org>
Homepage: https://invisible-island.net/ncurses/

Package: ncurses-bin
Essential: yes
Priority: required
Section: utils
Installed-Size: 606
Architecture: arm64
Multi-Arch: foreign
Source: ncurses
Version: 6.3-2ubuntu0.1
Pre-Depends: libc6 (>= 2.34), libtinfo6 (>= 6.3)
Description: terminal-related programs and man pages
Original-Maintainer: Craig Small <csmall@debian.org>
Homepage: https://invisible-island.net/ncurses/

Package: passwd
Priority: required
Section: admin
Installed-Size: 2181
Architecture: arm64
Multi-Arch: foreign
Source: shadow
Version: 1:4.8.1-2ubuntu2.2
Depends: libaudit1 (>= 1:2.2.1), libc6 (>= 2.34), libcrypt1 (>= 1:4.1.0), libpam0g (>= 0.99.7.1), libselinux1 (>= 3.1~), libsemanage2 (>= 2.0.3), libpam-modules
Recommends: sensible-utils
Conffiles:
 /etc/default/useradd 559e87e86a6d1cb4b7f60a6f691d5150
 /etc/pam.d/chfn 4d466e00a348ba426130664d795e8afa
 /etc/pam.d/chpasswd 9900720564cb4ee98b7da29e2d183cb2
 /etc/pam.d/chsh a6e9b589e90009334ffd030d819290a6
 /etc/pam.d/newusers 1454e29bfa9f2a10836563e76936cea5
 /etc/pam.d/passwd eaf2ad85b5ccd06cceb19a3e75f40c63
Description: change and administer password and group data
Homepage: https://github.com/shadow-maint/shadow
Original-Maintainer: Shadow package maintainers <pkg-shadow-devel@lists.alioth.debian.org>

Package: perl-base
Essential: yes
Priority: required
Section: perl
Installed-Size: 7536
Architecture: arm64
Source: perl
Version: 5.34.0-3ubuntu1.3
Replaces: libfile-path-perl (<< 2.18), libfile-temp-perl (<< 0.2311), libio-socket-ip-perl (<< 0.41), libscalar-list-utils-perl (<< 1:1.55), libsocket-perl (<< 2.031), libxsloader-perl (<< 0.30), perl (<< 5.10.1-12), perl-modules (<< 5.20.1-3)
Provides: libfile-path-perl (= 2.18), libfile-temp-perl (= 0.2311), libio-socket-ip-perl (= 0.41), libscalar-list-utils-perl (= 1:1.55), libsocket-perl (= 2.031), libxsloader-perl (= 0.30), perlapi-5.34.0
Pre-Depends: libc6 (>= 2.35), libcrypt1 (>= 1:4.1.0), dpkg (>= 1.17.17)
Suggests: perl, sensible-utils
Breaks: amanda-common (<< 1:3.3.9-2), backuppc (<< 3.3.1-2), bucardo (<< 5.5.0-1.1), debconf (<< 1.5.61), dh-haskell (<< 0.3), intltool (<< 0.51.0-4), kio-perldoc (<< 20.04.1-1), latexml (<< 0.8.4-2), libdevel-mat-dumper-perl (<< 0.42-3), libencode-arabic-perl (<< 14.2-2), libexception-class-perl (<< 1.42), libfile-path-perl (<< 2.18), libfile-spec-perl (<< 3.8000), libfile-temp-perl (<< 0.2311), libio-socket-ip-perl (<< 0.41), libmp3-tag-perl (<< 1.13-1.2), libsbuild-perl (<< 0.67.0-1), libscalar-list-utils-perl (<< 1:1.55), libsocket-perl (<< 2.031), libxsloader-perl (<< 0.30), mailagent (<< 1:3.1-81-2), perl (<< 5.34.0~), perl-modules (<< 5.34.0~), pod2pdf (<< 0.42-5.1), slic3r (<< 1.2.9+dfsg-6.1), slic3r-prusa (<< 1.37.0+dfsg-1.1), texinfo (<< 6.1.0.dfsg.1-8)
Conflicts: defoma (<< 0.11.12), doc-base (<< 0.10.3), mono-gac (<< 2.10.8.1-3), safe-rm (<< 0.8), update-inetd (<< 4.41)
Description: minimal Perl system
Homepage: http://dev.perl.org/perl5/
Original-Maintainer: Niko Tyni <ntyni@debian.org>

Package: procps
Priority: important
Section: admin
Installed-Size: 1324
Architecture: arm64
Multi-Arch: foreign
Version: 2:3.3.17-6ubuntu2.1
Replaces: manpages-de (<< 4.9.1-2), manpages-fr (<< 4.9.1-2), manpages-fr-extra (<< 20151231+nmu1), manpages-pl (<< 1:4.9.1-2)
Provides: watch
Depends: libc6 (>= 2.34), libncurses6 (>= 6), libncursesw6 (>= 6), libprocps8 (>= 2:3.3.16-1), libtinfo6 (>= 6), lsb-base (>= 3.0-10), init-system-helpers (>= 1.29~)
Recommends: psmisc
Breaks: guymager (<= 0.5.9-1), manpages-de (<< 4.9.1-2), manpages-fr (<< 4.9.1-2), manpages-fr-extra (<< 20151231+nmu1), manpages-pl (<< 1:4.9.1-2), open-vm-tools (<= 2011.12.20-562307-1)
Conffiles:
 /etc/init.d/procps f9903aa0d9f2f10714269befb4cdba8f
 /etc/sysctl.conf c0c09cba30da0565737cace8000d64ee
 /etc/sysctl.d/10-console-messages.conf 154f6f5c5810d10bb303fb6a8e907c6a
 /etc/sysctl.d/10-ipv6-privacy.conf e9473d12b4a7069d6a3ca8b694511ddf
 /etc/sysctl.d/10-kernel-hardening.conf f85fded186d1ad70c5f69ca6a88e4de6
 /etc/sysctl.d/10-magic-sysrq.conf b3059f2835f17c97265433fdfdee358f
 /etc/sysctl.d/10-network-security.conf e2c60d912410543907a6c9ff21836ba8
 /etc/sysctl.d/10-ptrace.conf 47f40494b2fc698e15549e0a4a79e81c
 /etc/sysctl.d/10-zeropage.conf e1efe66ec4ae7584a6dcc67913799de2
 /etc/sysctl.d/README.sysctl 48e64ce233c8aba8e0693adf8cf4c464
Description: /proc file system utilities
Homepage: https://gitlab.com/procps-ng/procps
Original-Maintainer: Craig Small <csmall@debian.org>

Package: sed
Essential: yes
Priority: required
Section: utils
Installed-Size: 316
Architecture: arm64
Multi-Arch: foreign
Version: 4.8-1ubuntu2
Pre-Depends: libacl1 (>= 2.2.23), libc6 (>= 2.34), libselinux1 (>= 3.1~)
Description: GNU stream editor for filtering/transforming text
Homepage: https://www.gnu.org/software/sed/
Original-Maintainer: Clint Adams <clint@debian.org>

Package: sensible-utils
Priority: required
Section: utils
Installed-Size: 59
Architecture: all
Multi-Arch: foreign
Version: 0.0.17
Replaces: debianutils (<= 2.32.3), manpages-pl (<= 20060617-3~)
Description: Utilities for sensible alternative selection
Original-Maintainer: Anibal Monsalve Salazar <anibal@debian.org>

Package: sysvinit-utils
Essential: yes
Priority: required
Section: admin
Installed-Size: 59
Architecture: arm64
Multi-Arch: foreign
Source: sysvinit
Version: 3.01-1ubuntu1
Depends: lsb-base (>= 11.0.0~), libc6 (>= 2.34)
Description: System-V-like utilities
Homepage: https://savannah.nongnu.org/projects/sysvinit
Original-Maintainer: Debian sysvinit maintainers <debian-init-diversity@chiark.greenend.org.uk>

Package: tar
Essential: yes
Priority: required
Section: utils
Installed-Size: 920
Architecture: arm64
Multi-Arch: foreign
Version: 1.34+dfsg-1ubuntu0.1.22.04.2
Replaces: cpio (<< 2.4.2-39)
Pre-Depends: libacl1 (>= 2.2.23), libc6 (>= 2.34), libselinux1 (>= 3.1~)
Suggests: bzip2, ncompress, xz-utils, tar-scripts, tar-doc
Breaks: dpkg-dev (<< 1.14.26)
Conflicts: cpio (<= 2.4.2-38)
Description: GNU version of the tar archiving utility
Homepage: https://www.gnu.org/software/tar/
Original-Maintainer: Janos Lenart <ocsi@debian.org>

Package: ubuntu-keyring
Priority: important
Section: misc
Installed-Size: 41
Maintainer: Dimitri John Ledkov <dimitri.ledkov@canonical.com>
Architecture: all
Multi-Arch: foreign
Version: 2021.03.26
Replaces: ubuntu-cloudimage-keyring (<< 2018.02.05)
Breaks: ubuntu-cloudimage-keyring (<< 2018.02.05)
Description: GnuPG keys of the Ubuntu archive

Package: usrmerge
Priority: optional
Section: admin
Installed-Size: 200
Architecture: all
Multi-Arch: foreign
Version: 25ubuntu2
Depends: perl-base (>= 5.32.1-3)
Breaks: cruft-ng (<< 0.4.4~), initramfs-tools (<< 0.121~)
Conflicts: acl (<< 2.2.52-3~), arptables (<< 0.0.4+snapshot20181021-1~), coreutils (<< 8.24-1~), cryptsetup (<< 2:1.7.0-1~), davfs2 (<< 1.5.2-1.2~), debianutils (<< 4.5~), ebtables (<< 2.0.10.4+snapshot20181205-1~), elvis-tiny (<< 1.4-24~), kbd (<< 2.0.3-1~), ksh (<< 93u+20120801-3.1~), less (<< 481-2~), libbrlapi-dev (<< 5.3.1-1~), libdm0-dev, libjson-c-dev (<< 0.12.1-1.1~), libpng12-0 (<< 1.2.54-4~), libusb-0.1-4 (<< 2:0.1.12-28~), mksh (<< 52b-1~), molly-guard (<< 0.7.1+exp1~), musl-dev (<< 1.1.9-1.1~), nano (<< 2.3.99pre3-1~), open-iscsi (<< 2.0.873+git0.3b4b4500-13~), open-vm-tools (<< 2:10.0.5-3227872-2~), policycoreutils (<< 2.4-4~), safe-rm (<< 0.12-6~), tcsh (<< 6.18.01-4~), vsearch (<< 1.9.5-2~), xfsdump (<< 3.1.6+nmu1~), xfslibs-dev (<< 4.9.0+nmu1~), yp-tools (<< 3.3-5~), zsh (<< 5.2-4~)
Description: Convert the system to the merged /usr directories scheme
Homepage: https://wiki.debian.org/UsrMerge
Original-Maintainer: Marco d'Itri <md@linux.it>

Package: util-linux
Essential: yes
Priority: required
Section: utils
Installed-Size: 3055
Architecture: arm64
Multi-Arch: foreign
Version: 2.37.2-4ubuntu3
Replaces: hardlink
Provides: hardlink
Pre-Depends: libaudit1 (>= 1:2.2.1), libblkid1 (>= 2.37.2), libc6 (>= 2.34), libcap-ng0 (>= 0.7.9), libcrypt1 (>= 1:4.1.0), libmount1 (>= 2.37.2), libpam0g (>= 0.99.7.1), libselinux1 (>= 3.1~), libsmartcols1 (>= 2.34), libsystemd0, libtinfo6 (>= 6), libudev1 (>= 183), libuuid1 (>= 2.16), zlib1g (>= 1:1.1.4)
Suggests: dosfstools, kbd, util-linux-locales
Conflicts: hardlink
Conffiles:
 /etc/init.d/hwclock.sh c06bc68c12cbdd9c7f60ba25ee587efe
 /etc/pam.d/runuser b8b44b045259525e0fae9e38fdb2aeeb
 /etc/pam.d/runuser-l 2106ea05877e8913f34b2c77fa02be45
 /etc/pam.d/su 60fbbe65c90d741bc0d380543cefe8af
 /etc/pam.d/su-l 756fef5687fecc0d986e5951427b0c4f
Description: miscellaneous system utilities
Homepage: https://www.kernel.org/pub/linux/utils/util-linux/
Original-Maintainer: util-linux packagers <util-linux@packages.debian.org>

Package: zlib1g
Priority: required
Section: libs
Installed-Size: 160
Architecture: arm64
Multi-Arch: same
Source: zlib
Version: 1:1.2.11.dfsg-2ubuntu9.2
Provides: libz1
Depends: libc6 (>= 2.17)
Breaks: libxml2 (<< 2.7.6.dfsg-2), texlive-binaries (<< 2009-12)
Conflicts: zlib1 (<= 1:1.0.4-7)
Description: compression library - runtime
Homepage: http://zlib.net/
Original-Maintainer: Mark Brown <broonie@debian.org>
`;
