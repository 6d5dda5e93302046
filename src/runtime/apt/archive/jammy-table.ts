/**
 * Packages in one line each. Names and the sizes of .debs are those of a real installation of python3-pip on Ubuntu 22.04 for
 * arm64 in August 2023 (131 packages, 98.0 MB, 341 MB on disk), as far as apt shows sizes; curl's and wget's likewise.
 *
 * Estimates: versions that changed until April 2024 (the last part of binutils', linux-libc-dev's, libtiff5's, curl's and some
 * more; sizes then are the older ones'); installed sizes, which are Debian's for the same programs, scaled so that together they
 * make what apt showed. Dependencies are Debian's, too, without bounds, corrected until they led to just those 131 packages.
 *
 * `name|where|version|bytes of the .deb|installed KiB|section|priority|depends|recommends|suggests|description`
 *
 * where: `r` jammy/main, `u` jammy-updates/main, `v` jammy-updates/universe; then `a` for all architectures, and
 * Multi-Arch `s` same, `f` foreign, `w` allowed. A relation `=x` is one to the package's own version, `x/y` to one
 * of both.
 */
export const JAMMY_TABLE = `
binutils|u|2.38-4ubuntu2.6|3162|18|devel|o|=binutils-common =libbinutils =binutils-aarch64-linux-gnu||binutils-doc|GNU assembler, linker and binary utilities
binutils-aarch64-linux-gnu|uw|2.38-4ubuntu2.6|3230000|12421|devel|e|=binutils-common =libbinutils libc6 libctf-nobfd0 libctf0 libgcc-s1 libstdc++6 libzstd1 zlib1g||binutils-doc|GNU binary utilities, for aarch64-linux-gnu target
binutils-common|us|2.38-4ubuntu2.6|222000|1267|devel|o|libc6|||Common files for the GNU assembler, linker and binary utilities
build-essential|r|12.9ubuntu3|4740|18|devel|o|libc6-dev gcc g++ make dpkg-dev|||Informational list of build-essential packages
bzip2|rf|1.0.8-5build1|34600|79|utils|s|libbz2-1.0 libc6||bzip2-doc|high-quality block-sorting file compressor - utilities
cpp|rw|4:11.2.0-1ubuntu1|27700|33|interpreters|o|libc6 cpp-11||cpp-doc|GNU C preprocessor (cpp)
cpp-11|u|11.4.0-1ubuntu1~22.04|9762000|26170|interpreters|o|=gcc-11-base libc6 libgmp10 libisl23 libmpc3 libmpfr6 libzstd1 zlib1g||gcc-11-locales|GNU C preprocessor
curl|uf|7.81.0-1ubuntu1.16|190000|278|web|o|libc6 =libcurl4 zlib1g|||command line tool for transferring data with URL syntax
dirmngr|uf|2.2.27-3ubuntu2.1|289000|458|utils|o|adduser =gpgconf lsb-base init-system-helpers libassuan0 libc6 libgcrypt20 libgnutls30 libgpg-error0 libksba8 libldap-2.5-0 libnpth0|=gnupg|dbus-user-session libpam-systemd pinentry-gnome3 tor|GNU privacy guard - network certificate management service
dpkg-dev|uaf|1.21.1ubuntu2.2|922000|1112|utils|o|perl =libdpkg-perl tar bzip2 xz-utils patch make binutils lto-disabled-list|build-essential gcc fakeroot gnupg gpgv libalgorithm-merge-perl|debian-keyring|Debian package development tools
fakeroot|rf|1.28-1ubuntu1|60500|178|utils|o|libfakeroot libc6|||tool for simulating superuser privileges
fontconfig-config|raf|2.13.1-4.2ubuntu5|29100|46|fonts|o|debconf fonts-dejavu-core ucf|||generic font configuration library - configuration
fonts-dejavu-core|raf|2.37-2build1|1041000|2727|fonts|o||||Vera font family derivate with additional characters
g++|r|4:11.2.0-1ubuntu1|1394|18|devel|o|=cpp =gcc g++-11 gcc-11|||GNU C++ compiler
g++-11|u|11.4.0-1ubuntu1~22.04|11140000|29198|devel|o|=gcc-11-base =gcc-11 =libstdc++-11-dev libc6 libgmp10 libisl23 libmpc3 libmpfr6 libzstd1 zlib1g||gcc-11-doc|GNU C++ compiler
gcc|r|4:11.2.0-1ubuntu1|5128|44|devel|o|=cpp gcc-11|libc6-dev|gcc-multilib autoconf automake libtool flex bison gdb gcc-doc|GNU C compiler
gcc-11|u|11.4.0-1ubuntu1~22.04|19440000|52393|devel|o|=cpp-11 =gcc-11-base libcc1-0 binutils =libgcc-11-dev libc6 libgcc-s1 libgmp10 libisl23 libmpc3 libmpfr6 libstdc++6 libzstd1 zlib1g|libc6-dev|gcc-11-doc gcc-11-locales|GNU C compiler
gcc-11-base|us|11.4.0-1ubuntu1~22.04|20300|51|libs|o|libc6|||GCC, the GNU Compiler Collection (base package)
gnupg|uaf|2.2.27-3ubuntu2.1|315000|312|utils|o|dirmngr =gnupg-l10n gnupg-utils gpg gpg-agent gpg-wks-client gpg-wks-server gpgsm gpgv||parcimonie xloadimage|GNU privacy guard - a free PGP replacement
gnupg-l10n|uaf|2.2.27-3ubuntu2.1|54400|229|localization|o||||GNU privacy guard - localization files
gnupg-utils|uf|2.2.27-3ubuntu2.1|304000|569|utils|e|libassuan0 libbz2-1.0 libc6 libgcrypt20 libgpg-error0 libksba8 libreadline8 zlib1g|gpg gpg-agent gpgconf gpgsm||GNU privacy guard - utility programs
gpg|uf|2.2.27-3ubuntu2.1|506000|796|utils|o|=gpgconf libassuan0 libbz2-1.0 libc6 libgcrypt20 libgpg-error0 libreadline8 libsqlite3-0 zlib1g|=gnupg||GNU Privacy Guard -- minimalist public key operations
gpg-agent|uf|2.2.27-3ubuntu2.1|204000|374|utils|o|=gpgconf pinentry-curses init-system-helpers libassuan0 libc6 libgcrypt20 libgpg-error0 libnpth0|=gnupg|dbus-user-session libpam-systemd pinentry-gnome3 scdaemon|GNU privacy guard - cryptographic agent
gpg-wks-client|uf|2.2.27-3ubuntu2.1|61400|73|utils|o|=dirmngr =gpg =gpg-agent libassuan0 libc6 libgcrypt20 libgpg-error0|=gnupg||GNU privacy guard - Web Key Service client
gpg-wks-server|uf|2.2.27-3ubuntu2.1|56800|66|utils|o|=gpg =gpg-agent libc6 libgcrypt20 libgpg-error0|=gnupg||GNU privacy guard - Web Key Service server
gpgconf|uf|2.2.27-3ubuntu2.1|92500|124|utils|o|libassuan0 libc6 libgcrypt20 libgpg-error0 libreadline8|||GNU privacy guard - core configuration utilities
gpgsm|uf|2.2.27-3ubuntu2.1|192000|268|utils|o|=gpgconf libassuan0 libc6 libgcrypt20 libgpg-error0 libksba8 libreadline8|=gnupg||GNU privacy guard - S/MIME version
libalgorithm-diff-perl|raf|1.201-1|41800|118|perl|o|perl|libalgorithm-diff-xs-perl||module to find differences between files
libalgorithm-diff-xs-perl|rs|0.04-6build3|11700|45|perl|o|perl libc6 libalgorithm-diff-perl|||module to find differences between files (XS accelerated)
libalgorithm-merge-perl|raf|0.08-3|12000|41|perl|o|perl libalgorithm-diff-perl|||Perl module for three-way merge of textual data
libasan6|us|11.4.0-1ubuntu1~22.04|2234000|7720|libs|o|gcc-12-base libc6 libgcc-s1|||AddressSanitizer -- a fast memory error detector
libassuan0|rs|2.5.5-1build1|36500|83|libs|o|libc6 libgpg-error0|||IPC library for the GnuPG components
libatomic1|us|12.3.0-1ubuntu1~22.04|10800|49|libs|o|gcc-12-base libc6|||support library providing __atomic built-in functions
libbinutils|us|2.38-4ubuntu2.6|825000|2683|devel|o|libc6 libzstd1 zlib1g =binutils-common|||GNU binary utilities (private shared library)
libbsd0|rs|0.11.5-1|43700|71|libs|o|libc6 libmd0|||utility functions from BSD systems - shared library
libc-dev-bin|uf|2.35-0ubuntu3.6|19600|36|libdevel|o|libc6|manpages manpages-dev libc-devtools||GNU C Library: Development binaries
libc-devtools|uf|2.35-0ubuntu3.6|27600|65|devel|o|libc6 libgd3|manpages manpages-dev||GNU C Library: Development tools
libc6-dev|us|2.35-0ubuntu3.6|1544000|9179|libdevel|o|libc6 =libc-dev-bin linux-libc-dev libcrypt-dev libnsl-dev rpcsvc-proto||glibc-doc|GNU C Library: Development Libraries and Header Files
libcc1-0|us|12.3.0-1ubuntu1~22.04|45000|139|libs|o|gcc-12-base libc6 libgcc-s1 libstdc++6|||GCC cc1 plugin for GDB
libcrypt-dev|rs|1:4.4.27-1|119000|325|libdevel|o|libcrypt1|||libcrypt development files
libctf-nobfd0|us|2.38-4ubuntu2.6|108000|200|devel|o|libc6 zlib1g|||Compact C Type Format library (runtime, no BFD dependency)
libctf0|us|2.38-4ubuntu2.6|103000|252|devel|o|=libbinutils libc6 zlib1g|||Compact C Type Format library (runtime, BFD dependency)
libcurl4|us|7.81.0-1ubuntu1.16|285000|577|libs|o|libbrotli1 libc6 libgssapi-krb5-2 libidn2-0 libldap-2.5-0 libnghttp2-14 libpsl5 librtmp1 libssl3 libzstd1 zlib1g libssh-4|ca-certificates||easy-to-use client-side URL transfer library (OpenSSL flavour)
libdeflate0|rs|1.10-2|69100|171|libs|o|libc6|||fast, whole-buffer DEFLATE-based compression and decompression
libdpkg-perl|uaf|1.21.1ubuntu2.2|237000|737|perl|o|perl dpkg|libfile-fcntllock-perl liblocale-gettext-perl bzip2 xz-utils|debian-keyring git bzr|Dpkg perl modules
libexpat1|us|2.4.7-1ubuntu0.3|76800|278|libs|o|libc6|||XML parsing C library - runtime library
libexpat1-dev|us|2.4.7-1ubuntu0.3|129000|646|libdevel|o|=libexpat1 libc6-dev|||XML parsing C library - development kit
libfakeroot|rs|1.28-1ubuntu1|31500|151|libs|o|libc6|||tool for simulating superuser privileges - shared libraries
libfile-fcntllock-perl|r|0.22-3build7|33700|118|perl|o|perl libc6|||Perl module for file locking with fcntl(2)
libfontconfig1|rs|2.13.1-4.2ubuntu5|135000|192|libs|o|libc6 libexpat1 libfreetype6 fontconfig-config|||generic font configuration library - runtime
libfreetype6|us|2.11.1+dfsg-1ubuntu0.2|383000|806|libs|o|libbrotli1 libc6 libpng16-16 zlib1g|||FreeType 2 font engine, shared library files
libgcc-11-dev|us|11.4.0-1ubuntu1~22.04|1146000|6289|libdevel|o|=gcc-11-base libgcc-s1 libgomp1 libitm1 libatomic1 libasan6 liblsan0 libtsan0 libubsan1 libhwasan0|libc6-dev||GCC support library (development files)
libgd3|rs|2.3.0-2ubuntu2|126000|431|libs|o|libc6 libfontconfig1 libfreetype6 libjpeg8 libpng16-16 libtiff5 libwebp7 libxpm4||libgd-tools|GD Graphics Library
libgdbm-compat4|rs|1.23-1|6294|18|libs|o|libc6 libgdbm6|||GNU dbm database routines (legacy support runtime version) 
libgdbm6|rs|1.23-1|34100|58|libs|o|libc6||gdbm-l10n|GNU dbm database routines (runtime version) 
libgomp1|us|12.3.0-1ubuntu1~22.04|124000|316|libs|o|gcc-12-base libc6|||GCC OpenMP (GOMP) support library
libhwasan0|u|12.3.0-1ubuntu1~22.04|1117000|3300|libs|o|libc6|||libhwasan0
libisl23|rs|0.24-2build1|689000|2195|libs|o|libc6 libgmp10|||manipulating sets and relations of integer points bounded by linear constraints
libitm1|us|12.3.0-1ubuntu1~22.04|28400|118|libs|o|gcc-12-base libc6|||GNU Transactional Memory Library
libjbig0|us|2.1-3.1ubuntu0.22.04.1|29100|73|libs|o|libc6|||JBIGkit libraries
libjpeg-turbo8|rs|2.1.2-0ubuntu1|129000|496|libs|o|libc6|||libjpeg-turbo JPEG runtime library
libjpeg8|r|8c-2ubuntu10|2264|20|libs|o|libjpeg-turbo8|||libjpeg8
libjs-jquery|raf|3.6.0+dfsg+~3.5.13-1|321000|656|javascript|o||javascript-common||JavaScript library for dynamic web applications
libjs-sphinxdoc|raf|4.3.2-1|139000|185|javascript|o|libjs-jquery libjs-underscore|||JavaScript support for Sphinx documentation
libjs-underscore|raf|1.13.2~dfsg-2|118000|337|javascript|o||javascript-common libjs-jquery||JavaScript's functional programming helper library
libksba8|us|1.6.0-2ubuntu0.2|117000|272|libs|o|libc6 libgpg-error0|||X.509 and CMS support library
libldap-2.5-0|us|2.5.17+dfsg-0ubuntu0.22.04.1|181000|516|libs|o|libc6 libgnutls30 libsasl2-2|libldap-common||OpenLDAP libraries
libldap-common|uaf|2.5.17+dfsg-0ubuntu0.22.04.1|15800|47|libs|o||||OpenLDAP common files for libraries
liblocale-gettext-perl|r|1.07-4build3|16900|53|perl|o|perl-base libc6|||module using libc functions for internationalization in Perl
liblsan0|us|12.3.0-1ubuntu1~22.04|1035000|2969|libs|o|gcc-12-base libc6 libgcc-s1|||LeakSanitizer -- a memory leak detector (runtime)
libmd0|rs|1.0.4-1build1|23800|60|libs|o|libc6|||message digest functions from BSD systems - shared library
libmpc3|rs|1.2.1-2build1|48100|132|libs|o|libc6 libgmp10 libmpfr6|||multiple precision complex floating-point library
libmpdec3|r|2.5.1-2build2|89000|260|libs|o|libc6|||libmpdec3
libmpfr6|rs|4.1.0-3build3|245000|389|libs|o|libc6 libgmp10|||multiple precision floating-point computation
libnpth0|rs|1.6-3build2|8156|20|libs|o|libc6|||replacement for GNU Pth using system threads
libnsl-dev|rs|1.3.0-2build2|72100|354|libdevel|o|libnsl2 libtirpc-dev|||libnsl development files
libperl5.34|us|5.34.0-3ubuntu1.3|4726000|30652|libs|o|libbz2-1.0 libc6 libcrypt1 libdb5.3 libgdbm-compat4 libgdbm6 zlib1g perl-modules-5.34|||shared Perl library
libpng16-16|rs|1.6.37-3build5|189000|269|libs|o|libc6 zlib1g|||PNG library - runtime (version 1.6)
libpsl5|rs|0.21.0-1.2build2|58300|90|libs|o|libidn2-0 libc6 libunistring2|publicsuffix||Library for Public Suffix List (shared libraries)
libpython3-dev|us|3.10.6-1~22.04|7168|26|python|o|libpython3.10-dev|||header files and a static library for Python (default)
libpython3-stdlib|us|3.10.6-1~22.04|6910|19|python|o|libpython3.10-stdlib|||interactive high-level object-oriented language (default python3 version)
libpython3.10|us|3.10.12-1~22.04.3|1886000|6835|libs|o|=libpython3.10-stdlib libc6 libexpat1 zlib1g|||Shared Python runtime library (version 3.10)
libpython3.10-dev|us|3.10.12-1~22.04.3|4661000|23949|libdevel|o|=libpython3.10-stdlib =libpython3.10 libexpat1-dev zlib1g-dev|libc6-dev||Header files and a static library for Python (v3.10)
libpython3.10-minimal|us|3.10.12-1~22.04.3|809000|4873|python|o|libc6 libssl3|libpython3.10-stdlib||Minimal subset of the Python language (version 3.10)
libpython3.10-stdlib|us|3.10.12-1~22.04.3|1845000|8081|python|o|=libpython3.10-minimal media-types libbz2-1.0 libc6 libcrypt1 libdb5.3 libffi8 liblzma5 libncursesw6 libnsl2 libreadline8 libsqlite3-0 libtinfo6 libtirpc3 libuuid1 libmpdec3|||Interactive high-level object-oriented language (standard library, version 3.10)
libreadline8|rs|8.1.2-1|153000|414|libs|o|readline-common libc6 libtinfo6|||GNU readline and history libraries, run-time libraries
librtmp1|rs|2.4+20151223.gitfa8646d.1-2build4|59200|134|libs|o|libc6 libgmp10 libgnutls30 libhogweed6 libnettle8 zlib1g|||toolkit for RTMP streams (shared library)
libsasl2-2|us|2.1.27+dfsg2-3ubuntu1.2|55600|146|libs|o|libsasl2-modules-db libc6|libsasl2-modules||Cyrus SASL - authentication abstraction library
libsasl2-modules|us|2.1.27+dfsg2-3ubuntu1.2|68400|275|libs|o|libc6 libssl3||libsasl2-modules-gssapi-mit/libsasl2-modules-gssapi-heimdal libsasl2-modules-ldap libsasl2-modules-otp libsasl2-modules-sql|Cyrus SASL - pluggable authentication modules
libsasl2-modules-db|us|2.1.27+dfsg2-3ubuntu1.2|21100|75|libs|o|libc6 libdb5.3|||Cyrus SASL - pluggable authentication modules (DB)
libsqlite3-0|us|3.37.2-2ubuntu0.3|636000|1205|libs|o|libc6|||SQLite 3 shared library
libssh-4|us|0.9.6-2ubuntu0.22.04.3|184000|478|libs|o|libc6 libgssapi-krb5-2 libssl3 zlib1g|||tiny C SSH library (OpenSSL flavor)
libstdc++-11-dev|us|11.4.0-1ubuntu1~22.04|2088000|18663|libdevel|o|=gcc-11-base =libgcc-11-dev libstdc++6 libc6-dev||libstdc++-11-doc|GNU Standard C++ Library v3 (development files)
libtiff5|us|4.3.0-6ubuntu0.8|180000|385|libs|o|libc6 libdeflate0 libjbig0 libjpeg8 liblzma5 libwebp7 libzstd1 zlib1g|||Tag Image File Format (TIFF) library
libtirpc-dev|us|1.3.2-2ubuntu0.1|199000|704|libdevel|o|libtirpc3|||transport-independent RPC library - development files
libtsan0|us|11.4.0-1ubuntu1~22.04|2235000|7514|libs|o|gcc-12-base libc6 libgcc-s1|||ThreadSanitizer -- a Valgrind-based detector of data races (runtime)
libubsan1|us|12.3.0-1ubuntu1~22.04|965000|2739|libs|o|gcc-12-base libc6 libgcc-s1 libstdc++6|||UBSan -- undefined behaviour sanitizer (runtime)
libwebp7|us|1.2.2-2ubuntu0.22.04.2|193000|348|libs|o|libc6|||Lossy compression of digital photographic images
libx11-6|us|2:1.7.5-1ubuntu0.3|661000|1285|libs|o|libc6 libxcb1 libx11-data|||X11 client-side library
libx11-data|uaf|2:1.7.5-1ubuntu0.3|119000|608|x11|o||||X11 client-side library
libxau6|rs|1:1.0.9-1build5|7624|18|libs|o|libc6|||X11 authorisation library
libxcb1|rs|1.14-3ubuntu3|49000|95|libs|o|libc6 libxau6 libxdmcp6|||X C Binding
libxdmcp6|rs|1:1.1.3-0ubuntu5|10800|21|libs|o|libbsd0 libc6|||X11 Display Manager Control Protocol library
libxpm4|us|1:3.5.12-1ubuntu0.22.04.2|35300|76|libs|o|libc6 libx11-6|||X11 pixmap library
linux-libc-dev|us|5.15.0-102.112|1314000|3633|devel|o||||Linux support headers for userspace development
lto-disabled-list|ra|24|12500|45|libs|o||||lto-disabled-list
make|rw|4.3-4.1build1|177000|673|devel|o|libc6||make-doc|utility for directing compilation
manpages|raf|5.10-1ubuntu1|1375000|1511|doc|s|||man-browser|Manual pages about using a GNU/Linux system
manpages-dev|raf|5.10-1ubuntu1|2309000|4011|doc|o|manpages||man-browser|Manual pages about using GNU/Linux for development
media-types|raf|7.0.0|25500|95|net|s||||List of standard media types and their usual file extension
netbase|raf|6.3|12900|34|admin|i||||Basic TCP/IP networking system
patch|rf|2.7.6-7build2|105000|192|vcs|o|libc6||ed diffutils-doc|Apply a diff file to an original
perl|uw|5.34.0-3ubuntu1.3|232000|614|perl|s|libc6 dpkg perl-base perl-modules-5.34 =libperl5.34|netbase|perl-doc libterm-readline-gnu-perl/libterm-readline-perl-perl libtap-harness-archive-perl|Larry Wall's Practical Extraction and Report Language
perl-modules-5.34|uaf|5.34.0-3ubuntu1.3|2977000|17797|libs|o|dpkg perl-base|perl||Core Perl modules
pinentry-curses|rf|1.1.1-1build2|33500|57|utils|o|libassuan0 libc6 libgpg-error0 libncursesw6 libtinfo6||pinentry-doc|curses-based PIN or pass-phrase entry dialog for GnuPG
publicsuffix|raf|20211207.1025-1|129000|327|net|o||||accurate, machine-readable list of domain name suffixes
python-is-python3|raf|3.9.2-2|2788|14|python|o|python3|||symlinks /usr/bin/python to python3
python3|uw|3.10.6-1~22.04|22800|66|python|o|libc6 =python3-minimal python3.10 =libpython3-stdlib||python3-doc python3-tk python3-venv|interactive high-level object-oriented language (default python3 version)
python3-dev|uw|3.10.6-1~22.04|26000|145|python|o|=python3 =libpython3-dev python3.10-dev python3-distutils libjs-sphinxdoc|||header files and a static library for Python (default)
python3-distutils|uaf|3.10.8-1~22.04|139000|660|python|o|python3 =python3-lib2to3|||distutils package for Python 3.x
python3-lib2to3|uaf|3.10.8-1~22.04|77600|351|python|o|python3|||Interactive high-level object-oriented language (lib2to3)
python3-minimal|uw|3.10.6-1~22.04|24300|97|python|o|libc6 python3.10-minimal dpkg|||minimal subset of the Python language (default python3 version)
python3-pip|va|22.0.2+dfsg-1ubuntu0.4|1305000|6880|python|o|ca-certificates python3-distutils python3-setuptools python3-wheel python3|build-essential python3-dev||Python package installer
python3-pkg-resources|uaf|59.6.0-1.2ubuntu0.22.04.1|132000|442|python|o|python3|||Package Discovery and Resource Access using pkg_resources
python3-setuptools|uaf|59.6.0-1.2ubuntu0.22.04.1|339000|1557|python|o|=python3-pkg-resources python3-distutils python3||python-setuptools-doc|Python3 Distutils Enhancements
python3-wheel|va|0.37.1-2ubuntu0.22.04.1|32000|130|python|o|python3-distutils python3|||built-package format for Python
python3.10|uw|3.10.12-1~22.04.3|509000|545|python|o|libc6 =python3.10-minimal =libpython3.10-stdlib media-types|ca-certificates|python3.10-venv python3.10-doc|Interactive high-level object-oriented language (version 3.10)
python3.10-dev|uw|3.10.12-1~22.04.3|508000|480|python|o|=python3.10 =libpython3.10-dev =libpython3.10|libc6-dev||Header files and a static library for Python (v3.10)
python3.10-minimal|uw|3.10.12-1~22.04.3|2247000|6969|python|o|libc6 =libpython3.10-minimal libexpat1 zlib1g|python3.10|binfmt-support|Minimal subset of the Python language (version 3.10)
readline-common|raf|8.1.2-1|53500|65|utils|i|dpkg||readline-doc|GNU readline and history libraries, common files
rpcsvc-proto|rf|1.4.2-0ubuntu6|65400|240|libs|o|libc6|||RPC protocol compiler and definitions
ucf|raf|3.0043|56100|205|utils|s|debconf sensible-utils|||Update Configuration File(s): preserve user changes to config files
wget|rf|1.21.2-2ubuntu1|334000|984|web|s|libc6 libgnutls30 libidn2-0 libnettle8 libpcre2-8-0 libpsl5 libuuid1 zlib1g libssl3|ca-certificates||retrieves files from the web
xz-utils|rf|5.2.5-2ubuntu1|84400|207|utils|s|libc6 liblzma5|||XZ-format compression utilities
zlib1g-dev|us|1:1.2.11.dfsg-2ubuntu9.2|163000|220|libdevel|o|zlib1g libc6-dev|||compression library - development
`;
