/**
 * What configures apt and dpkg, and dpkg's small state files, word for word.
 */
export const APT_TEXTS: Readonly<Record<string, string>> = {
  "/etc/apt/apt.conf.d/01-vendor-ubuntu": `Acquire::Changelogs::AlwaysOnline "true";
Acquire::http::User-Agent-Non-Interactive "true";
`,
  "/etc/apt/apt.conf.d/01autoremove": `APT
{
  NeverAutoRemove
  {
	"^firmware-linux.*";
	"^linux-firmware$";
	"^linux-image-[a-z0-9]*$";
	"^linux-image-[a-z0-9]*-[a-z0-9]*$";
  };

  VersionedKernelPackages
  {
	# kernels
	"linux-.*";
	"kfreebsd-.*";
	"gnumach-.*";
	# (out-of-tree) modules
	".*-modules";
	".*-kernel";
  };

  Never-MarkAuto-Sections
  {
	"metapackages";
	"contrib/metapackages";
	"non-free/metapackages";
	"restricted/metapackages";
	"universe/metapackages";
	"multiverse/metapackages";
  };

  Move-Autobit-Sections
  {
	"oldlibs";
	"contrib/oldlibs";
	"non-free/oldlibs";
	"restricted/oldlibs";
	"universe/oldlibs";
	"multiverse/oldlibs";
  };
};
`,
  "/etc/apt/apt.conf.d/70debconf": `// Pre-configure all packages with debconf before they are installed.
// If you don't like it, comment it out.
DPkg::Pre-Install-Pkgs {"/usr/sbin/dpkg-preconfigure --apt || true";};
`,
  "/etc/apt/apt.conf.d/docker-autoremove-suggests": `Apt::AutoRemove::SuggestsImportant "false";
`,
  "/etc/apt/apt.conf.d/docker-clean": `DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
APT::Update::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";
`,
  "/etc/apt/apt.conf.d/docker-disable-periodic-update": `APT::Periodic::Enable "0";
`,
  "/etc/apt/apt.conf.d/docker-gzip-indexes": `Acquire::GzipIndexes "true"; Acquire::CompressionTypes::Order:: "gz";
`,
  "/etc/apt/apt.conf.d/docker-no-languages": `Acquire::Languages "none";
`,
  "/etc/apt/sources.list": `# See http://help.ubuntu.com/community/UpgradeNotes for how to upgrade to
# newer versions of the distribution.
deb http://ports.ubuntu.com/ubuntu-ports/ jammy main restricted
# deb-src http://ports.ubuntu.com/ubuntu-ports/ jammy main restricted

## Major bug fix updates produced after the final release of the
## distribution.
deb http://ports.ubuntu.com/ubuntu-ports/ jammy-updates main restricted
# deb-src http://ports.ubuntu.com/ubuntu-ports/ jammy-updates main restricted

## N.B. software from this repository is ENTIRELY UNSUPPORTED by the Ubuntu
## team. Also, please note that software in universe WILL NOT receive any
## review or updates from the Ubuntu security team.
deb http://ports.ubuntu.com/ubuntu-ports/ jammy universe
# deb-src http://ports.ubuntu.com/ubuntu-ports/ jammy universe
deb http://ports.ubuntu.com/ubuntu-ports/ jammy-updates universe
# deb-src http://ports.ubuntu.com/ubuntu-ports/ jammy-updates universe

## N.B. software from this repository is ENTIRELY UNSUPPORTED by the Ubuntu
## team, and may not be under a free licence. Please satisfy yourself as to
## your rights to use the software. Also, please note that software in
## multiverse WILL NOT receive any review or updates from the Ubuntu
## security team.
deb http://ports.ubuntu.com/ubuntu-ports/ jammy multiverse
# deb-src http://ports.ubuntu.com/ubuntu-ports/ jammy multiverse
deb http://ports.ubuntu.com/ubuntu-ports/ jammy-updates multiverse
# deb-src http://ports.ubuntu.com/ubuntu-ports/ jammy-updates multiverse

## N.B. software from this repository may not have been tested as
## extensively as that contained in the main release, although it includes
## newer versions of some applications which may provide useful features.
## Also, please note that software in backports WILL NOT receive any review
## or updates from the Ubuntu security team.
deb http://ports.ubuntu.com/ubuntu-ports/ jammy-backports main restricted universe multiverse
# deb-src http://ports.ubuntu.com/ubuntu-ports/ jammy-backports main restricted universe multiverse

deb http://ports.ubuntu.com/ubuntu-ports/ jammy-security main restricted
# deb-src http://ports.ubuntu.com/ubuntu-ports/ jammy-security main restricted
deb http://ports.ubuntu.com/ubuntu-ports/ jammy-security universe
# deb-src http://ports.ubuntu.com/ubuntu-ports/ jammy-security universe
deb http://ports.ubuntu.com/ubuntu-ports/ jammy-security multiverse
# deb-src http://ports.ubuntu.com/ubuntu-ports/ jammy-security multiverse
`,
  "/etc/dpkg/dpkg.cfg": `# dpkg configuration file
#
# This file can contain default options for dpkg.  All command-line
# options are allowed.  Values can be specified by putting them after
# the option, separated by whitespace and/or an \`=' sign.
#

# Do not enable debsig-verify by default; since the distribution is not using
# embedded signatures, debsig-verify would reject all packages.
no-debsig

# Log status changes and actions to a file.
log /var/log/dpkg.log
`,
  "/etc/dpkg/dpkg.cfg.d/docker-apt-speedup": "force-unsafe-io\n",
  "/etc/dpkg/dpkg.cfg.d/excludes": `# Drop all man pages
path-exclude=/usr/share/man/*

# Drop all translations
path-exclude=/usr/share/locale/*/LC_MESSAGES/*.mo

# Drop all documentation ...
path-exclude=/usr/share/doc/*

# ... except copyright files ...
path-include=/usr/share/doc/*/copyright

# ... and Debian changelogs for native & non-native packages
path-include=/usr/share/doc/*/changelog.*
`,
  "/etc/dpkg/origins/debian": `Vendor: Debian
Vendor-URL: https://www.debian.org/
Bugs: debbugs://bugs.debian.org
`,
  "/etc/dpkg/origins/ubuntu": `Vendor: Ubuntu
Vendor-URL: http://www.ubuntu.com/
Bugs: https://bugs.launchpad.net/ubuntu/+filebug
Parent: Debian
`,
  "/var/lib/dpkg/alternatives/awk": `auto
/usr/bin/awk
awk.1.gz
/usr/share/man/man1/awk.1.gz
nawk
/usr/bin/nawk
nawk.1.gz
/usr/share/man/man1/nawk.1.gz

/usr/bin/mawk
5
/usr/share/man/man1/mawk.1.gz
/usr/bin/mawk
/usr/share/man/man1/mawk.1.gz

`,
  "/var/lib/dpkg/alternatives/pager": `auto
/usr/bin/pager
pager.1.gz
/usr/share/man/man1/pager.1.gz

/bin/more
50
/usr/share/man/man1/more.1.gz

`,
  "/var/lib/dpkg/alternatives/rmt": `auto
/usr/sbin/rmt
rmt.8.gz
/usr/share/man/man8/rmt.8.gz

/usr/sbin/rmt-tar
50
/usr/share/man/man8/rmt-tar.8.gz

`,
  "/var/lib/dpkg/alternatives/which": `auto
/usr/bin/which
which.1.gz
/usr/share/man/man1/which.1.gz
which.de1.gz
/usr/share/man/de/man1/which.1.gz
which.es1.gz
/usr/share/man/es/man1/which.1.gz
which.fr1.gz
/usr/share/man/fr/man1/which.1.gz
which.it1.gz
/usr/share/man/it/man1/which.1.gz
which.ja1.gz
/usr/share/man/ja/man1/which.1.gz
which.pl1.gz
/usr/share/man/pl/man1/which.1.gz
which.sl1.gz
/usr/share/man/sl/man1/which.1.gz

/usr/bin/which.debianutils
0
/usr/share/man/man1/which.debianutils.1.gz
/usr/share/man/de/man1/which.debianutils.1.gz
/usr/share/man/es/man1/which.debianutils.1.gz
/usr/share/man/fr/man1/which.debianutils.1.gz
/usr/share/man/it/man1/which.debianutils.1.gz
/usr/share/man/ja/man1/which.debianutils.1.gz
/usr/share/man/pl/man1/which.debianutils.1.gz
/usr/share/man/sl/man1/which.debianutils.1.gz

`,
  "/var/lib/dpkg/cmethopt": "apt apt\n",
  "/var/lib/dpkg/diversions": `/usr/share/man/man1/sh.1.gz
/usr/share/man/man1/sh.distrib.1.gz
dash
/usr/bin/man
/usr/bin/man.REAL
:
/bin/sh
/bin/sh.distrib
dash
/sbin/initctl
/sbin/initctl.distrib
:
`,
};
