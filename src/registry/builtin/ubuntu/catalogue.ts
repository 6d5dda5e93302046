/**
 * Every path of the image: the format is described in `src/runtime/apt/catalogue.ts`, the origin of the numbers in `../README.md`.
 */
export const CATALOGUE = `
@ /
l bin -> usr/bin
l lib -> usr/lib
l sbin -> usr/sbin
+ base-files
d bin
d boot
d dev
d home
d proc
d root
d run
d sbin
d sys
d tmp
@ /boot
@ /dev
@ /etc
f=0600 0 .pwd.lock
f 3028 adduser.conf
t environment
t fstab
t group
t=0640,0:42 gshadow
t hostname
f 0 hosts
f 5643 ld.so.cache
f=0444 0 machine-id
t networks
t nsswitch.conf
t passwd
t profile
f 0 resolv.conf
t=0640,0:42 shadow
t shells
f 0 subgid
f 0 subuid
+ adduser
t deluser.conf
+ base-files
t debian_version
t host.conf
t issue
t issue.net
t legal
t lsb-release
l os-release -> ../usr/lib/os-release
d default
d skel
+ bash
t bash.bashrc
+ debconf
f 2969 debconf.conf
+ e2fsprogs
t e2scrub.conf
t mke2fs.conf
+ init-system-helpers
d rc0.d
d rc1.d
d rc2.d
d rc3.d
d rc4.d
d rc5.d
d rc6.d
d rcS.d
+ libattr1:arm64
t xattr.conf
+ libaudit-common
t libaudit.conf
+ libc-bin
t bindresvport.blacklist
f 2584 gai.conf
t ld.so.conf
+ libpam-runtime
t pam.conf
+ libtirpc-common
t netconfig
+ login
f 10734 login.defs
+ procps
f 2355 sysctl.conf
+ tar
l rmt -> /usr/sbin/rmt
@ /etc/alternatives
l awk -> /usr/bin/mawk
l nawk -> /usr/bin/mawk
l pager -> /bin/more
l rmt -> /usr/sbin/rmt-tar
l which -> /usr/bin/which.debianutils
+ dpkg
t README
@ /etc/apt
t sources.list
+ apt
d auth.conf.d
d keyrings
d preferences.d
d sources.list.d
d trusted.gpg.d
@ /etc/apt/apt.conf.d
t docker-autoremove-suggests
t docker-clean
t docker-disable-periodic-update
t docker-gzip-indexes
t docker-no-languages
+ apt
t 01-vendor-ubuntu
t 01autoremove
+ debconf
t 70debconf
@ /etc/apt/auth.conf.d
@ /etc/apt/keyrings
@ /etc/apt/preferences.d
@ /etc/apt/sources.list.d
@ /etc/apt/trusted.gpg.d
+ ubuntu-keyring
f 2794 ubuntu-keyring-2012-cdimage.gpg
f 1733 ubuntu-keyring-2018-archive.gpg
@ /etc/cloud
t build.info
@ /etc/cron.d
+ e2fsprogs
t e2scrub_all
@ /etc/cron.daily
+ apt
x 1478 apt-compat
+ dpkg
t=0755 dpkg
@ /etc/default
+ passwd
f 1118 useradd
@ /etc/dpkg
+ dpkg
t dpkg.cfg
d dpkg.cfg.d
@ /etc/dpkg/dpkg.cfg.d
t docker-apt-speedup
t excludes
@ /etc/dpkg/origins
l default -> ubuntu
+ base-files
t debian
t ubuntu
@ /etc/gss
+ libgssapi-krb5-2:arm64
d mech.d
@ /etc/gss/mech.d
@ /etc/init.d
+ procps
x 959 procps
+ util-linux
x 1748 hwclock.sh
@ /etc/kernel
+ apt
d postinst.d
@ /etc/kernel/postinst.d
@ /etc/ld.so.conf.d
+ libc-bin
t libc.conf
+ libc6:arm64
t aarch64-linux-gnu.conf
@ /etc/logrotate.d
+ apt
t apt
+ dpkg
t alternatives
t dpkg
@ /etc/pam.d
f 1208 common-account
f 1214 common-auth
f 1620 common-password
f 1394 common-session
f 1435 common-session-noninteractive
+ libpam-runtime
t other
+ login
f 4126 login
+ passwd
t chfn
t chpasswd
t chsh
t newusers
t passwd
+ util-linux
t runuser
t runuser-l
f 2259 su
t su-l
@ /etc/profile.d
+ base-files
t 01-locale-fix.sh
@ /etc/rc0.d
@ /etc/rc1.d
@ /etc/rc2.d
@ /etc/rc3.d
@ /etc/rc4.d
@ /etc/rc5.d
@ /etc/rc6.d
@ /etc/rcS.d
l S01procps -> ../init.d/procps
@ /etc/security
f=0600 0 opasswd
+ libpam-modules:arm64
f 4564 access.conf
f 2234 faillock.conf
f 3635 group.conf
f 2161 limits.conf
f 1637 namespace.conf
x 1016 namespace.init
f 2971 pam_env.conf
t sepermit.conf
f 2179 time.conf
d limits.d
d namespace.d
@ /etc/security/limits.d
@ /etc/security/namespace.d
@ /etc/selinux
+ libsemanage-common
f 2041 semanage.conf
@ /etc/skel
+ bash
t .bash_logout
t .bashrc
t .profile
@ /etc/sysctl.d
+ procps
t 10-console-messages.conf
t 10-ipv6-privacy.conf
f 1229 10-kernel-hardening.conf
f 1184 10-magic-sysrq.conf
t 10-network-security.conf
f 1292 10-ptrace.conf
t 10-zeropage.conf
t README.sysctl
@ /etc/systemd
+ init-system-helpers
d system
d user
@ /etc/systemd/system
@ /etc/systemd/system/multi-user.target.wants
l e2scrub_reap.service -> /lib/systemd/system/e2scrub_reap.service
@ /etc/systemd/system/timers.target.wants
l apt-daily-upgrade.timer -> /lib/systemd/system/apt-daily-upgrade.timer
l apt-daily.timer -> /lib/systemd/system/apt-daily.timer
l dpkg-db-backup.timer -> /lib/systemd/system/dpkg-db-backup.timer
l e2scrub_all.timer -> /lib/systemd/system/e2scrub_all.timer
l fstrim.timer -> /lib/systemd/system/fstrim.timer
l motd-news.timer -> /lib/systemd/system/motd-news.timer
@ /etc/systemd/user
@ /etc/terminfo
+ ncurses-base
t README
@ /etc/update-motd.d
x 356 60-unminimize
+ base-files
x 1220 00-header
x 1157 10-help-text
x 5023 50-motd-news
@ /home
@ /media
@ /mnt
@ /opt
@ 0555 /proc
@ 0700 /root
t .bashrc
t .profile
@ /run
@ 1777 /run/lock
@ /run/systemd
t container
@ /srv
@ 0555 /sys
@ 1777 /tmp
@ /usr
+ base-files
d games
d include
d sbin
d src
+ libcap-ng0:arm64
d lib
+ libpcre3:arm64
d bin
d sbin
@ /usr/bin
l awk -> /etc/alternatives/awk
p 320 man
l nawk -> /etc/alternatives/nawk
l pager -> /etc/alternatives/pager
l which -> /etc/alternatives/which
+ apt
p 14504 apt
p 72000 apt-cache
p 22856 apt-cdrom
p 22704 apt-config
p 43264 apt-get
p 28173 apt-key
p 47360 apt-mark
+ base-files
p 10168 locale-check
+ bash
p 6825 bashbug
p 10248 clear_console
+ bash /bin
p 1415800 bash
l rbash -> bash
+ bsdutils
p 35552 logger
p 14496 renice
p 47264 script
p 47264 scriptlive
p 34976 scriptreplay
p=2755,0:5 18592 wall
+ coreutils
p 43184 [
p 22888 arch
p 43384 b2sum
p 31080 base32
p 31080 base64
p 26984 basename
p 39272 basenc
p 55656 chcon
p 26928 cksum
p 31096 comm
p 96632 csplit
p 35184 cut
p 39288 dircolors
p 22808 dirname
p 137592 du
p 39696 env
p 27000 expand
p 96560 expr
p 63856 factor
p 31080 fmt
p 26984 fold
p 26984 groups
p 35184 head
p 22888 hostid
p 35184 id
p 125336 install
p 39312 join
p 22888 link
p 22888 logname
p 35128 md5sum
l md5sum.textutils -> md5sum
p 35176 mkfifo
p 26984 nice
p 88520 nl
p 26928 nohup
p 26984 nproc
p 63896 numfmt
p 59760 od
p 26936 paste
p 26984 pathchk
p 31040 pinky
p 59824 pr
p 22808 printenv
p 39200 printf
p 117136 ptx
p 31032 realpath
p 26984 runcon
p 47464 seq
p 39224 sha1sum
p 43320 sha224sum
p 43320 sha256sum
p 43320 sha384sum
p 43320 sha512sum
p 43368 shred
p 39272 shuf
p 92784 sort
p 43816 split
p 72048 stat
p 39272 stdbuf
p 26928 sum
p 92472 tac
p 55680 tail
p 26984 tee
p 34992 test
p 31512 timeout
p 39272 tr
p 31080 truncate
p 35176 tsort
p 22888 tty
p 27000 unexpand
p 35176 uniq
p 22888 unlink
p 22888 users
p 35136 wc
p 39288 who
p 22888 whoami
p 22808 yes
+ coreutils /bin
p 26968 cat
p 47464 chgrp
p 47472 chmod
p 51560 chown
p 121208 cp
p 88424 date
p 63888 dd
p 72624 df
p 125736 dir
p 22736 echo
p 22736 false
p 51576 ln
p 125736 ls
p 47464 mkdir
p 35176 mknod
p 31080 mktemp
p 117112 mv
p 26984 pwd
p 31024 readlink
p 51560 rm
p 35120 rmdir
p 26984 sleep
p 63856 stty
p 26928 sync
p 76136 touch
p 22736 true
p 26984 uname
p 125736 vdir
+ dash /bin
p 121312 dash
l sh -> dash
+ debconf
p 2859 debconf
p 11541 debconf-apt-progress
p 608 debconf-communicate
p 1719 debconf-copydb
p 647 debconf-escape
p 2995 debconf-set-selections
p 1827 debconf-show
+ debianutils
p 10200 ischroot
p 22848 run-parts
p 10487 savelog
p 10296 tempfile
p 946 which.debianutils
+ diffutils
p 39088 cmp
p 117040 diff
p 47360 diff3
p 43184 sdiff
+ dpkg
p 309656 dpkg
p 133384 dpkg-deb
p 112896 dpkg-divert
p 21209 dpkg-maintscript-helper
p 133408 dpkg-query
p 4189 dpkg-realpath
p 96472 dpkg-split
p 43048 dpkg-statoverride
p 34976 dpkg-trigger
p 51224 update-alternatives
+ e2fsprogs
p 14432 chattr
p 10336 lsattr
+ findutils
p 273624 find
p 55496 xargs
+ gpgv
p 260872 gpgv
+ grep
t=0755 rgrep
+ grep /bin
t=0755 egrep
t=0755 fgrep
p 162008 grep
+ gzip /bin
p 2346 gunzip
p 6447 gzexe
p 88960 gzip
h uncompress = /usr/bin/gunzip
p 1984 zcat
p 1678 zcmp
p 5898 zdiff
t=0755 zegrep
t=0755 zfgrep
p 2081 zforce
p 8103 zgrep
p 2206 zless
p 1842 zmore
p 4577 znew
+ hostname /bin
l dnsdomainname -> hostname
l domainname -> hostname
p 18440 hostname
l nisdomainname -> hostname
l ypdomainname -> hostname
+ init-system-helpers
p 21394 deb-systemd-helper
p 6156 deb-systemd-invoke
+ libc-bin
p 30792 getconf
p 31136 getent
p 59552 iconv
p 5344 ldd
p 50512 locale
p 293912 localedef
p 14392 pldd
p 15378 tzselect
p 18424 zdump
+ login
p 18800 faillog
p 23936 lastlog
p=4755 32056 newgrp
l sg -> newgrp
+ login /bin
p 48616 login
+ mawk
p 150000 mawk
+ mount /bin
p=4755 39072 mount
p=4755 30880 umount
+ ncurses-bin
l captoinfo -> tic
p 10336 clear
p 59552 infocmp
l infotocap -> tic
l reset -> tset
p 14424 tabs
p 80072 tic
p 14424 toe
p 18552 tput
p 22624 tset
+ passwd
p=2755,0:42 63640 chage
p=4755 64016 chfn
p=4755 36360 chsh
p=2755,0:42 18784 expiry
p=4755 63528 gpasswd
p=4755 55544 passwd
+ perl-base
p 3679536 perl
h perl5.34.0 = /usr/bin/perl
+ procps
p 26640 free
p 26648 pgrep
p 26648 pidwait
l pkill -> pgrep
p 30744 pmap
p 10248 pwdx
p 26632 skill
p 18448 slabtop
l snice -> skill
p 14360 tload
p 120608 top
p 10248 uptime
p 26656 vmstat
p 18440 w
p 35192 watch
+ procps /bin
p 26632 kill
p 137448 ps
+ sed /bin
p 100680 sed
+ sensible-utils
p 2450 select-editor
p 1290 sensible-browser
p 1269 sensible-editor
p 565 sensible-pager
+ sysvinit-utils /bin
l pidof -> /sbin/killall5
+ tar /bin
p 488816 tar
+ util-linux
p 10400 addpart
p 18592 choom
p 18592 chrt
p 10400 delpart
p 18592 fallocate
p 18624 fincore
p 26856 flock
p 18592 getopt
p 26824 hardlink
p 14496 ionice
p 18664 ipcmk
p 18592 ipcrm
p 34976 ipcs
p 30880 last
l lastb -> last
l linux32 -> setarch
l linux64 -> setarch
p 96416 lscpu
p 47264 lsipc
p 27104 lslocks
p 47288 lslogins
p 34976 lsmem
p 34984 lsns
p 18664 mcookie
p 14496 mesg
p 18592 namei
p 22912 nsenter
p 59560 partx
p 23200 prlimit
p 18592 resizepart
p 10400 rev
p 18856 setarch
p 34984 setpriv
p 14496 setsid
p 30880 setterm
p 18592 taskset
p 18592 uclampset
p 31104 unshare
p 22688 utmpdump
p 27232 whereis
+ util-linux /bin
p 63872 dmesg
p 56704 findmnt
p 121000 lsblk
p 39080 more
p 14496 mountpoint
p=4755 47264 su
p 26808 wdctl
@ /usr/games
@ /usr/include
@ /usr/lib
+ base-files
t os-release
+ libc6:arm64 /lib
l ld-linux-aarch64.so.1 -> aarch64-linux-gnu/ld-linux-aarch64.so.1
@ /usr/lib/aarch64-linux-gnu
+ apt
l libapt-private.so.0.0 -> libapt-private.so.0.0.0
f 354536 libapt-private.so.0.0.0
+ libacl1:arm64
l libacl.so.1 -> libacl.so.1.1.2301
f 30568 libacl.so.1.1.2301
+ libapt-pkg6.0:arm64
l libapt-pkg.so.6.0 -> libapt-pkg.so.6.0.0
f 1637880 libapt-pkg.so.6.0.0
+ libattr1:arm64
l libattr.so.1 -> libattr.so.1.1.2501
f 22376 libattr.so.1.1.2501
+ libaudit1:arm64 /lib/aarch64-linux-gnu
l libaudit.so.1 -> libaudit.so.1.0.0
f 128880 libaudit.so.1.0.0
+ libblkid1:arm64
l libblkid.so.1 -> libblkid.so.1.1.0
f 215888 libblkid.so.1.1.0
+ libbz2-1.0:arm64 /lib/aarch64-linux-gnu
l libbz2.so.1 -> libbz2.so.1.0.4
l libbz2.so.1.0 -> libbz2.so.1.0.4
f 70504 libbz2.so.1.0.4
+ libc6:arm64 /lib/aarch64-linux-gnu
x 187776 ld-linux-aarch64.so.1
f 6240 libBrokenLocale.so.1
f 6152 libanl.so.1
f 1641496 libc.so.6
f 52144 libc_malloc_debug.so.0
f 6152 libdl.so.2
f 551064 libm.so.6
f 18688 libmemusage.so
f 93064 libnsl.so.1
f 39640 libnss_compat.so.2
f 6152 libnss_dns.so.2
f 6152 libnss_files.so.2
f 18728 libnss_hesiod.so.2
f 6192 libpcprofile.so
f 13736 libpthread.so.0
f 60104 libresolv.so.2
f 6240 librt.so.1
f 35608 libthread_db.so.1
f 6152 libutil.so.1
+ libcap-ng0:arm64 /lib/aarch64-linux-gnu
l libcap-ng.so.0 -> libcap-ng.so.0.0.0
f 22760 libcap-ng.so.0.0.0
+ libcap2:arm64 /lib/aarch64-linux-gnu
l libcap.so.2 -> libcap.so.2.44
f 34712 libcap.so.2.44
+ libcom-err2:arm64 /lib/aarch64-linux-gnu
l libcom_err.so.2 -> libcom_err.so.2.1
f 14184 libcom_err.so.2.1
+ libcrypt1:arm64 /lib/aarch64-linux-gnu
l libcrypt.so.1 -> libcrypt.so.1.1.0
f 186296 libcrypt.so.1.1.0
+ libdb5.3:arm64
f 1633632 libdb-5.3.so
+ libdebconfclient0:arm64
l libdebconfclient.so.0 -> libdebconfclient.so.0.0.0
f 10224 libdebconfclient.so.0.0.0
+ libext2fs2:arm64 /lib/aarch64-linux-gnu
l libe2p.so.2 -> libe2p.so.2.3
f 40704 libe2p.so.2.3
l libext2fs.so.2 -> libext2fs.so.2.4
f 421864 libext2fs.so.2.4
+ libffi8:arm64
l libffi.so.8 -> libffi.so.8.1.0
f 39272 libffi.so.8.1.0
+ libgcc-s1:arm64 /lib/aarch64-linux-gnu
f 84296 libgcc_s.so.1
+ libgcrypt20:arm64
l libgcrypt.so.20 -> libgcrypt.so.20.3.4
f 893312 libgcrypt.so.20.3.4
+ libgmp10:arm64
l libgmp.so.10 -> libgmp.so.10.4.1
f 485688 libgmp.so.10.4.1
+ libgnutls30:arm64
l libgnutls.so.30 -> libgnutls.so.30.31.0
f 2016264 libgnutls.so.30.31.0
+ libgpg-error0:arm64 /lib/aarch64-linux-gnu
l libgpg-error.so.0 -> libgpg-error.so.0.32.1
f 141304 libgpg-error.so.0.32.1
+ libgssapi-krb5-2:arm64
l libgssapi_krb5.so.2 -> libgssapi_krb5.so.2.2
f 317880 libgssapi_krb5.so.2.2
+ libhogweed6:arm64
l libhogweed.so.6 -> libhogweed.so.6.4
f 285496 libhogweed.so.6.4
+ libidn2-0:arm64
l libidn2.so.0 -> libidn2.so.0.3.7
f 120680 libidn2.so.0.3.7
+ libk5crypto3:arm64
l libk5crypto.so.3 -> libk5crypto.so.3.1
f 174424 libk5crypto.so.3.1
+ libkeyutils1:arm64 /lib/aarch64-linux-gnu
l libkeyutils.so.1 -> libkeyutils.so.1.9
f 18280 libkeyutils.so.1.9
+ libkrb5-3:arm64
l libkrb5.so.3 -> libkrb5.so.3.3
f 798528 libkrb5.so.3.3
+ libkrb5support0:arm64
l libkrb5support.so.0 -> libkrb5support.so.0.1
f 47712 libkrb5support.so.0.1
+ liblz4-1:arm64
l liblz4.so.1 -> liblz4.so.1.9.3
f 112632 liblz4.so.1.9.3
+ liblzma5:arm64 /lib/aarch64-linux-gnu
l liblzma.so.5 -> liblzma.so.5.2.5
f 157936 liblzma.so.5.2.5
+ libmount1:arm64
l libmount.so.1 -> libmount.so.1.1.0
f 272896 libmount.so.1.1.0
+ libncurses6:arm64
l libform.so.6 -> libform.so.6.3
f 68648 libform.so.6.3
l libmenu.so.6 -> libmenu.so.6.3
f 31016 libmenu.so.6.3
l libpanel.so.6 -> libpanel.so.6.3
f 18368 libpanel.so.6.3
+ libncurses6:arm64 /lib/aarch64-linux-gnu
l libncurses.so.6 -> libncurses.so.6.3
f 149360 libncurses.so.6.3
+ libncursesw6:arm64
l libformw.so.6 -> libformw.so.6.3
f 76896 libformw.so.6.3
l libmenuw.so.6 -> libmenuw.so.6.3
f 35112 libmenuw.so.6.3
l libpanelw.so.6 -> libpanelw.so.6.3
f 18368 libpanelw.so.6.3
+ libncursesw6:arm64 /lib/aarch64-linux-gnu
l libncursesw.so.6 -> libncursesw.so.6.3
f 223088 libncursesw.so.6.3
+ libnettle8:arm64
l libnettle.so.8 -> libnettle.so.8.4
f 264304 libnettle.so.8.4
+ libnsl2:arm64
l libnsl.so.2 -> libnsl.so.2.0.1
f 88976 libnsl.so.2.0.1
+ libp11-kit0:arm64
l libp11-kit.so.0 -> libp11-kit.so.0.3.0
f 1285520 libp11-kit.so.0.3.0
+ libpam0g:arm64 /lib/aarch64-linux-gnu
l libpam.so.0 -> libpam.so.0.85.1
f 59320 libpam.so.0.85.1
l libpam_misc.so.0 -> libpam_misc.so.0.82.1
f 14208 libpam_misc.so.0.82.1
l libpamc.so.0 -> libpamc.so.0.82.1
f 18280 libpamc.so.0.82.1
+ libpcre2-8-0:arm64
l libpcre2-8.so.0 -> libpcre2-8.so.0.10.4
f 526784 libpcre2-8.so.0.10.4
+ libpcre3:arm64
l libpcreposix.so.3 -> libpcreposix.so.3.13.3
f 10088 libpcreposix.so.3.13.3
+ libpcre3:arm64 /lib/aarch64-linux-gnu
l libpcre.so.3 -> libpcre.so.3.13.3
f 415632 libpcre.so.3.13.3
+ libprocps8:arm64 /lib/aarch64-linux-gnu
l libprocps.so.8 -> libprocps.so.8.0.3
f 75760 libprocps.so.8.0.3
+ libseccomp2:arm64
l libseccomp.so.2 -> libseccomp.so.2.5.3
f 116904 libseccomp.so.2.5.3
+ libselinux1:arm64 /lib/aarch64-linux-gnu
f 161936 libselinux.so.1
+ libsemanage2:arm64
f 241440 libsemanage.so.2
+ libsepol2:arm64 /lib/aarch64-linux-gnu
f 678040 libsepol.so.2
+ libsmartcols1:arm64
l libsmartcols.so.1 -> libsmartcols.so.1.1.0
f 100280 libsmartcols.so.1.1.0
+ libss2:arm64 /lib/aarch64-linux-gnu
l libss.so.2 -> libss.so.2.0
f 30576 libss.so.2.0
+ libssl3:arm64
f 4040856 libcrypto.so.3
f 630720 libssl.so.3
+ libstdc++6:arm64
l libstdc++.so.6 -> libstdc++.so.6.0.30
f 2190752 libstdc++.so.6.0.30
+ libsystemd0:arm64
l libsystemd.so.0 -> libsystemd.so.0.32.0
f 817008 libsystemd.so.0.32.0
+ libtasn1-6:arm64
l libtasn1.so.6 -> libtasn1.so.6.6.2
f 83896 libtasn1.so.6.6.2
+ libtinfo6:arm64
l libtic.so.6 -> libtic.so.6.3
f 63552 libtic.so.6.3
+ libtinfo6:arm64 /lib/aarch64-linux-gnu
l libtinfo.so.6 -> libtinfo.so.6.3
f 195784 libtinfo.so.6.3
+ libtirpc3:arm64 /lib/aarch64-linux-gnu
l libtirpc.so.3 -> libtirpc.so.3.0.0
f 178472 libtirpc.so.3.0.0
+ libudev1:arm64
l libudev.so.1 -> libudev.so.1.7.2
f 162152 libudev.so.1.7.2
+ libunistring2:arm64
l libunistring.so.2 -> libunistring.so.2.2.0
f 1710008 libunistring.so.2.2.0
+ libuuid1:arm64
l libuuid.so.1 -> libuuid.so.1.3.0
f 26616 libuuid.so.1.3.0
+ libxxhash0:arm64
l libxxhash.so.0 -> libxxhash.so.0.8.1
f 38808 libxxhash.so.0.8.1
+ libzstd1:arm64
l libzstd.so.1 -> libzstd.so.1.4.8
f 730992 libzstd.so.1.4.8
+ zlib1g:arm64 /lib/aarch64-linux-gnu
l libz.so.1 -> libz.so.1.2.11
f 104608 libz.so.1.2.11
@ /usr/lib/aarch64-linux-gnu/audit
+ libc6:arm64
f 10384 sotruss-lib.so
@ /usr/lib/aarch64-linux-gnu/e2fsprogs
+ e2fsprogs
x 1978 e2scrub_all_cron
x 822 e2scrub_fail
@ /usr/lib/aarch64-linux-gnu/engines-3
+ libssl3:arm64
f 18624 afalg.so
f 39384 loader_attic.so
f 5840 padlock.so
@ /usr/lib/aarch64-linux-gnu/gconv
+ libc6:arm64
f 22568 ANSI_X3.110.so
f 10280 ARMSCII-8.so
f 14376 ASMO_449.so
f 88104 BIG5.so
f 235560 BIG5HKSCS.so
f 14376 BRF.so
f 14376 CP10007.so
f 14376 CP1125.so
f 14376 CP1250.so
f 14376 CP1251.so
f 14376 CP1252.so
f 14376 CP1253.so
f 14376 CP1254.so
f 14376 CP1255.so
f 14376 CP1256.so
f 14376 CP1257.so
f 14384 CP1258.so
f 14376 CP737.so
f 14376 CP770.so
f 14376 CP771.so
f 14376 CP772.so
f 14376 CP773.so
f 14376 CP774.so
f 14376 CP775.so
f 96296 CP932.so
f 14376 CSN_369103.so
f 14376 CWI.so
f 14376 DEC-MCS.so
f 14376 EBCDIC-AT-DE-A.so
f 14376 EBCDIC-AT-DE.so
f 14376 EBCDIC-CA-FR.so
f 14376 EBCDIC-DK-NO-A.so
f 14376 EBCDIC-DK-NO.so
f 14376 EBCDIC-ES-A.so
f 14376 EBCDIC-ES-S.so
f 14376 EBCDIC-ES.so
f 14376 EBCDIC-FI-SE-A.so
f 14376 EBCDIC-FI-SE.so
f 14376 EBCDIC-FR.so
f 14376 EBCDIC-IS-FRISS.so
f 14376 EBCDIC-IT.so
f 14376 EBCDIC-PT.so
f 14376 EBCDIC-UK.so
f 14376 EBCDIC-US.so
f 14376 ECMA-CYRILLIC.so
f 18472 EUC-CN.so
f 14384 EUC-JISX0213.so
f 88112 EUC-JP-MS.so
f 14384 EUC-JP.so
f 14376 EUC-KR.so
f 22576 EUC-TW.so
f 178224 GB18030.so
f 55328 GBBIG5.so
f 10280 GBGBK.so
f 116776 GBK.so
f 14376 GEORGIAN-ACADEMY.so
f 14376 GEORGIAN-PS.so
f 14376 GOST_19768-74.so
f 14376 GREEK-CCITT.so
f 14376 GREEK7-OLD.so
f 14376 GREEK7.so
f 14376 HP-GREEK8.so
f 14376 HP-ROMAN8.so
f 14376 HP-ROMAN9.so
f 14376 HP-THAI8.so
f 14376 HP-TURKISH8.so
f 14376 IBM037.so
f 14376 IBM038.so
f 14376 IBM1004.so
f 14376 IBM1008.so
f 10272 IBM1008_420.so
f 14376 IBM1025.so
f 14376 IBM1026.so
f 14376 IBM1046.so
f 14376 IBM1047.so
f 14376 IBM1097.so
f 14376 IBM1112.so
f 14376 IBM1122.so
f 14376 IBM1123.so
f 14376 IBM1124.so
f 14376 IBM1129.so
f 14376 IBM1130.so
f 14376 IBM1132.so
f 14376 IBM1133.so
f 14376 IBM1137.so
f 14376 IBM1140.so
f 14376 IBM1141.so
f 14376 IBM1142.so
f 14376 IBM1143.so
f 14376 IBM1144.so
f 14376 IBM1145.so
f 14376 IBM1146.so
f 14376 IBM1147.so
f 14376 IBM1148.so
f 14376 IBM1149.so
f 14376 IBM1153.so
f 14376 IBM1154.so
f 14376 IBM1155.so
f 14376 IBM1156.so
f 14376 IBM1157.so
f 14376 IBM1158.so
f 14376 IBM1160.so
f 14376 IBM1161.so
f 14376 IBM1162.so
f 14376 IBM1163.so
f 14376 IBM1164.so
f 14376 IBM1166.so
f 14376 IBM1167.so
f 14376 IBM12712.so
f 149544 IBM1364.so
f 129064 IBM1371.so
f 174120 IBM1388.so
f 231464 IBM1390.so
f 231464 IBM1399.so
f 14376 IBM16804.so
f 14376 IBM256.so
f 10280 IBM273.so
f 14376 IBM274.so
f 14376 IBM275.so
f 10280 IBM277.so
f 10280 IBM278.so
f 10280 IBM280.so
f 14376 IBM281.so
f 10280 IBM284.so
f 14376 IBM285.so
f 14376 IBM290.so
f 10280 IBM297.so
f 14376 IBM420.so
f 14376 IBM423.so
f 14376 IBM424.so
f 14376 IBM437.so
f 14376 IBM4517.so
f 14376 IBM4899.so
f 14376 IBM4909.so
f 14376 IBM4971.so
f 14376 IBM500.so
f 14376 IBM5347.so
f 14376 IBM803.so
f 14376 IBM850.so
f 14376 IBM851.so
f 14376 IBM852.so
f 14376 IBM855.so
f 14376 IBM856.so
f 14376 IBM857.so
f 14376 IBM858.so
f 14376 IBM860.so
f 14376 IBM861.so
f 14376 IBM862.so
f 14376 IBM863.so
f 14376 IBM864.so
f 14376 IBM865.so
f 14376 IBM866.so
f 14376 IBM866NAV.so
f 14376 IBM868.so
f 14376 IBM869.so
f 14376 IBM870.so
f 14376 IBM871.so
f 14376 IBM874.so
f 14376 IBM875.so
f 14376 IBM880.so
f 14376 IBM891.so
f 14376 IBM901.so
f 14376 IBM902.so
f 14376 IBM903.so
f 14376 IBM9030.so
f 14376 IBM904.so
f 14376 IBM905.so
f 14376 IBM9066.so
f 14376 IBM918.so
f 14376 IBM921.so
f 14376 IBM922.so
f 96296 IBM930.so
f 71720 IBM932.so
f 116776 IBM933.so
f 84008 IBM935.so
f 112680 IBM937.so
f 96296 IBM939.so
f 71720 IBM943.so
f 14376 IBM9448.so
f 14376 IEC_P27-1.so
f 14376 INIS-8.so
f 14376 INIS-CYRILLIC.so
f 14376 INIS.so
f 14376 ISIRI-3342.so
f 38968 ISO-2022-CN-EXT.so
f 30768 ISO-2022-CN.so
f 22576 ISO-2022-JP-3.so
f 38984 ISO-2022-JP.so
f 14384 ISO-2022-KR.so
f 14376 ISO-IR-197.so
f 14376 ISO-IR-209.so
f 26688 ISO646.so
f 10280 ISO8859-1.so
f 14376 ISO8859-10.so
f 14376 ISO8859-11.so
f 14376 ISO8859-13.so
f 14376 ISO8859-14.so
f 14376 ISO8859-15.so
f 14376 ISO8859-16.so
f 14376 ISO8859-2.so
f 14376 ISO8859-3.so
f 14376 ISO8859-4.so
f 14376 ISO8859-5.so
f 14376 ISO8859-6.so
f 14376 ISO8859-7.so
f 14376 ISO8859-8.so
f 14376 ISO8859-9.so
f 14376 ISO8859-9E.so
f 14376 ISO_10367-BOX.so
f 10280 ISO_11548-1.so
f 14376 ISO_2033.so
f 14376 ISO_5427-EXT.so
f 14376 ISO_5427.so
f 14376 ISO_5428.so
f 22568 ISO_6937-2.so
f 22568 ISO_6937.so
f 18472 JOHAB.so
f 14376 KOI-8.so
f 14376 KOI8-R.so
f 14376 KOI8-RU.so
f 14376 KOI8-T.so
f 14376 KOI8-U.so
f 14376 LATIN-GREEK-1.so
f 14376 LATIN-GREEK.so
f 14376 MAC-CENTRALEUROPE.so
f 14376 MAC-IS.so
f 14376 MAC-SAMI.so
f 14376 MAC-UK.so
f 14376 MACINTOSH.so
f 14376 MIK.so
f 14376 NATS-DANO.so
f 14376 NATS-SEFI.so
f 14376 PT154.so
f 14376 RK1048.so
f 14376 SAMI-WS2.so
f 14376 SHIFT_JISX0213.so
f 96296 SJIS.so
f 18472 T.61.so
f 14384 TCVN5712-1.so
f 14376 TIS-620.so
f 18472 TSCII.so
f 71720 UHC.so
f 10296 UNICODE.so
f 14400 UTF-16.so
f 14400 UTF-32.so
f 22584 UTF-7.so
f 14376 VISCII.so
f 3808 gconv-modules
f 27004 gconv-modules.cache
f 468992 libCNS.so
f 67584 libGB.so
f 59392 libISOIR165.so
f 100352 libJIS.so
f 120832 libJISX0213.so
f 47104 libKSC.so
@ /usr/lib/aarch64-linux-gnu/gconv/gconv-modules.d
+ libc6:arm64
f 53974 gconv-modules-extra.conf
@ /usr/lib/aarch64-linux-gnu/krb5
@ /usr/lib/aarch64-linux-gnu/krb5/plugins
+ libkrb5-3:arm64
d libkrb5
@ /usr/lib/aarch64-linux-gnu/krb5/plugins/libkrb5
@ /usr/lib/aarch64-linux-gnu/krb5/plugins/preauth
+ libkrb5-3:arm64
f 77160 spake.so
@ /usr/lib/aarch64-linux-gnu/ossl-modules
+ libssl3:arm64
f 96256 legacy.so
@ /usr/lib/aarch64-linux-gnu/perl-base
+ perl-base
f 5487 AutoLoader.pm
f 25398 Carp.pm
f 3222 Config.pm
f 409 Config_git.pl
f 55581 Config_heavy.pl
f 17657 Cwd.pm
f 10493 DynaLoader.pm
f 4931 Errno.pm
f 2336 Exporter.pm
f 2156 Fcntl.pm
f 2111 FileHandle.pm
f 469 IO.pm
f 20384 POSIX.pm
f 344 SelectSaver.pm
f 13828 Socket.pm
f 2205 Symbol.pm
f 3967 XSLoader.pm
f 3069 attributes.pm
f 8912 base.pm
f 489 bytes.pm
f 758 bytes_heavy.pl
f 5737 constant.pm
f 5675 feature.pm
f 5008 fields.pm
f 172 integer.pm
f 2284 lib.pm
f 3451 locale.pm
f 4488 overload.pm
f 964 overloading.pm
f 460 parent.pm
f 9705 re.pm
f 1606 strict.pm
f 341 utf8.pm
f 1148 vars.pm
f 27559 warnings.pm
@ /usr/lib/aarch64-linux-gnu/perl-base/Carp
+ perl-base
f 773 Heavy.pm
@ /usr/lib/aarch64-linux-gnu/perl-base/Exporter
+ perl-base
f 6385 Heavy.pm
@ /usr/lib/aarch64-linux-gnu/perl-base/File
+ perl-base
f 5429 Basename.pm
f 1610 Glob.pm
f 20724 Path.pm
f 556 Spec.pm
f 85190 Temp.pm
@ /usr/lib/aarch64-linux-gnu/perl-base/File/Spec
+ perl-base
f 9299 Unix.pm
@ /usr/lib/aarch64-linux-gnu/perl-base/Getopt
+ perl-base
f 43499 Long.pm
@ /usr/lib/aarch64-linux-gnu/perl-base/Hash
+ perl-base
f 8255 Util.pm
@ /usr/lib/aarch64-linux-gnu/perl-base/IO
+ perl-base
f 1636 File.pm
f 7700 Handle.pm
f 3414 Pipe.pm
f 642 Seekable.pm
f 4714 Select.pm
f 9938 Socket.pm
@ /usr/lib/aarch64-linux-gnu/perl-base/IO/Socket
+ perl-base
f 7527 INET.pm
f 22043 IP.pm
f 1440 UNIX.pm
@ /usr/lib/aarch64-linux-gnu/perl-base/IPC
+ perl-base
f 816 Open2.pm
f 9053 Open3.pm
@ /usr/lib/aarch64-linux-gnu/perl-base/List
+ perl-base
f 1211 Util.pm
@ /usr/lib/aarch64-linux-gnu/perl-base/Scalar
+ perl-base
f 1414 Util.pm
@ /usr/lib/aarch64-linux-gnu/perl-base/Text
+ perl-base
f 4480 ParseWords.pm
f 1702 Tabs.pm
f 2922 Wrap.pm
@ /usr/lib/aarch64-linux-gnu/perl-base/Tie
+ perl-base
f 2037 Hash.pm
@ /usr/lib/aarch64-linux-gnu/perl-base/auto
@ /usr/lib/aarch64-linux-gnu/perl-base/auto/Cwd
+ perl-base
f 18760 Cwd.so
@ /usr/lib/aarch64-linux-gnu/perl-base/auto/Fcntl
+ perl-base
f 18568 Fcntl.so
@ /usr/lib/aarch64-linux-gnu/perl-base/auto/File
@ /usr/lib/aarch64-linux-gnu/perl-base/auto/File/Glob
+ perl-base
f 27240 Glob.so
@ /usr/lib/aarch64-linux-gnu/perl-base/auto/Hash
@ /usr/lib/aarch64-linux-gnu/perl-base/auto/Hash/Util
+ perl-base
f 18720 Util.so
@ /usr/lib/aarch64-linux-gnu/perl-base/auto/IO
+ perl-base
f 18824 IO.so
@ /usr/lib/aarch64-linux-gnu/perl-base/auto/List
@ /usr/lib/aarch64-linux-gnu/perl-base/auto/List/Util
+ perl-base
f 51936 Util.so
@ /usr/lib/aarch64-linux-gnu/perl-base/auto/POSIX
+ perl-base
f 110160 POSIX.so
@ /usr/lib/aarch64-linux-gnu/perl-base/auto/Socket
+ perl-base
f 43496 Socket.so
@ /usr/lib/aarch64-linux-gnu/perl-base/auto/attributes
+ perl-base
f 10448 attributes.so
@ /usr/lib/aarch64-linux-gnu/perl-base/auto/re
+ perl-base
f 602360 re.so
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/To
+ perl-base
f 21911 Age.pl
f 9290 Bc.pl
f 5751 Bmg.pl
f 2142 Bpb.pl
f 1709 Bpt.pl
f 15721 Cf.pl
f 6590 Digit.pl
f 4021 Ea.pl
f 4639 EqUIdeo.pl
f 24845 Fold.pl
f 20816 GCB.pl
f 34957 Gc.pl
f 10015 Hst.pl
f 33138 Identif2.pl
f 6760 Identifi.pl
f 9401 InPC.pl
f 16633 InSC.pl
f 815 Isc.pl
f 3703 Jg.pl
f 5807 Jt.pl
f 32362 Lb.pl
f 8442 Lc.pl
f 17529 Lower.pl
f 1777 NFCQC.pl
f 2946 NFDQC.pl
f 400675 NFKCCF.pl
f 3750 NFKCQC.pl
f 4755 NFKDQC.pl
f 63580 Na1.pl
f 13822 NameAlia.pl
f 4684 Nt.pl
f 9444 Nv.pl
f 1778 PerlDeci.pl
f 34015 SB.pl
f 17142 Sc.pl
f 20739 Scx.pl
f 11844 Tc.pl
f 20497 Title.pl
f 15546 Uc.pl
f 24378 Upper.pl
f 14188 Vo.pl
f 19371 WB.pl
f 32270 _PerlLB.pl
f 21594 _PerlSCX.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Age
+ perl-base
f 8515 NA.pl
f 981 V100.pl
f 3448 V11.pl
f 1210 V110.pl
f 1248 V120.pl
f 1240 V130.pl
f 842 V20.pl
f 1710 V30.pl
f 979 V31.pl
f 1116 V32.pl
f 1326 V40.pl
f 1430 V41.pl
f 871 V50.pl
f 1460 V51.pl
f 1540 V52.pl
f 1816 V60.pl
f 1626 V61.pl
f 2214 V70.pl
f 1214 V80.pl
f 1141 V90.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Alpha
+ perl-base
f 8358 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Bc
+ perl-base
f 807 AL.pl
f 565 AN.pl
f 527 B.pl
f 883 BN.pl
f 619 CS.pl
f 629 EN.pl
f 581 ES.pl
f 741 ET.pl
f 5766 L.pl
f 4074 NSM.pl
f 2633 ON.pl
f 937 R.pl
f 555 WS.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/BidiC
+ perl-base
f 530 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/BidiM
+ perl-base
f 1742 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Blk
+ perl-base
f 1188 NB.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Bpt
+ perl-base
f 1178 C.pl
f 801 N.pl
f 1178 O.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/CE
+ perl-base
f 847 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/CI
+ perl-base
f 5012 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/CWCF
+ perl-base
f 6655 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/CWCM
+ perl-base
f 1720 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/CWKCF
+ perl-base
f 9173 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/CWL
+ perl-base
f 6529 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/CWT
+ perl-base
f 6679 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/CWU
+ perl-base
f 6691 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Cased
+ perl-base
f 2050 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Ccc
+ perl-base
f 1754 A.pl
f 532 AL.pl
f 537 AR.pl
f 536 ATAR.pl
f 1288 B.pl
f 532 BR.pl
f 524 DB.pl
f 773 NK.pl
f 2540 NR.pl
f 611 OV.pl
f 1096 VR.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/CompEx
+ perl-base
f 1260 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/DI
+ perl-base
f 679 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Dash
+ perl-base
f 731 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Dep
+ perl-base
f 573 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Dia
+ perl-base
f 2404 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Dt
+ perl-base
f 1250 Com.pl
f 587 Enc.pl
f 1848 Fin.pl
f 1394 Font.pl
f 1392 Init.pl
f 1668 Iso.pl
f 1140 Med.pl
f 563 Nar.pl
f 539 Nb.pl
f 2672 NonCanon.pl
f 607 Sqr.pl
f 532 Sub.pl
f 751 Sup.pl
f 551 Vert.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/EBase
+ perl-base
f 1011 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/EComp
+ perl-base
f 597 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/EPres
+ perl-base
f 1516 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Ea
+ perl-base
f 2219 A.pl
f 573 H.pl
f 3475 N.pl
f 554 Na.pl
f 1921 W.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Emoji
+ perl-base
f 2299 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Ext
+ perl-base
f 851 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/ExtPict
+ perl-base
f 1433 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/GCB
+ perl-base
f 690 CN.pl
f 4334 EX.pl
f 5280 LV.pl
f 5280 LVT.pl
f 637 PP.pl
f 2256 SM.pl
f 3931 XX.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Gc
+ perl-base
f 8381 C.pl
f 715 Cf.pl
f 8389 Cn.pl
f 7552 L.pl
f 1962 LC.pl
f 7105 Ll.pl
f 1156 Lm.pl
f 6069 Lo.pl
f 7021 Lu.pl
f 3720 M.pl
f 2422 Mc.pl
f 543 Me.pl
f 4124 Mn.pl
f 2014 N.pl
f 1172 Nd.pl
f 629 Nl.pl
f 1316 No.pl
f 2512 P.pl
f 553 Pc.pl
f 691 Pd.pl
f 1322 Pe.pl
f 601 Pf.pl
f 611 Pi.pl
f 2480 Po.pl
f 1354 Ps.pl
f 3139 S.pl
f 717 Sc.pl
f 785 Sk.pl
f 1192 Sm.pl
f 2635 So.pl
f 567 Z.pl
f 557 Zs.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/GrBase
+ perl-base
f 10113 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/GrExt
+ perl-base
f 4320 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Hex
+ perl-base
f 546 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Hst
+ perl-base
f 551 NA.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Hyphen
+ perl-base
f 595 T.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/IDC
+ perl-base
f 8778 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/IDS
+ perl-base
f 7556 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/IdStatus
+ perl-base
f 4265 Allowed.pl
f 4267 Restrict.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/IdType
+ perl-base
f 701 DefaultI.pl
f 3032 Exclusio.pl
f 629 Inclusio.pl
f 1462 LimitedU.pl
f 8384 NotChara.pl
f 3352 NotNFKC.pl
f 4410 NotXID.pl
f 1576 Obsolete.pl
f 4199 Recommen.pl
f 1468 Technica.pl
f 1234 Uncommon.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Ideo
+ perl-base
f 740 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/In
+ perl-base
f 8135 10_0.pl
f 8257 11_0.pl
f 8403 12_0.pl
f 8391 12_1.pl
f 8517 13_0.pl
f 3747 2_0.pl
f 3747 2_1.pl
f 4351 3_0.pl
f 4803 3_1.pl
f 4741 3_2.pl
f 4925 4_0.pl
f 5171 4_1.pl
f 5299 5_0.pl
f 5491 5_1.pl
f 6003 5_2.pl
f 6262 6_0.pl
f 6760 6_1.pl
f 6760 6_2.pl
f 6760 6_3.pl
f 7516 7_0.pl
f 7666 8_0.pl
f 7995 9_0.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/InPC
+ perl-base
f 2058 Bottom.pl
f 536 BottomAn.pl
f 1011 Left.pl
f 641 LeftAndR.pl
f 2770 NA.pl
f 534 Overstru.pl
f 2292 Right.pl
f 2616 Top.pl
f 553 TopAndBo.pl
f 532 TopAndL2.pl
f 555 TopAndLe.pl
f 585 TopAndRi.pl
f 567 VisualOr.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/InSC
+ perl-base
f 675 Avagraha.pl
f 1114 Bindu.pl
f 619 Cantilla.pl
f 530 Consona2.pl
f 609 Consona3.pl
f 647 Consona4.pl
f 538 Consona5.pl
f 619 Consona6.pl
f 641 Consona7.pl
f 534 Consona8.pl
f 532 Consona9.pl
f 2152 Consonan.pl
f 627 Invisibl.pl
f 781 Nukta.pl
f 979 Number.pl
f 3928 Other.pl
f 719 PureKill.pl
f 685 Syllable.pl
f 651 ToneMark.pl
f 793 Virama.pl
f 883 Visarga.pl
f 549 Vowel.pl
f 1926 VowelDep.pl
f 1446 VowelInd.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Jg
+ perl-base
f 551 Ain.pl
f 551 Alef.pl
f 571 Beh.pl
f 541 Dal.pl
f 530 FarsiYeh.pl
f 530 Feh.pl
f 561 Gaf.pl
f 591 Hah.pl
f 538 HanifiRo.pl
f 530 Kaf.pl
f 541 Lam.pl
f 819 NoJoinin.pl
f 530 Qaf.pl
f 581 Reh.pl
f 530 Sad.pl
f 561 Seen.pl
f 561 Waw.pl
f 571 Yeh.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Jt
+ perl-base
f 530 C.pl
f 1268 D.pl
f 551 L.pl
f 1158 R.pl
f 4250 T.pl
f 4530 U.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Lb
+ perl-base
f 1582 AI.pl
f 9178 AL.pl
f 1593 BA.pl
f 745 BB.pl
f 819 CJ.pl
f 1466 CL.pl
f 3576 CM.pl
f 747 EX.pl
f 619 GL.pl
f 2565 ID.pl
f 534 IN.pl
f 581 IS.pl
f 691 NS.pl
f 1170 NU.pl
f 1468 OP.pl
f 733 PO.pl
f 727 PR.pl
f 621 QU.pl
f 857 SA.pl
f 7778 XX.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Lower
+ perl-base
f 7163 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Math
+ perl-base
f 2094 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/NFCQC
+ perl-base
f 907 M.pl
f 1654 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/NFDQC
+ perl-base
f 2898 N.pl
f 2900 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/NFKCQC
+ perl-base
f 3336 N.pl
f 3718 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/NFKDQC
+ perl-base
f 4818 N.pl
f 4820 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Nt
+ perl-base
f 703 Di.pl
f 2912 None.pl
f 2316 Nu.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Nv
+ perl-base
f 1412 0.pl
f 2086 1.pl
f 1180 10.pl
f 905 100.pl
f 739 1000.pl
f 651 10000.pl
f 555 100000.pl
f 577 11.pl
f 577 12.pl
f 557 13.pl
f 557 14.pl
f 557 15.pl
f 567 16.pl
f 567 17.pl
f 567 18.pl
f 567 19.pl
f 545 1_16.pl
f 689 1_2.pl
f 561 1_3.pl
f 639 1_4.pl
f 538 1_6.pl
f 567 1_8.pl
f 2076 2.pl
f 919 20.pl
f 567 200.pl
f 557 2000.pl
f 542 20000.pl
f 573 2_3.pl
f 2044 3.pl
f 725 30.pl
f 579 300.pl
f 542 3000.pl
f 542 30000.pl
f 545 3_16.pl
f 591 3_4.pl
f 1964 4.pl
f 715 40.pl
f 581 400.pl
f 542 4000.pl
f 542 40000.pl
f 1986 5.pl
f 801 50.pl
f 635 500.pl
f 589 5000.pl
f 577 50000.pl
f 1800 6.pl
f 651 60.pl
f 581 600.pl
f 542 6000.pl
f 542 60000.pl
f 1766 7.pl
f 651 70.pl
f 567 700.pl
f 542 7000.pl
f 542 70000.pl
f 1728 8.pl
f 639 80.pl
f 567 800.pl
f 542 8000.pl
f 542 80000.pl
f 1754 9.pl
f 639 90.pl
f 579 900.pl
f 542 9000.pl
f 542 90000.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/PCM
+ perl-base
f 555 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/PatSyn
+ perl-base
f 748 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Perl
+ perl-base
f 8778 Alnum.pl
f 8391 Assigned.pl
f 562 Blank.pl
f 8440 Graph.pl
f 515 PerlWord.pl
f 516 PosixPun.pl
f 8410 Print.pl
f 580 SpacePer.pl
f 583 Title.pl
f 8824 Word.pl
f 2480 XPosixPu.pl
f 1800 _PerlAny.pl
f 8880 _PerlCh2.pl
f 7624 _PerlCha.pl
f 773 _PerlFol.pl
f 8862 _PerlIDC.pl
f 7656 _PerlIDS.pl
f 827 _PerlIsI.pl
f 743 _PerlNch.pl
f 530 _PerlPat.pl
f 603 _PerlPr2.pl
f 603 _PerlPro.pl
f 881 _PerlQuo.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/QMark
+ perl-base
f 623 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/SB
+ perl-base
f 530 AT.pl
f 963 CL.pl
f 3756 EX.pl
f 711 FO.pl
f 6396 LE.pl
f 7135 LO.pl
f 1182 NU.pl
f 695 SC.pl
f 1312 ST.pl
f 568 Sp.pl
f 7093 UP.pl
f 9613 XX.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/SD
+ perl-base
f 843 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/STerm
+ perl-base
f 1342 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Sc
+ perl-base
f 1214 Arab.pl
f 631 Beng.pl
f 563 Cprt.pl
f 577 Cyrl.pl
f 532 Deva.pl
f 561 Dupl.pl
f 597 Geor.pl
f 585 Glag.pl
f 563 Gong.pl
f 575 Gonm.pl
f 671 Gran.pl
f 841 Grek.pl
f 631 Gujr.pl
f 651 Guru.pl
f 733 Han.pl
f 657 Hang.pl
f 557 Hira.pl
f 603 Kana.pl
f 621 Knda.pl
f 814 Latn.pl
f 541 Limb.pl
f 575 Linb.pl
f 561 Mlym.pl
f 563 Mong.pl
f 551 Mult.pl
f 631 Orya.pl
f 623 Sinh.pl
f 530 Syrc.pl
f 675 Taml.pl
f 611 Telu.pl
f 803 Zinh.pl
f 2586 Zyyy.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Scx
+ perl-base
f 542 Adlm.pl
f 1166 Arab.pl
f 532 Armn.pl
f 753 Beng.pl
f 538 Bhks.pl
f 631 Bopo.pl
f 534 Cakm.pl
f 538 Cham.pl
f 535 Copt.pl
f 599 Cprt.pl
f 589 Cyrl.pl
f 565 Deva.pl
f 587 Diak.pl
f 561 Dupl.pl
f 839 Ethi.pl
f 587 Geor.pl
f 629 Glag.pl
f 573 Gong.pl
f 585 Gonm.pl
f 775 Gran.pl
f 857 Grek.pl
f 663 Gujr.pl
f 683 Guru.pl
f 941 Han.pl
f 741 Hang.pl
f 593 Hebr.pl
f 689 Hira.pl
f 551 Hmng.pl
f 546 Hmnp.pl
f 675 Kana.pl
f 587 Khar.pl
f 530 Khmr.pl
f 536 Khoj.pl
f 703 Knda.pl
f 536 Kthi.pl
f 541 Lana.pl
f 601 Lao.pl
f 896 Latn.pl
f 551 Limb.pl
f 538 Lina.pl
f 611 Linb.pl
f 603 Mlym.pl
f 553 Mong.pl
f 561 Mult.pl
f 536 Mymr.pl
f 589 Nand.pl
f 671 Orya.pl
f 536 Phlp.pl
f 565 Rohg.pl
f 553 Shrd.pl
f 536 Sind.pl
f 633 Sinh.pl
f 601 Syrc.pl
f 530 Tagb.pl
f 536 Takr.pl
f 530 Talu.pl
f 753 Taml.pl
f 543 Tang.pl
f 651 Telu.pl
f 565 Thaa.pl
f 561 Tibt.pl
f 557 Tirh.pl
f 538 Xsux.pl
f 567 Yezi.pl
f 575 Yi.pl
f 691 Zinh.pl
f 2310 Zyyy.pl
f 8358 Zzzz.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Term
+ perl-base
f 1642 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/UIdeo
+ perl-base
f 683 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Upper
+ perl-base
f 7083 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/Vo
+ perl-base
f 1461 R.pl
f 657 Tr.pl
f 901 Tu.pl
f 1927 U.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/WB
+ perl-base
f 563 EX.pl
f 3770 Extend.pl
f 701 FO.pl
f 607 HL.pl
f 615 KA.pl
f 6703 LE.pl
f 553 MB.pl
f 579 ML.pl
f 633 MN.pl
f 1182 NU.pl
f 549 WSegSpac.pl
f 8893 XX.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/XIDC
+ perl-base
f 8862 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/unicore/lib/XIDS
+ perl-base
f 7640 Y.pl
@ /usr/lib/aarch64-linux-gnu/perl-base/warnings
+ perl-base
f 488 register.pm
@ /usr/lib/aarch64-linux-gnu/security
+ libpam-modules:arm64 /lib/aarch64-linux-gnu/security
f 18200 pam_access.so
f 10088 pam_debug.so
f 5688 pam_deny.so
f 10008 pam_echo.so
f 18200 pam_env.so
f 14184 pam_exec.so
f 59248 pam_extrausers.so
f 10008 pam_faildelay.so
f 18200 pam_faillock.so
f 14104 pam_filter.so
f 10008 pam_ftp.so
f 14184 pam_group.so
f 10160 pam_issue.so
f 10008 pam_keyinit.so
f 18216 pam_lastlog.so
f 22376 pam_limits.so
f 10008 pam_listfile.so
f 10008 pam_localuser.so
f 10008 pam_loginuid.so
f 10008 pam_mail.so
f 10008 pam_mkhomedir.so
f 14104 pam_motd.so
f 38784 pam_namespace.so
f 10008 pam_nologin.so
f 5912 pam_permit.so
f 14104 pam_pwhistory.so
f 10008 pam_rhosts.so
f 10008 pam_rootok.so
f 10008 pam_securetty.so
f 18200 pam_selinux.so
f 14104 pam_sepermit.so
f 14104 pam_setquota.so
f 10008 pam_shells.so
f 14104 pam_stress.so
f 14104 pam_succeed_if.so
f 14184 pam_time.so
f 18264 pam_timestamp.so
f 14104 pam_tty_audit.so
f 10008 pam_umask.so
f 51048 pam_unix.so
f 14104 pam_userdb.so
f 10008 pam_usertype.so
f 10008 pam_warn.so
f 10008 pam_wheel.so
f 18200 pam_xauth.so
@ /usr/lib/apt
+ apt
p 31128 apt-helper
x 16325 apt.systemd.daily
@ /usr/lib/apt/methods
+ apt
p 71936 cdrom
p 43264 copy
p 47360 file
p 108816 ftp
p 88320 gpgv
p 170240 http
l https -> http
p 88320 mirror
l mirror+copy -> mirror
l mirror+file -> mirror
l mirror+ftp -> mirror
l mirror+http -> mirror
l mirror+https -> mirror
p 71936 rred
p 55568 rsh
l ssh -> rsh
p 51456 store
@ /usr/lib/apt/planners
+ apt
l dump -> ../solvers/dump
@ /usr/lib/apt/solvers
+ apt
x 18600 dump
@ /usr/lib/dpkg
@ /usr/lib/dpkg/methods
@ /usr/lib/dpkg/methods/apt
+ apt
f 567 desc.apt
x 2861 install
f 39 names
x 7728 setup
x 1242 update
@ /usr/lib/init
+ sysvinit-utils /lib/init
x 6768 init-d-script
f 1212 vars.sh
@ /usr/lib/locale
@ /usr/lib/locale/C.utf8
+ libc-bin
f 127 LC_ADDRESS
f 1406 LC_COLLATE
f 353616 LC_CTYPE
f 258 LC_IDENTIFICATION
f 23 LC_MEASUREMENT
f 270 LC_MONETARY
f 62 LC_NAME
f 50 LC_NUMERIC
f 34 LC_PAPER
f 47 LC_TELEPHONE
f 3360 LC_TIME
@ /usr/lib/locale/C.utf8/LC_MESSAGES
+ libc-bin
f 48 SYS_LC_MESSAGES
@ /usr/lib/lsb
+ lsb-base /lib/lsb
f 11526 init-functions
@ /usr/lib/lsb/init-functions.d
+ lsb-base /lib/lsb/init-functions.d
f 646 00-verbose
f 3447 50-ubuntu-logging
@ /usr/lib/mime
@ /usr/lib/mime/packages
+ sensible-utils
f 97 sensible-utils
+ tar
f 321 tar
+ util-linux
f 90 util-linux
@ /usr/lib/sysctl.d
+ procps
f 372 99-protect-links.conf
@ /usr/lib/systemd
@ /usr/lib/systemd/system
+ apt /lib/systemd/system
f 389 apt-daily-upgrade.service
f 184 apt-daily-upgrade.timer
f 326 apt-daily.service
f 156 apt-daily.timer
+ base-files /lib/systemd/system
f 173 motd-news.service
f 161 motd-news.timer
+ dpkg /lib/systemd/system
f 147 dpkg-db-backup.service
f 138 dpkg-db-backup.timer
+ e2fsprogs /lib/systemd/system
f 438 e2scrub@.service
f 297 e2scrub_all.service
f 251 e2scrub_all.timer
f 246 e2scrub_fail@.service
f 553 e2scrub_reap.service
+ util-linux /lib/systemd/system
f 477 fstrim.service
f 270 fstrim.timer
@ /usr/lib/terminfo
@ /usr/lib/terminfo/E
+ ncurses-base /lib/terminfo/E
f 2224 Eterm
l Eterm-color -> Eterm
@ /usr/lib/terminfo/a
+ ncurses-base /lib/terminfo/a
f 1481 ansi
@ /usr/lib/terminfo/c
+ ncurses-base /lib/terminfo/c
f 1502 cons25
f 1519 cons25-debian
f 1518 cygwin
@ /usr/lib/terminfo/d
+ ncurses-base /lib/terminfo/d
f 308 dumb
@ /usr/lib/terminfo/h
+ ncurses-base /lib/terminfo/h
f 1570 hurd
@ /usr/lib/terminfo/l
+ ncurses-base /lib/terminfo/l
f 1740 linux
@ /usr/lib/terminfo/m
+ ncurses-base /lib/terminfo/m
f 617 mach
f 652 mach-bold
f 1095 mach-color
f 1056 mach-gnu
f 1318 mach-gnu-color
@ /usr/lib/terminfo/p
+ ncurses-base /lib/terminfo/p
f 1198 pcansi
@ /usr/lib/terminfo/r
+ ncurses-base /lib/terminfo/r
f 2045 rxvt
f 1994 rxvt-basic
l rxvt-m -> rxvt-basic
f 2508 rxvt-unicode
f 2534 rxvt-unicode-256color
@ /usr/lib/terminfo/s
+ ncurses-base /lib/terminfo/s
f 1601 screen
f 1747 screen-256color
f 1759 screen-256color-bce
f 1619 screen-bce
f 1641 screen-s
f 1623 screen-w
f 3615 screen.xterm-256color
f 1004 sun
@ /usr/lib/terminfo/t
+ ncurses-base /lib/terminfo/t
f 3101 tmux
f 3245 tmux-256color
@ /usr/lib/terminfo/v
+ ncurses-base /lib/terminfo/v
f 1190 vt100
f 1184 vt102
f 1391 vt220
f 839 vt52
@ /usr/lib/terminfo/w
+ ncurses-base /lib/terminfo/w
f 1597 wsvt25
f 1607 wsvt25m
@ /usr/lib/terminfo/x
+ ncurses-base /lib/terminfo/x
f 3772 xterm
f 3852 xterm-256color
f 1551 xterm-color
l xterm-debian -> xterm
f 1489 xterm-mono
f 1301 xterm-r5
f 1491 xterm-r6
f 2410 xterm-vt220
f 2240 xterm-xfree86
@ /usr/lib/tmpfiles.d
+ passwd
f 239 passwd.conf
@ /usr/lib/udev
+ util-linux
x 252 hwclock-set
@ /usr/lib/udev/rules.d
+ e2fsprogs /lib/udev/rules.d
f 171 96-e2scrub.rules
@ /usr/lib/usrmerge
+ usrmerge
x 1091 convert-etc-shells
x 14442 convert-usrmerge
@ /usr/lib/usrmerge/lib
+ usrmerge
f 59021 Fatal.pm
f 12526 autodie.pm
f 3611 if.pm
@ /usr/lib/usrmerge/lib/File
+ usrmerge
f 33091 Find.pm
@ /usr/lib/usrmerge/lib/File/Find
+ usrmerge
f 20668 Rule.pm
@ /usr/lib/usrmerge/lib/Number
+ usrmerge
f 2398 Compare.pm
@ /usr/lib/usrmerge/lib/Text
+ usrmerge
f 4969 Glob.pm
@ /usr/lib/usrmerge/lib/Tie
+ usrmerge
f 6237 RefHash.pm
@ /usr/lib/usrmerge/lib/autodie
+ usrmerge
f 7743 Util.pm
@ /usr/lib/usrmerge/lib/autodie/Scope
+ usrmerge
f 1396 Guard.pm
f 3424 GuardStack.pm
@ /usr/libexec
@ /usr/libexec/coreutils
+ coreutils
x 10328 libstdbuf.so
@ /usr/libexec/dpkg
+ dpkg
x 2196 dpkg-db-backup
@ /usr/local
l man -> share/man
@ /usr/local/bin
@ /usr/local/etc
@ /usr/local/games
@ /usr/local/include
@ /usr/local/lib
@ /usr/local/sbin
p 3395 unminimize
@ /usr/local/share
@ /usr/local/share/man
@ /usr/local/src
@ /usr/sbin
t=0755 initctl
t=0755 policy-rc.d
l rmt -> /etc/alternatives/rmt
+ adduser
l addgroup -> adduser
p 38247 adduser
l delgroup -> deluser
p 16495 deluser
+ base-passwd
p 26960 update-passwd
+ coreutils
p 31080 chroot
+ debconf
p 3663 dpkg-preconfigure
p 4485 dpkg-reconfigure
+ debianutils
p 1051 add-shell
p 2659 installkernel
p 1099 remove-shell
p 3806 update-shells
+ dpkg /sbin
p 40064 start-stop-daemon
+ e2fsprogs
p 14424 e2freefrag
p 22688 e4crypt
p 26712 e4defrag
p 14440 filefrag
p 10328 mklost+found
+ e2fsprogs /sbin
p 30824 badblocks
p 230920 debugfs
p 26720 dumpe2fs
p 343544 e2fsck
p 34912 e2image
l e2label -> tune2fs
l e2mmpstatus -> dumpe2fs
p 7296 e2scrub
p 5395 e2scrub_all
p 18520 e2undo
l fsck.ext2 -> e2fsck
l fsck.ext3 -> e2fsck
l fsck.ext4 -> e2fsck
p 125304 mke2fs
l mkfs.ext2 -> mke2fs
l mkfs.ext3 -> mke2fs
l mkfs.ext4 -> mke2fs
p 59480 resize2fs
p 100688 tune2fs
+ init-system-helpers
p 16507 invoke-rc.d
p 9097 service
p 17324 update-rc.d
+ libc-bin
p 30864 iconvconfig
p 51312 zic
+ libc-bin /sbin
p 387 ldconfig
p 810904 ldconfig.real
+ libpam-modules-bin
p 14264 faillock
p 10168 pam_timestamp_check
+ libpam-modules-bin /sbin
p 18368 mkhomedir_helper
p=2755,0:42 22456 pam_extrausers_chkpwd
p 26552 pam_extrausers_update
p=2755,0:42 22456 unix_chkpwd
p 26552 unix_update
+ libpam-runtime
p 20992 pam-auth-update
p 2890 pam_getenv
+ login
p 6224 nologin
+ logsave /sbin
p 10176 logsave
+ mount /sbin
p 67840 losetup
p 18592 swapoff
p 34976 swapon
+ passwd
p 51008 chgpasswd
p 51024 chpasswd
l cpgr -> cppw
p 44912 cppw
p 63920 groupadd
p 59640 groupdel
p 51040 groupmems
p 63824 groupmod
p 50984 grpck
p 46768 grpconv
p 42672 grpunconv
p 76024 newusers
p 46904 pwck
p 46768 pwconv
p 38576 pwunconv
p 122056 useradd
p 76160 userdel
p 117712 usermod
l vigr -> vipw
p 53328 vipw
+ passwd /sbin
p 885 shadowconfig
+ procps /sbin
p 26680 sysctl
+ sysvinit-utils /sbin
p 6232 fstab-decode
p 18488 killall5
+ tar
p 51496 rmt-tar
p 936 tarcat
+ util-linux
p 30880 chmem
p 18592 ldattach
p 18624 readprofile
p 26784 rtcwake
+ util-linux /sbin
p 52560 agetty
p 18592 blkdiscard
p 47304 blkid
p 30880 blkzone
p 26784 blockdev
p 26784 chcpu
p 14496 ctrlaltdel
p 10400 findfs
p 39112 fsck
p 22752 fsck.cramfs
p 47296 fsck.minix
p 14496 fsfreeze
p 34976 fstrim
l getty -> agetty
p 39128 hwclock
p 14496 isosize
p 14496 mkfs
p 18592 mkfs.bfs
p 26728 mkfs.cramfs
p 39088 mkfs.minix
p 39080 mkswap
p 10400 pivot_root
p 47264 runuser
p 34976 sulogin
p 14496 swaplabel
p 14536 switch_root
p 30880 wipefs
p 47368 zramctl
@ /usr/share
+ base-files
d dict
d info
d man
d misc
+ bash
d info
+ ncurses-base
d terminfo
@ /usr/share/adduser
+ adduser
f 3028 adduser.conf
@ /usr/share/apport
@ /usr/share/apport/package-hooks
+ login
f 720 source_shadow.py
@ /usr/share/base-files
+ base-files
f 3106 dot.bashrc
f 161 dot.profile
f 72 dot.profile.md5sums
f 771 info.dir
f 286 motd
f 91 networks
f 582 profile
f 396 profile.md5sums
f 772 staff-group-for-usr-local
@ /usr/share/base-passwd
+ base-passwd
t group.master
t passwd.master
@ /usr/share/bash-completion
@ /usr/share/bash-completion/completions
+ apt
f 7513 apt
+ bsdutils
f 1553 logger
f 784 renice
f 1061 script
f 762 scriptlive
f 917 scriptreplay
f 634 wall
+ debconf
f 294 debconf
l debconf-show -> debconf
+ mount
f 1738 losetup
f 2100 mount
f 743 swapoff
f 2007 swapon
f 1710 umount
+ util-linux
f 484 addpart
f 686 blkdiscard
f 2151 blkid
f 1014 blkzone
f 760 blockdev
f 1522 chcpu
f 501 chmem
f 920 chrt
f 335 ctrlaltdel
f 563 delpart
f 1230 dmesg
f 721 fallocate
f 916 fincore
f 695 findfs
f 3195 findmnt
f 874 flock
f 770 fsck
f 702 fsck.cramfs
f 418 fsck.minix
f 524 fsfreeze
f 743 fstrim
f 815 getopt
f 604 hardlink
f 960 hwclock
f 1161 ionice
f 576 ipcmk
f 1423 ipcrm
f 514 ipcs
f 529 isosize
f 949 last
f 1472 ldattach
f 2154 lsblk
f 1066 lscpu
f 1310 lsipc
f 1084 lslocks
f 1751 lslogins
f 1069 lsmem
f 1191 lsns
f 599 mcookie
f 412 mesg
f 659 mkfs
f 677 mkfs.bfs
f 839 mkfs.cramfs
f 749 mkfs.minix
f 876 mkswap
f 752 more
f 498 mountpoint
f 500 namei
f 1183 nsenter
f 1301 partx
f 387 pivot_root
f 1329 prlimit
f 679 readprofile
f 605 resizepart
f 432 rev
f 1081 rtcwake
l runuser -> su
f 790 setarch
f 2838 setpriv
f 440 setsid
f 2591 setterm
f 892 su
f 635 swaplabel
f 1213 taskset
f 665 uclampset
f 936 unshare
f 475 utmpdump
f 1371 wdctl
f 535 whereis
f 1238 wipefs
f 1290 zramctl
@ /usr/share/bug
+ dpkg
x 251 dpkg
@ /usr/share/bug/apt
+ apt
x 848 script
@ /usr/share/bug/init-system-helpers
+ init-system-helpers
f 24 control
@ /usr/share/bug/procps
+ procps
f 166 presubj
@ /usr/share/common-licenses
+ base-files
f 11358 Apache-2.0
f 6111 Artistic
f 1499 BSD
f 7048 CC0-1.0
l GFDL -> GFDL-1.3
f 20431 GFDL-1.2
f 22962 GFDL-1.3
l GPL -> GPL-3
f 12632 GPL-1
f 18092 GPL-2
f 35147 GPL-3
l LGPL -> LGPL-3
f 25383 LGPL-2
f 26530 LGPL-2.1
f 7651 LGPL-3
f 25755 MPL-1.1
f 16726 MPL-2.0
@ /usr/share/debconf
+ debconf
f 2691 confmodule
f 2875 confmodule.sh
f 414 debconf.conf
x 2004 fix_db.pl
x 2494 frontend
@ /usr/share/debianutils
+ debianutils
f 42 shells
d shells.d
@ /usr/share/debianutils/shells.d
@ /usr/share/dict
@ /usr/share/doc
+ libgcc-s1:arm64
l libgcc-s1 -> gcc-12-base
+ libncurses6:arm64
l libncurses6 -> libtinfo6
+ libncursesw6:arm64
l libncursesw6 -> libtinfo6
+ libstdc++6:arm64
l libstdc++6 -> gcc-12-base
@ /usr/share/doc/adduser
+ adduser
f 1864 changelog.gz
f 1995 copyright
o TODO
% /usr/share/doc/adduser/examples
+ adduser
o INSTALL README.gz adduser.local adduser.local.conf
% /usr/share/doc/adduser/examples/adduser.local.conf.examples
+ adduser
o adduser.conf bash.bashrc profile
% /usr/share/doc/adduser/examples/adduser.local.conf.examples/skel
+ adduser
o dot.bash_logout dot.bash_profile dot.bashrc
% /usr/share/doc/adduser/examples/adduser.local.conf.examples/skel.other
+ adduser
o index.html
@ /usr/share/doc/apt
+ apt
l NEWS.Debian.gz -> ../libapt-pkg6.0/NEWS.Debian.gz
l changelog.gz -> ../libapt-pkg6.0/changelog.gz
f 1029 copyright
% /usr/share/doc/apt/examples
+ apt
o apt.conf configure-index preferences sources.list
@ /usr/share/doc/base-files
+ base-files
l FAQ -> README
f 1429 changelog.gz
f 1228 copyright
o README README.FHS
@ /usr/share/doc/base-passwd
+ base-passwd
f 1490 changelog.gz
f 798 copyright
o README users-and-groups.html users-and-groups.txt.gz
@ /usr/share/doc/bash
+ bash
f 797 changelog.Debian.gz
f 10231 copyright
o COMPAT.gz INTRO.gz NEWS.gz POSIX.gz RBASH README.Debian.gz README.abs-guide README.commands.gz README.gz
o inputrc.arrows
@ /usr/share/doc/bsdutils
+ bsdutils
f 2778 changelog.Debian.gz
f 23045 copyright
@ /usr/share/doc/coreutils
+ coreutils
f 1487 changelog.Debian.gz
f 12531 copyright
o AUTHORS NEWS.Debian.gz NEWS.gz README.Debian README.gz THANKS.gz TODO.gz
@ /usr/share/doc/dash
+ dash
f 807 changelog.Debian.gz
f 8545 copyright
o NEWS.Debian.gz README.Debian.diet README.source
@ /usr/share/doc/debconf
+ debconf
f 1362 changelog.gz
f 2764 copyright
o NEWS.Debian.gz README.Debian
@ /usr/share/doc/debianutils
+ debianutils
f 17641 changelog.Debian.gz
f 467 changelog.gz
f 8019 copyright
o README.shells.gz
@ /usr/share/doc/diffutils
+ diffutils
f 1114 changelog.Debian.gz
f 1840 copyright
o NEWS.gz
@ /usr/share/doc/dpkg
+ dpkg
f 6910 changelog.Debian.gz
f 8412 copyright
o AUTHORS README.api README.bug-usertags.gz README.feature-removal-schedule.gz THANKS.gz
@ /usr/share/doc/e2fsprogs
+ e2fsprogs
l changelog.Debian.gz -> ../libcom-err2/changelog.Debian.gz
f 3594 copyright
o NEWS.gz README
@ /usr/share/doc/findutils
+ findutils
f 1114 changelog.Debian.gz
f 2974 copyright
o NEWS.Debian.gz NEWS.gz README.gz TODO
@ /usr/share/doc/gcc-12-base
+ gcc-12-base:arm64
f 788 changelog.Debian.gz
f 68194 copyright
o README.Debian.arm64.gz TODO.Debian
@ /usr/share/doc/gpgv
+ gpgv
f 1826 changelog.Debian.gz
f 10555 copyright
o NEWS.Debian.gz
@ /usr/share/doc/grep
+ grep
f 1839 changelog.Debian.gz
f 1807 copyright
o AUTHORS NEWS.Debian.gz NEWS.gz README THANKS.gz TODO.gz
@ /usr/share/doc/gzip
+ gzip
f 1460 changelog.Debian.gz
f 2895 copyright
o NEWS.gz README.gz TODO
@ /usr/share/doc/hostname
+ hostname
f 1240 changelog.gz
f 1146 copyright
@ /usr/share/doc/init-system-helpers
+ init-system-helpers
f 2805 changelog.gz
f 3020 copyright
o README.invoke-rc.d.gz README.policy-rc.d.gz
@ /usr/share/doc/libacl1
+ libacl1:arm64
f 1405 changelog.Debian.gz
f 2048 copyright
@ /usr/share/doc/libapt-pkg6.0
+ libapt-pkg6.0:arm64
f 2090 changelog.gz
f 1029 copyright
o NEWS.Debian.gz
@ /usr/share/doc/libattr1
+ libattr1:arm64
f 3518 changelog.Debian.gz
f 1947 copyright
@ /usr/share/doc/libaudit-common
+ libaudit-common
f 1910 changelog.Debian.gz
f 1596 copyright
@ /usr/share/doc/libaudit1
+ libaudit1:arm64
f 1908 changelog.Debian.gz
f 1596 copyright
@ /usr/share/doc/libblkid1
+ libblkid1:arm64
f 2776 changelog.Debian.gz
f 23045 copyright
@ /usr/share/doc/libbz2-1.0
+ libbz2-1.0:arm64
f 2512 changelog.Debian.gz
f 2228 copyright
@ /usr/share/doc/libc-bin
+ libc-bin
l changelog.Debian.gz -> ../libc6/changelog.Debian.gz
f 26462 copyright
@ /usr/share/doc/libc6
+ libc6:arm64
f 3493 changelog.Debian.gz
f 26462 copyright
o NEWS.Debian.gz NEWS.gz README.Debian.gz README.hesiod.gz
@ /usr/share/doc/libcap-ng0
+ libcap-ng0:arm64
f 1070 changelog.Debian.gz
f 1407 copyright
@ /usr/share/doc/libcap2
+ libcap2:arm64
f 942 changelog.Debian.gz
f 4631 copyright
@ /usr/share/doc/libcom-err2
+ libcom-err2:arm64
f 2050 changelog.Debian.gz
f 1154 copyright
@ /usr/share/doc/libcrypt1
+ libcrypt1:arm64
f 893 changelog.Debian.gz
f 6010 copyright
@ /usr/share/doc/libdb5.3
+ libdb5.3:arm64
f 1049 changelog.Debian.gz
f 7517 copyright
o build_signature_arm64.txt
@ /usr/share/doc/libdebconfclient0
+ libdebconfclient0:arm64
f 1846 changelog.gz
f 1978 copyright
@ /usr/share/doc/libext2fs2
+ libext2fs2:arm64
f 2046 changelog.Debian.gz
f 3594 copyright
@ /usr/share/doc/libffi8
+ libffi8:arm64
f 711 changelog.Debian.gz
f 3440 copyright
@ /usr/share/doc/libgcrypt20
+ libgcrypt20:arm64
f 1123 changelog.Debian.gz
f 24424 copyright
o AUTHORS.gz NEWS.gz README.gz THANKS.gz
@ /usr/share/doc/libgmp10
+ libgmp10:arm64
f 1116 changelog.Debian.gz
f 2019 copyright
o README.Debian
@ /usr/share/doc/libgnutls30
+ libgnutls30:arm64
f 1245 changelog.Debian.gz
f 49592 copyright
o AUTHORS.gz NEWS.Debian.gz NEWS.gz README.md.gz THANKS.gz
@ /usr/share/doc/libgpg-error0
+ libgpg-error0:arm64
f 1211 changelog.Debian.gz
f 5009 copyright
o README.gz
@ /usr/share/doc/libgssapi-krb5-2
+ libgssapi-krb5-2:arm64
l changelog.Debian.gz -> ../libk5crypto3/changelog.Debian.gz
f 61825 copyright
@ /usr/share/doc/libhogweed6
+ libhogweed6:arm64
l changelog.Debian.gz -> ../libnettle8/changelog.Debian.gz
f 20902 copyright
@ /usr/share/doc/libidn2-0
+ libidn2-0:arm64
f 1274 changelog.Debian.gz
f 5348 copyright
o AUTHORS NEWS.gz README.md.gz
@ /usr/share/doc/libk5crypto3
+ libk5crypto3:arm64
l changelog.Debian.gz -> ../libkrb5support0/changelog.Debian.gz
f 61825 copyright
@ /usr/share/doc/libkeyutils1
+ libkeyutils1:arm64
f 1586 changelog.Debian.gz
f 2104 copyright
@ /usr/share/doc/libkrb5-3
+ libkrb5-3:arm64
l changelog.Debian.gz -> ../libk5crypto3/changelog.Debian.gz
f 61825 copyright
o README.Debian README.gz
@ /usr/share/doc/libkrb5support0
+ libkrb5support0:arm64
f 1440 changelog.Debian.gz
f 61825 copyright
@ /usr/share/doc/liblz4-1
+ liblz4-1:arm64
f 1049 changelog.Debian.gz
f 3574 copyright
@ /usr/share/doc/liblzma5
+ liblzma5:arm64
f 1744 changelog.Debian.gz
f 15465 copyright
o AUTHORS NEWS.gz THANKS
@ /usr/share/doc/libmount1
+ libmount1:arm64
l changelog.Debian.gz -> ../libblkid1/changelog.Debian.gz
f 23045 copyright
@ /usr/share/doc/libnettle8
+ libnettle8:arm64
f 1082 changelog.Debian.gz
f 20902 copyright
o NEWS.gz README
@ /usr/share/doc/libnsl2
+ libnsl2:arm64
f 499 changelog.Debian.gz
f 13646 copyright
@ /usr/share/doc/libp11-kit0
+ libp11-kit0:arm64
f 1293 changelog.Debian.gz
f 8646 copyright
% /usr/share/doc/libp11-kit0/examples
+ libp11-kit0:arm64
o pkcs11.conf.example
@ /usr/share/doc/libpam-modules
+ libpam-modules:arm64
l NEWS.Debian.gz -> ../libpam0g/NEWS.Debian.gz
l changelog.Debian.gz -> ../libpam0g/changelog.Debian.gz
f 3176 copyright
% /usr/share/doc/libpam-modules/examples
+ libpam-modules:arm64
o upperLOWER.c
@ /usr/share/doc/libpam-modules-bin
+ libpam-modules-bin
l NEWS.Debian.gz -> ../libpam0g/NEWS.Debian.gz
l changelog.Debian.gz -> ../libpam0g/changelog.Debian.gz
f 3176 copyright
@ /usr/share/doc/libpam-runtime
+ libpam-runtime
l NEWS.Debian.gz -> ../libpam0g/NEWS.Debian.gz
l changelog.Debian.gz -> ../libpam0g/changelog.Debian.gz
f 3176 copyright
@ /usr/share/doc/libpam0g
+ libpam0g:arm64
f 3333 changelog.Debian.gz
f 3176 copyright
o Debian-PAM-MiniPolicy.gz NEWS.Debian.gz README README.Debian TODO.Debian
@ /usr/share/doc/libpcre2-8-0
+ libpcre2-8-0:arm64
f 865 changelog.Debian.gz
f 3123 copyright
o README.Debian
@ /usr/share/doc/libpcre3
+ libpcre3:arm64
f 898 changelog.Debian.gz
f 2765 copyright
o AUTHORS NEWS.gz README.Debian README.gz
@ /usr/share/doc/libprocps8
+ libprocps8:arm64
f 2020 changelog.Debian.gz
f 3949 copyright
o NEWS.Debian.gz
@ /usr/share/doc/libseccomp2
+ libseccomp2:arm64
f 891 changelog.Debian.gz
f 1429 copyright
@ /usr/share/doc/libselinux1
+ libselinux1:arm64
f 1574 changelog.Debian.gz
f 3131 copyright
@ /usr/share/doc/libsemanage-common
+ libsemanage-common
f 1730 changelog.Debian.gz
f 1830 copyright
@ /usr/share/doc/libsemanage2
+ libsemanage2:arm64
f 1731 changelog.Debian.gz
f 1830 copyright
@ /usr/share/doc/libsepol2
+ libsepol2:arm64
f 1593 changelog.Debian.gz
f 2073 copyright
@ /usr/share/doc/libsmartcols1
+ libsmartcols1:arm64
f 2778 changelog.Debian.gz
f 23045 copyright
@ /usr/share/doc/libss2
+ libss2:arm64
l changelog.Debian.gz -> ../libcom-err2/changelog.Debian.gz
f 1163 copyright
@ /usr/share/doc/libssl3
+ libssl3:arm64
f 2354 changelog.Debian.gz
f 2543 copyright
@ /usr/share/doc/libsystemd0
+ libsystemd0:arm64
f 2435 changelog.Debian.gz
f 10893 copyright
@ /usr/share/doc/libtasn1-6
+ libtasn1-6:arm64
f 1025 changelog.Debian.gz
f 3451 copyright
o AUTHORS README.md THANKS
@ /usr/share/doc/libtinfo6
+ libtinfo6:arm64
f 2223 changelog.Debian.gz
f 4670 copyright
o FAQ
@ /usr/share/doc/libtirpc-common
+ libtirpc-common
f 1253 changelog.Debian.gz
f 12942 copyright
o NEWS.Debian.gz
@ /usr/share/doc/libtirpc3
+ libtirpc3:arm64
f 1250 changelog.Debian.gz
f 12942 copyright
o NEWS.Debian.gz
@ /usr/share/doc/libudev1
+ libudev1:arm64
f 2436 changelog.Debian.gz
f 10893 copyright
@ /usr/share/doc/libunistring2
+ libunistring2:arm64
f 1278 changelog.Debian.gz
f 6068 copyright
@ /usr/share/doc/libuuid1
+ libuuid1:arm64
f 2779 changelog.Debian.gz
f 23045 copyright
@ /usr/share/doc/libxxhash0
+ libxxhash0:arm64
f 1202 changelog.Debian.gz
f 2579 copyright
@ /usr/share/doc/libzstd1
+ libzstd1:arm64
f 1892 changelog.Debian.gz
f 5268 copyright
@ /usr/share/doc/login
+ login
f 1980 changelog.Debian.gz
f 5153 copyright
o NEWS.Debian.gz
@ /usr/share/doc/logsave
+ logsave
f 2047 changelog.Debian.gz
f 3594 copyright
@ /usr/share/doc/lsb-base
+ lsb-base
f 1205 changelog.gz
f 2649 copyright
o NEWS.Debian.gz README.Debian.gz
@ /usr/share/doc/mawk
+ mawk
f 2091 changelog.Debian.gz
f 1475 copyright
o ACKNOWLEDGMENT README
% /usr/share/doc/mawk/examples
+ mawk
o ct_length.awk decl.awk deps.awk eatc.awk gdecl.awk hcal hical nocomment.awk primes.awk qsort.awk
@ /usr/share/doc/mount
+ mount
l changelog.Debian.gz -> ../libmount1/changelog.Debian.gz
f 23045 copyright
o NEWS.Debian.gz mount.txt
% /usr/share/doc/mount/examples
+ mount
o filesystems fstab mount.fstab
@ /usr/share/doc/ncurses-base
+ ncurses-base
f 2223 changelog.Debian.gz
f 4670 copyright
o TODO.Debian
@ /usr/share/doc/ncurses-bin
+ ncurses-bin
l changelog.Debian.gz -> ../libtinfo6/changelog.Debian.gz
f 4670 copyright
@ /usr/share/doc/passwd
+ passwd
f 1980 changelog.Debian.gz
f 5153 copyright
o NEWS.Debian.gz README.Debian TODO.Debian
% /usr/share/doc/passwd/examples
+ passwd
o passwd.expire.cron
% /usr/share/doc/perl
+ perl-base
o AUTHORS.gz Documentation
@ /usr/share/doc/perl-base
+ perl-base
f 1254 changelog.Debian.gz
f 109504 copyright
@ /usr/share/doc/procps
+ procps
l NEWS.Debian.gz -> ../libprocps8/NEWS.Debian.gz
l changelog.Debian.gz -> ../libprocps8/changelog.Debian.gz
f 3949 copyright
o FAQ.gz README.Debian bugs.md
% /usr/share/doc/procps/examples
+ procps
o sysctl.conf
@ /usr/share/doc/sed
+ sed
f 930 changelog.Debian.gz
f 849 copyright
o AUTHORS BUGS.gz NEWS.gz README THANKS.gz sedfaq.txt.gz
% /usr/share/doc/sed/examples
+ sed
o dc.sed.gz
@ /usr/share/doc/sensible-utils
+ sensible-utils
f 2524 changelog.gz
f 5427 copyright
@ /usr/share/doc/sysvinit-utils
+ sysvinit-utils
f 2267 copyright
@ /usr/share/doc/tar
+ tar
f 999 changelog.Debian.gz
f 1488 copyright
o AUTHORS NEWS.gz README.Debian THANKS.gz
@ /usr/share/doc/ubuntu-keyring
+ ubuntu-keyring
f 975 changelog.gz
f 1242 copyright
@ /usr/share/doc/usrmerge
+ usrmerge
f 1062 changelog.gz
f 205 copyright
o README.Debian
@ /usr/share/doc/util-linux
+ util-linux
l changelog.Debian.gz -> ../libblkid1/changelog.Debian.gz
f 23045 copyright
o 00-about-docs.txt AUTHORS.gz NEWS.Debian.gz PAM-configuration.txt README.Debian blkid.txt cal.txt col.txt
o deprecated.txt getopt.txt getopt_changelog.txt howto-build-sys.txt howto-compilation.txt
o howto-contribute.txt.gz howto-debug.txt howto-man-page.txt howto-pull-request.txt.gz howto-tests.txt.gz
o howto-usage-function.txt.gz hwclock.txt modems-with-agetty.txt mount.txt parse-date.txt.gz pg.txt
o poeigl.txt.gz release-schedule.txt
% /usr/share/doc/util-linux/examples
+ util-linux
o getopt-example.bash getopt-example.tcsh
% /usr/share/doc/util-linux/releases
+ util-linux
o v2.13-ReleaseNotes.gz v2.14-ReleaseNotes.gz v2.15-ReleaseNotes.gz v2.16-ReleaseNotes.gz
o v2.17-ReleaseNotes.gz v2.18-ReleaseNotes.gz v2.19-ReleaseNotes.gz v2.20-ReleaseNotes.gz
o v2.21-ReleaseNotes.gz v2.22-ReleaseNotes.gz v2.23-ReleaseNotes.gz v2.24-ReleaseNotes.gz
o v2.25-ReleaseNotes.gz v2.26-ReleaseNotes.gz v2.27-ReleaseNotes.gz v2.28-ReleaseNotes.gz
o v2.29-ReleaseNotes.gz v2.30-ReleaseNotes.gz v2.31-ReleaseNotes.gz v2.32-ReleaseNotes.gz
o v2.33-ReleaseNotes.gz v2.34-ReleaseNotes.gz v2.35-ReleaseNotes.gz v2.36-ReleaseNotes.gz
o v2.37-ReleaseNotes.gz v2.37.1-ReleaseNotes.gz v2.37.2-ReleaseNotes
@ /usr/share/doc/zlib1g
+ zlib1g:arm64
f 1580 changelog.Debian.gz
f 2920 copyright
@ /usr/share/doc-base
+ base-passwd
f 423 base-passwd.users-and-groups
+ findutils
f 323 findutils.findutils
@ /usr/share/dpkg
+ dpkg
f 362 abitable
f 2108 cputable
f 2111 ostable
f 2249 tupletable
@ /usr/share/dpkg/sh
+ dpkg
f 2173 dpkg-error.sh
@ /usr/share/gcc
@ /usr/share/gcc/python
@ /usr/share/gcc/python/libstdcxx
+ libstdc++6:arm64
f 1 __init__.py
@ /usr/share/gcc/python/libstdcxx/v6
+ libstdc++6:arm64
f 1161 __init__.py
f 83872 printers.py
f 28188 xmethods.py
@ /usr/share/gdb
@ /usr/share/gdb/auto-load
@ /usr/share/gdb/auto-load/usr
@ /usr/share/gdb/auto-load/usr/lib
@ /usr/share/gdb/auto-load/usr/lib/aarch64-linux-gnu
+ libstdc++6:arm64
f 2388 libstdc++.so.6.0.30-gdb.py
@ /usr/share/info
f 771 dir
+ coreutils
f 237878 coreutils.info.gz
+ diffutils
f 61188 diffutils.info.gz
+ findutils
f 24576 find-maint.info.gz
f 90573 find.info-1.gz
f 1892 find.info-2.gz
f 2495 find.info.gz
+ grep
f 32302 grep.info.gz
+ gzip
f 15781 gzip.info.gz
+ sed
f 54068 sed.info.gz
@ /usr/share/keyrings
+ ubuntu-keyring
f 7399 ubuntu-archive-keyring.gpg
f 6713 ubuntu-archive-removed-keys.gpg
f 3023 ubuntu-cloudimage-keyring.gpg
f 0 ubuntu-cloudimage-removed-keys.gpg
f 1227 ubuntu-master-keyring.gpg
@ /usr/share/libc-bin
+ libc-bin
f 494 nsswitch.conf
@ /usr/share/lintian
@ /usr/share/lintian/overrides
+ apt
f 699 apt
+ base-files
f 985 base-files
+ base-passwd
f 31 base-passwd
+ bash
f 156 bash
+ bsdutils
f 51 bsdutils
+ dash
f 106 dash
+ debconf
f 39 debconf
+ dpkg
f 41 dpkg
+ e2fsprogs
f 66 e2fsprogs
+ libc-bin
f 1078 libc-bin
+ libc6:arm64
f 563 libc6
+ libdb5.3:arm64
f 75 libdb5.3
+ libgcc-s1:arm64
f 45 libgcc-s1
+ libgssapi-krb5-2:arm64
f 56 libgssapi-krb5-2
+ libidn2-0:arm64
f 87 libidn2-0
+ libkrb5-3:arm64
f 63 libkrb5-3
+ libpam-modules-bin
f 198 libpam-modules-bin
+ libpam-modules:arm64
f 844 libpam-modules
+ libpam-runtime
f 239 libpam-runtime
+ libpam0g:arm64
f 570 libpam0g
+ login
f 114 login
+ mount
f 93 mount
+ ncurses-base
f 238 ncurses-base
+ passwd
f 312 passwd
+ perl-base
f 322 perl-base
+ procps
f 80 procps
+ util-linux
f 94 util-linux
@ /usr/share/lintian/profiles
@ /usr/share/lintian/profiles/dpkg
+ dpkg
f 270 main.profile
@ /usr/share/locale
@ /usr/share/locale/af
@ /usr/share/locale/af/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
% /usr/share/locale/ar/LC_MESSAGES
+ apt
o apt.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
% /usr/share/locale/ast/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/be
@ /usr/share/locale/be/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/bg
% /usr/share/locale/bg/LC_MESSAGES
+ apt
o apt.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/bg/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
% /usr/share/locale/bs/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/ca
% /usr/share/locale/ca/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/ca/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/cs
% /usr/share/locale/cs/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/cs/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
% /usr/share/locale/cy/LC_MESSAGES
+ apt
o apt.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/da
% /usr/share/locale/da/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/da/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/de
% /usr/share/locale/de/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/de/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
% /usr/share/locale/dz/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/el
% /usr/share/locale/el/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/el/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/eo
% /usr/share/locale/eo/LC_MESSAGES
+ dpkg
o dpkg.mo
@ /usr/share/locale/eo/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/es
% /usr/share/locale/es/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/es/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/et
% /usr/share/locale/et/LC_MESSAGES
+ dpkg
o dpkg.mo
@ /usr/share/locale/et/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/eu
% /usr/share/locale/eu/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/eu/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/fi
% /usr/share/locale/fi/LC_MESSAGES
+ apt
o apt.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/fi/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/fr
% /usr/share/locale/fr/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/fr/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/ga
@ /usr/share/locale/ga/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/gl
% /usr/share/locale/gl/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/gl/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/hr
@ /usr/share/locale/hr/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/hu
% /usr/share/locale/hu/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/hu/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/ia
@ /usr/share/locale/ia/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/id
% /usr/share/locale/id/LC_MESSAGES
+ dpkg
o dpkg.mo
@ /usr/share/locale/id/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/it
% /usr/share/locale/it/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/it/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/ja
% /usr/share/locale/ja/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/ja/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/kk
@ /usr/share/locale/kk/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
% /usr/share/locale/km/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/ko
% /usr/share/locale/ko/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/ko/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
% /usr/share/locale/ku/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/lg
@ /usr/share/locale/lg/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/lt
% /usr/share/locale/lt/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/lt/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
% /usr/share/locale/mr/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/ms
@ /usr/share/locale/ms/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/nb
% /usr/share/locale/nb/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/nb/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
% /usr/share/locale/ne/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/nl
% /usr/share/locale/nl/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/nl/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
% /usr/share/locale/nn/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
% /usr/share/locale/oc/LC_MESSAGES
+ dpkg
o dpkg.mo
% /usr/share/locale/pa/LC_MESSAGES
+ dpkg
o dpkg.mo
@ /usr/share/locale/pl
% /usr/share/locale/pl/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/pl/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/pt
% /usr/share/locale/pt/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/pt/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/pt_BR
% /usr/share/locale/pt_BR/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/pt_BR/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/ro
% /usr/share/locale/ro/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/ro/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/ru
% /usr/share/locale/ru/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/ru/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/sk
% /usr/share/locale/sk/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/sk/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/sl
% /usr/share/locale/sl/LC_MESSAGES
+ apt
o apt.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/sl/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/sr
@ /usr/share/locale/sr/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/sv
% /usr/share/locale/sv/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/sv/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
% /usr/share/locale/th/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
% /usr/share/locale/tl/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/tr
% /usr/share/locale/tr/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/tr/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/uk
% /usr/share/locale/uk/LC_MESSAGES
+ apt
o apt.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/uk/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/vi
% /usr/share/locale/vi/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/vi/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/zh_CN
% /usr/share/locale/zh_CN/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/zh_CN/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/locale/zh_TW
% /usr/share/locale/zh_TW/LC_MESSAGES
+ apt
o apt.mo
+ dpkg
o dpkg.mo
+ libapt-pkg6.0:arm64
o libapt-pkg6.0.mo
@ /usr/share/locale/zh_TW/LC_TIME
+ coreutils
l coreutils.mo -> ../LC_MESSAGES/coreutils.mo
@ /usr/share/man
% /usr/share/man/cs/man1
+ passwd
o expiry.1.gz gpasswd.1.gz
% /usr/share/man/cs/man5
+ login
o faillog.5.gz
+ passwd
o gshadow.5.gz passwd.5.gz shadow.5.gz
% /usr/share/man/cs/man8
+ login
o faillog.8.gz lastlog.8.gz nologin.8.gz
+ passwd
o groupadd.8.gz groupdel.8.gz groupmod.8.gz grpck.8.gz vipw.8.gz
% /usr/share/man/da/man1
+ login
o newgrp.1.gz sg.1.gz
+ passwd
o chfn.1.gz
% /usr/share/man/da/man5
+ adduser
o adduser.conf.5.gz deluser.conf.5.gz
+ passwd
o gshadow.5.gz
% /usr/share/man/da/man8
+ adduser
o addgroup.8.gz adduser.8.gz delgroup.8.gz deluser.8.gz
+ login
o nologin.8.gz
+ passwd
o groupdel.8.gz vigr.8.gz vipw.8.gz
% /usr/share/man/de/man1
+ apt
o apt-transport-http.1.gz apt-transport-https.1.gz apt-transport-mirror.1.gz
+ debianutils
o tempfile.1.gz which.debianutils.1.gz
+ dpkg
o dpkg-deb.1.gz dpkg-divert.1.gz dpkg-maintscript-helper.1.gz dpkg-query.1.gz dpkg-realpath.1.gz
o dpkg-split.1.gz dpkg-statoverride.1.gz dpkg-trigger.1.gz dpkg.1.gz update-alternatives.1.gz
+ login
o login.1.gz newgrp.1.gz sg.1.gz
+ passwd
o chage.1.gz chfn.1.gz chsh.1.gz expiry.1.gz gpasswd.1.gz passwd.1.gz
+ procps
o free.1.gz pgrep.1.gz pmap.1.gz ps.1.gz pwdx.1.gz tload.1.gz uptime.1.gz w.1.gz
+ sensible-utils
o select-editor.1.gz sensible-browser.1.gz sensible-editor.1.gz sensible-pager.1.gz
% /usr/share/man/de/man5
+ adduser
o adduser.conf.5.gz deluser.conf.5.gz
+ apt
o apt.conf.5.gz apt_auth.conf.5.gz apt_preferences.5.gz sources.list.5.gz
+ dpkg
o dpkg.cfg.5.gz
+ login
o faillog.5.gz login.defs.5.gz
+ passwd
o gshadow.5.gz passwd.5.gz shadow.5.gz
+ procps
o sysctl.conf.5.gz
% /usr/share/man/de/man8
+ adduser
o addgroup.8.gz adduser.8.gz delgroup.8.gz deluser.8.gz
+ apt
o apt-cache.8.gz apt-cdrom.8.gz apt-config.8.gz apt-get.8.gz apt-mark.8.gz apt-secure.8.gz apt.8.gz
+ base-passwd
o update-passwd.8.gz
+ debianutils
o add-shell.8.gz installkernel.8.gz remove-shell.8.gz run-parts.8.gz savelog.8.gz
+ dpkg
o start-stop-daemon.8.gz
+ login
o faillog.8.gz lastlog.8.gz nologin.8.gz
+ passwd
o chgpasswd.8.gz chpasswd.8.gz groupadd.8.gz groupdel.8.gz groupmems.8.gz groupmod.8.gz grpck.8.gz
o grpconv.8.gz grpunconv.8.gz newusers.8.gz pwck.8.gz pwconv.8.gz pwunconv.8.gz useradd.8.gz userdel.8.gz
o usermod.8.gz vigr.8.gz vipw.8.gz
+ procps
o sysctl.8.gz vmstat.8.gz
% /usr/share/man/es/man1
+ debianutils
o tempfile.1.gz which.debianutils.1.gz
+ dpkg
o dpkg-split.1.gz update-alternatives.1.gz
% /usr/share/man/es/man5
+ adduser
o adduser.conf.5.gz deluser.conf.5.gz
+ apt
o apt_preferences.5.gz
+ dpkg
o dpkg.cfg.5.gz
% /usr/share/man/es/man8
+ adduser
o addgroup.8.gz adduser.8.gz delgroup.8.gz deluser.8.gz
+ apt
o apt-cache.8.gz apt-cdrom.8.gz apt-config.8.gz
+ base-passwd
o update-passwd.8.gz
+ debianutils
o add-shell.8.gz installkernel.8.gz remove-shell.8.gz run-parts.8.gz savelog.8.gz
% /usr/share/man/fi/man1
+ passwd
o chfn.1.gz chsh.1.gz
% /usr/share/man/fr/man1
+ apt
o apt-transport-http.1.gz apt-transport-https.1.gz apt-transport-mirror.1.gz
+ debianutils
o tempfile.1.gz which.debianutils.1.gz
+ dpkg
o dpkg-deb.1.gz dpkg-divert.1.gz dpkg-maintscript-helper.1.gz dpkg-split.1.gz dpkg-statoverride.1.gz
o dpkg-trigger.1.gz update-alternatives.1.gz
+ login
o login.1.gz newgrp.1.gz sg.1.gz
+ passwd
o chage.1.gz chfn.1.gz chsh.1.gz expiry.1.gz gpasswd.1.gz passwd.1.gz
+ procps
o free.1.gz pgrep.1.gz pmap.1.gz ps.1.gz pwdx.1.gz tload.1.gz uptime.1.gz w.1.gz
+ sensible-utils
o select-editor.1.gz sensible-browser.1.gz sensible-editor.1.gz sensible-pager.1.gz
% /usr/share/man/fr/man5
+ adduser
o adduser.conf.5.gz deluser.conf.5.gz
+ apt
o apt.conf.5.gz apt_auth.conf.5.gz apt_preferences.5.gz sources.list.5.gz
+ dpkg
o dpkg.cfg.5.gz
+ login
o faillog.5.gz login.defs.5.gz
+ passwd
o gshadow.5.gz passwd.5.gz shadow.5.gz subgid.5.gz subuid.5.gz
+ procps
o sysctl.conf.5.gz
% /usr/share/man/fr/man8
+ adduser
o addgroup.8.gz adduser.8.gz delgroup.8.gz deluser.8.gz
+ apt
o apt-cache.8.gz apt-cdrom.8.gz apt-config.8.gz apt-get.8.gz apt-mark.8.gz apt-secure.8.gz apt.8.gz
+ base-passwd
o update-passwd.8.gz
+ debianutils
o add-shell.8.gz installkernel.8.gz remove-shell.8.gz run-parts.8.gz savelog.8.gz
+ dpkg
o start-stop-daemon.8.gz
+ login
o faillog.8.gz lastlog.8.gz nologin.8.gz
+ passwd
o chgpasswd.8.gz chpasswd.8.gz groupadd.8.gz groupdel.8.gz groupmems.8.gz groupmod.8.gz grpck.8.gz
o grpconv.8.gz grpunconv.8.gz newusers.8.gz pwck.8.gz pwconv.8.gz pwunconv.8.gz useradd.8.gz userdel.8.gz
o usermod.8.gz vigr.8.gz vipw.8.gz
+ procps
o sysctl.8.gz vmstat.8.gz
% /usr/share/man/hu/man1
+ login
o login.1.gz newgrp.1.gz sg.1.gz
+ passwd
o chsh.1.gz gpasswd.1.gz passwd.1.gz
% /usr/share/man/hu/man5
+ dpkg
o dpkg.cfg.5.gz
+ passwd
o passwd.5.gz
% /usr/share/man/hu/man8
+ login
o lastlog.8.gz
% /usr/share/man/id/man1
+ login
o login.1.gz
+ passwd
o chsh.1.gz
% /usr/share/man/id/man8
+ passwd
o useradd.8.gz
% /usr/share/man/it/man1
+ debianutils
o tempfile.1.gz which.debianutils.1.gz
+ dpkg
o dpkg-maintscript-helper.1.gz dpkg-split.1.gz update-alternatives.1.gz
+ login
o login.1.gz newgrp.1.gz sg.1.gz
+ passwd
o chage.1.gz chfn.1.gz chsh.1.gz expiry.1.gz gpasswd.1.gz passwd.1.gz
% /usr/share/man/it/man5
+ adduser
o adduser.conf.5.gz deluser.conf.5.gz
+ apt
o apt.conf.5.gz apt_preferences.5.gz sources.list.5.gz
+ dpkg
o dpkg.cfg.5.gz
+ login
o faillog.5.gz login.defs.5.gz
+ passwd
o gshadow.5.gz passwd.5.gz shadow.5.gz
% /usr/share/man/it/man8
+ adduser
o addgroup.8.gz adduser.8.gz delgroup.8.gz deluser.8.gz
+ apt
o apt-cache.8.gz apt-cdrom.8.gz apt-config.8.gz apt-get.8.gz apt-mark.8.gz apt-secure.8.gz apt.8.gz
+ debianutils
o add-shell.8.gz installkernel.8.gz remove-shell.8.gz run-parts.8.gz savelog.8.gz
+ login
o faillog.8.gz lastlog.8.gz nologin.8.gz
+ passwd
o chgpasswd.8.gz chpasswd.8.gz groupadd.8.gz groupdel.8.gz groupmems.8.gz groupmod.8.gz grpck.8.gz
o grpconv.8.gz grpunconv.8.gz newusers.8.gz pwck.8.gz pwconv.8.gz pwunconv.8.gz useradd.8.gz userdel.8.gz
o usermod.8.gz vigr.8.gz vipw.8.gz
% /usr/share/man/ja/man1
+ debianutils
o tempfile.1.gz which.debianutils.1.gz
+ dpkg
o dpkg-split.1.gz update-alternatives.1.gz
+ login
o login.1.gz newgrp.1.gz sg.1.gz
+ passwd
o chage.1.gz chfn.1.gz chsh.1.gz expiry.1.gz gpasswd.1.gz passwd.1.gz
% /usr/share/man/ja/man5
+ apt
o apt.conf.5.gz apt_preferences.5.gz sources.list.5.gz
+ dpkg
o dpkg.cfg.5.gz
+ login
o faillog.5.gz login.defs.5.gz
+ passwd
o passwd.5.gz shadow.5.gz
% /usr/share/man/ja/man8
+ apt
o apt-cache.8.gz apt-cdrom.8.gz apt-config.8.gz apt-get.8.gz apt-mark.8.gz apt-secure.8.gz apt.8.gz
+ base-passwd
o update-passwd.8.gz
+ debianutils
o add-shell.8.gz installkernel.8.gz remove-shell.8.gz run-parts.8.gz savelog.8.gz
+ login
o faillog.8.gz lastlog.8.gz
+ passwd
o chpasswd.8.gz groupadd.8.gz groupdel.8.gz groupmod.8.gz grpck.8.gz grpconv.8.gz grpunconv.8.gz
o newusers.8.gz pwck.8.gz pwconv.8.gz pwunconv.8.gz useradd.8.gz userdel.8.gz usermod.8.gz vigr.8.gz
o vipw.8.gz
% /usr/share/man/ko/man1
+ login
o login.1.gz
+ passwd
o chfn.1.gz chsh.1.gz
% /usr/share/man/ko/man5
+ passwd
o passwd.5.gz
% /usr/share/man/ko/man8
+ passwd
o vigr.8.gz vipw.8.gz
% /usr/share/man/man1
+ apt
o apt-transport-http.1.gz apt-transport-https.1.gz apt-transport-mirror.1.gz
+ bash
o bash.1.gz bashbug.1.gz clear_console.1.gz rbash.1.gz
+ bsdutils
o logger.1.gz renice.1.gz script.1.gz scriptlive.1.gz scriptreplay.1.gz wall.1.gz
+ coreutils
o [.1.gz arch.1.gz b2sum.1.gz base32.1.gz base64.1.gz basename.1.gz basenc.1.gz cat.1.gz chcon.1.gz
o chgrp.1.gz chmod.1.gz chown.1.gz cksum.1.gz comm.1.gz cp.1.gz csplit.1.gz cut.1.gz date.1.gz dd.1.gz
o df.1.gz dir.1.gz dircolors.1.gz dirname.1.gz du.1.gz echo.1.gz env.1.gz expand.1.gz expr.1.gz factor.1.gz
o false.1.gz fmt.1.gz fold.1.gz groups.1.gz head.1.gz hostid.1.gz id.1.gz install.1.gz join.1.gz link.1.gz
o ln.1.gz logname.1.gz ls.1.gz md5sum.1.gz md5sum.textutils.1.gz mkdir.1.gz mkfifo.1.gz mknod.1.gz
o mktemp.1.gz mv.1.gz nice.1.gz nl.1.gz nohup.1.gz nproc.1.gz numfmt.1.gz od.1.gz paste.1.gz pathchk.1.gz
o pinky.1.gz pr.1.gz printenv.1.gz printf.1.gz ptx.1.gz pwd.1.gz readlink.1.gz realpath.1.gz rm.1.gz
o rmdir.1.gz runcon.1.gz seq.1.gz sha1sum.1.gz sha224sum.1.gz sha256sum.1.gz sha384sum.1.gz sha512sum.1.gz
o shred.1.gz shuf.1.gz sleep.1.gz sort.1.gz split.1.gz stat.1.gz stdbuf.1.gz stty.1.gz sum.1.gz sync.1.gz
o tac.1.gz tail.1.gz tee.1.gz test.1.gz timeout.1.gz touch.1.gz tr.1.gz true.1.gz truncate.1.gz tsort.1.gz
o tty.1.gz uname.1.gz unexpand.1.gz uniq.1.gz unlink.1.gz users.1.gz vdir.1.gz wc.1.gz who.1.gz whoami.1.gz
o yes.1.gz
+ dash
o dash.1.gz sh.1.gz
+ debconf
o debconf-apt-progress.1.gz debconf-communicate.1.gz debconf-copydb.1.gz debconf-escape.1.gz
o debconf-set-selections.1.gz debconf-show.1.gz debconf.1.gz
+ debianutils
o ischroot.1.gz tempfile.1.gz which.debianutils.1.gz
+ diffutils
o cmp.1.gz diff.1.gz diff3.1.gz sdiff.1.gz
+ dpkg
o dpkg-deb.1.gz dpkg-divert.1.gz dpkg-maintscript-helper.1.gz dpkg-query.1.gz dpkg-realpath.1.gz
o dpkg-split.1.gz dpkg-statoverride.1.gz dpkg-trigger.1.gz dpkg.1.gz update-alternatives.1.gz
+ e2fsprogs
o chattr.1.gz lsattr.1.gz
+ findutils
o find.1.gz xargs.1.gz
+ gpgv
o gpgv.1.gz
+ grep
o egrep.1.gz fgrep.1.gz grep.1.gz rgrep.1.gz
+ gzip
o gunzip.1.gz gzexe.1.gz gzip.1.gz uncompress.1.gz zcat.1.gz zcmp.1.gz zdiff.1.gz zegrep.1.gz zfgrep.1.gz
o zforce.1.gz zgrep.1.gz zless.1.gz zmore.1.gz znew.1.gz
+ hostname
o dnsdomainname.1.gz domainname.1.gz hostname.1.gz nisdomainname.1.gz ypdomainname.1.gz
+ init-system-helpers
o deb-systemd-helper.1p.gz deb-systemd-invoke.1p.gz
+ libc-bin
o getconf.1.gz tzselect.1.gz
+ login
o login.1.gz newgrp.1.gz sg.1.gz
+ mawk
o mawk.1.gz
+ ncurses-bin
o captoinfo.1.gz clear.1.gz infocmp.1.gz infotocap.1.gz reset.1.gz tabs.1.gz tic.1.gz toe.1.gz tput.1.gz
o tset.1.gz
+ passwd
o chage.1.gz chfn.1.gz chsh.1.gz expiry.1.gz gpasswd.1.gz passwd.1.gz
+ perl-base
o perl.1.gz perl5.34.0.1.gz
+ procps
o free.1.gz kill.1.gz pgrep.1.gz pidwait.1.gz pkill.1.gz pmap.1.gz procps.1.gz ps.1.gz pwdx.1.gz skill.1.gz
o slabtop.1.gz snice.1.gz tload.1.gz top.1.gz uptime.1.gz w.1.gz watch.1.gz
+ sed
o sed.1.gz
+ sensible-utils
o select-editor.1.gz sensible-browser.1.gz sensible-editor.1.gz sensible-pager.1.gz
+ tar
o tar.1.gz tarcat.1.gz
+ util-linux
o choom.1.gz chrt.1.gz dmesg.1.gz fallocate.1.gz fincore.1.gz flock.1.gz getopt.1.gz hardlink.1.gz
o ionice.1.gz ipcmk.1.gz ipcrm.1.gz ipcs.1.gz last.1.gz lastb.1.gz lscpu.1.gz lsipc.1.gz lslogins.1.gz
o lsmem.1.gz mcookie.1.gz mesg.1.gz more.1.gz mountpoint.1.gz namei.1.gz nsenter.1.gz prlimit.1.gz rev.1.gz
o runuser.1.gz setpriv.1.gz setsid.1.gz setterm.1.gz su.1.gz taskset.1.gz uclampset.1.gz unshare.1.gz
o utmpdump.1.gz whereis.1.gz
% /usr/share/man/man3
+ libpcre3:arm64
o pcrepattern.3.gz
+ procps
o openproc.3.gz readproc.3.gz readproctab.3.gz
% /usr/share/man/man5
+ adduser
o adduser.conf.5.gz deluser.conf.5.gz
+ apt
o apt.conf.5.gz apt_auth.conf.5.gz apt_preferences.5.gz sources.list.5.gz
+ dpkg
o dpkg.cfg.5.gz
+ e2fsprogs
o e2fsck.conf.5.gz ext2.5.gz ext3.5.gz ext4.5.gz mke2fs.conf.5.gz
+ libaudit-common
o libaudit.conf.5.gz
+ libpam-modules:arm64
o access.conf.5.gz faillock.conf.5.gz group.conf.5.gz limits.conf.5.gz namespace.conf.5.gz pam_env.conf.5.gz
o sepermit.conf.5.gz time.conf.5.gz update-motd.5.gz
+ libpam-runtime
o pam.conf.5.gz pam.d.5.gz
+ libsemanage-common
o semanage.conf.5.gz
+ libtirpc-common
o netconfig.5.gz
+ login
o faillog.5.gz login.defs.5.gz
+ mount
o fstab.5.gz
+ ncurses-bin
o scr_dump.5.gz term.5.gz terminfo.5.gz user_caps.5.gz
+ passwd
o gshadow.5.gz passwd.5.gz shadow.5.gz subgid.5.gz subuid.5.gz
+ procps
o sysctl.conf.5.gz
+ sysvinit-utils
o init-d-script.5.gz
+ util-linux
o adjtime_config.5.gz hwclock.5.gz terminal-colors.d.5.gz
% /usr/share/man/man7
+ apt
o apt-patterns.7.gz
+ bash
o bash-builtins.7.gz
+ libpam-modules:arm64
o pam_env.7.gz pam_selinux.7.gz
+ libpam-runtime
o PAM.7.gz pam.7.gz
+ ncurses-bin
o term.7.gz
% /usr/share/man/man8
+ adduser
o addgroup.8.gz adduser.8.gz delgroup.8.gz deluser.8.gz
+ apt
o apt-cache.8.gz apt-cdrom.8.gz apt-config.8.gz apt-get.8.gz apt-key.8.gz apt-mark.8.gz apt-secure.8.gz
o apt.8.gz
+ base-passwd
o update-passwd.8.gz
+ coreutils
o chroot.8.gz
+ debconf
o dpkg-preconfigure.8.gz dpkg-reconfigure.8.gz
+ debianutils
o add-shell.8.gz installkernel.8.gz remove-shell.8.gz run-parts.8.gz savelog.8.gz update-shells.8.gz
+ dpkg
o start-stop-daemon.8.gz
+ e2fsprogs
o badblocks.8.gz debugfs.8.gz dumpe2fs.8.gz e2freefrag.8.gz e2fsck.8.gz e2image.8.gz e2label.8.gz
o e2mmpstatus.8.gz e2scrub.8.gz e2scrub_all.8.gz e2undo.8.gz e4crypt.8.gz e4defrag.8.gz filefrag.8.gz
o fsck.ext2.8.gz fsck.ext3.8.gz fsck.ext4.8.gz mke2fs.8.gz mkfs.ext2.8.gz mkfs.ext3.8.gz mkfs.ext4.8.gz
o mklost+found.8.gz resize2fs.8.gz tune2fs.8.gz
+ init-system-helpers
o invoke-rc.d.8.gz service.8.gz update-rc.d.8.gz
+ libpam-modules-bin
o faillock.8.gz mkhomedir_helper.8.gz pam_timestamp_check.8.gz unix_chkpwd.8.gz unix_update.8.gz
+ libpam-modules:arm64
o pam_access.8.gz pam_debug.8.gz pam_deny.8.gz pam_echo.8.gz pam_exec.8.gz pam_extrausers.8.gz
o pam_faildelay.8.gz pam_faillock.8.gz pam_filter.8.gz pam_ftp.8.gz pam_group.8.gz pam_issue.8.gz
o pam_keyinit.8.gz pam_lastlog.8.gz pam_limits.8.gz pam_listfile.8.gz pam_localuser.8.gz pam_loginuid.8.gz
o pam_mail.8.gz pam_mkhomedir.8.gz pam_motd.8.gz pam_namespace.8.gz pam_namespace_helper.8.gz
o pam_nologin.8.gz pam_permit.8.gz pam_pwhistory.8.gz pam_rhosts.8.gz pam_rootok.8.gz pam_securetty.8.gz
o pam_sepermit.8.gz pam_setquota.8.gz pam_shells.8.gz pam_succeed_if.8.gz pam_time.8.gz pam_timestamp.8.gz
o pam_tty_audit.8.gz pam_umask.8.gz pam_unix.8.gz pam_userdb.8.gz pam_usertype.8.gz pam_warn.8.gz
o pam_wheel.8.gz pam_xauth.8.gz
+ libpam-runtime
o pam-auth-update.8.gz pam_getenv.8.gz
+ login
o faillog.8.gz lastlog.8.gz nologin.8.gz
+ logsave
o logsave.8.gz
+ mount
o losetup.8.gz mount.8.gz swapoff.8.gz swapon.8.gz umount.8.gz
+ passwd
o chgpasswd.8.gz chpasswd.8.gz cpgr.8.gz cppw.8.gz groupadd.8.gz groupdel.8.gz groupmems.8.gz groupmod.8.gz
o grpck.8.gz grpconv.8.gz grpunconv.8.gz newusers.8.gz pwck.8.gz pwconv.8.gz pwunconv.8.gz useradd.8.gz
o userdel.8.gz usermod.8.gz vigr.8.gz vipw.8.gz
+ procps
o sysctl.8.gz vmstat.8.gz
+ sysvinit-utils
o fstab-decode.8.gz killall5.8.gz pidof.8.gz
+ tar
o rmt-tar.8.gz
+ util-linux
o addpart.8.gz agetty.8.gz blkdiscard.8.gz blkid.8.gz blkzone.8.gz blockdev.8.gz chcpu.8.gz chmem.8.gz
o ctrlaltdel.8.gz delpart.8.gz findfs.8.gz findmnt.8.gz fsck.8.gz fsck.cramfs.8.gz fsck.minix.8.gz
o fsfreeze.8.gz fstrim.8.gz getty.8.gz hwclock.8.gz isosize.8.gz ldattach.8.gz linux32.8.gz linux64.8.gz
o lsblk.8.gz lslocks.8.gz lsns.8.gz mkfs.8.gz mkfs.bfs.8.gz mkfs.cramfs.8.gz mkfs.minix.8.gz mkswap.8.gz
o partx.8.gz pivot_root.8.gz readprofile.8.gz resizepart.8.gz rtcwake.8.gz setarch.8.gz sulogin.8.gz
o swaplabel.8.gz switch_root.8.gz wdctl.8.gz wipefs.8.gz zramctl.8.gz
% /usr/share/man/nl/man1
+ apt
o apt-transport-http.1.gz apt-transport-https.1.gz apt-transport-mirror.1.gz
+ dpkg
o dpkg-deb.1.gz dpkg-divert.1.gz dpkg-maintscript-helper.1.gz dpkg-query.1.gz dpkg-realpath.1.gz
o dpkg-split.1.gz dpkg-statoverride.1.gz dpkg-trigger.1.gz dpkg.1.gz update-alternatives.1.gz
% /usr/share/man/nl/man5
+ apt
o apt.conf.5.gz apt_auth.conf.5.gz apt_preferences.5.gz sources.list.5.gz
+ dpkg
o dpkg.cfg.5.gz
% /usr/share/man/nl/man7
+ apt
o apt-patterns.7.gz
% /usr/share/man/nl/man8
+ apt
o apt-cache.8.gz apt-cdrom.8.gz apt-config.8.gz apt-get.8.gz apt-key.8.gz apt-mark.8.gz apt-secure.8.gz
o apt.8.gz
+ dpkg
o start-stop-daemon.8.gz
% /usr/share/man/pl/man1
+ debianutils
o tempfile.1.gz which.debianutils.1.gz
+ dpkg
o dpkg-split.1.gz update-alternatives.1.gz
+ login
o newgrp.1.gz sg.1.gz
+ passwd
o chage.1.gz chsh.1.gz expiry.1.gz
+ procps
o free.1.gz pmap.1.gz pwdx.1.gz tload.1.gz uptime.1.gz w.1.gz
% /usr/share/man/pl/man5
+ adduser
o adduser.conf.5.gz deluser.conf.5.gz
+ apt
o apt_preferences.5.gz
+ dpkg
o dpkg.cfg.5.gz
+ login
o faillog.5.gz
% /usr/share/man/pl/man8
+ adduser
o addgroup.8.gz adduser.8.gz delgroup.8.gz deluser.8.gz
+ apt
o apt-cache.8.gz apt-cdrom.8.gz apt-config.8.gz
+ base-passwd
o update-passwd.8.gz
+ debianutils
o add-shell.8.gz installkernel.8.gz remove-shell.8.gz run-parts.8.gz savelog.8.gz
+ login
o faillog.8.gz lastlog.8.gz
+ passwd
o groupadd.8.gz groupdel.8.gz groupmems.8.gz groupmod.8.gz grpck.8.gz userdel.8.gz usermod.8.gz vigr.8.gz
o vipw.8.gz
+ procps
o sysctl.8.gz vmstat.8.gz
% /usr/share/man/pt/man1
+ apt
o apt-transport-http.1.gz apt-transport-https.1.gz apt-transport-mirror.1.gz
+ dpkg
o dpkg-deb.1.gz dpkg-divert.1.gz dpkg-maintscript-helper.1.gz dpkg-query.1.gz dpkg-realpath.1.gz
o dpkg-split.1.gz dpkg-statoverride.1.gz dpkg-trigger.1.gz dpkg.1.gz update-alternatives.1.gz
+ sensible-utils
o select-editor.1.gz sensible-browser.1.gz sensible-editor.1.gz sensible-pager.1.gz
% /usr/share/man/pt/man5
+ adduser
o adduser.conf.5.gz deluser.conf.5.gz
+ apt
o apt.conf.5.gz apt_auth.conf.5.gz apt_preferences.5.gz sources.list.5.gz
+ dpkg
o dpkg.cfg.5.gz
% /usr/share/man/pt/man7
+ apt
o apt-patterns.7.gz
% /usr/share/man/pt/man8
+ adduser
o addgroup.8.gz adduser.8.gz delgroup.8.gz deluser.8.gz
+ apt
o apt-cache.8.gz apt-cdrom.8.gz apt-config.8.gz apt-get.8.gz apt-key.8.gz apt-mark.8.gz apt-secure.8.gz
o apt.8.gz
+ dpkg
o start-stop-daemon.8.gz
% /usr/share/man/pt_BR/man1
+ passwd
o gpasswd.1.gz
+ procps
o free.1.gz pmap.1.gz pwdx.1.gz tload.1.gz uptime.1.gz w.1.gz
% /usr/share/man/pt_BR/man5
+ passwd
o passwd.5.gz shadow.5.gz
% /usr/share/man/pt_BR/man8
+ passwd
o groupadd.8.gz groupdel.8.gz groupmod.8.gz
+ procps
o sysctl.8.gz vmstat.8.gz
% /usr/share/man/ru/man1
+ login
o login.1.gz newgrp.1.gz sg.1.gz
+ passwd
o chage.1.gz chfn.1.gz chsh.1.gz expiry.1.gz gpasswd.1.gz passwd.1.gz
% /usr/share/man/ru/man5
+ adduser
o adduser.conf.5.gz deluser.conf.5.gz
+ libsemanage-common
o semanage.conf.5.gz
+ login
o faillog.5.gz login.defs.5.gz
+ passwd
o gshadow.5.gz passwd.5.gz shadow.5.gz
% /usr/share/man/ru/man8
+ adduser
o addgroup.8.gz adduser.8.gz delgroup.8.gz deluser.8.gz
+ base-passwd
o update-passwd.8.gz
+ login
o faillog.8.gz lastlog.8.gz nologin.8.gz
+ passwd
o chgpasswd.8.gz chpasswd.8.gz groupadd.8.gz groupdel.8.gz groupmems.8.gz groupmod.8.gz grpck.8.gz
o grpconv.8.gz grpunconv.8.gz newusers.8.gz pwck.8.gz pwconv.8.gz pwunconv.8.gz useradd.8.gz userdel.8.gz
o usermod.8.gz vigr.8.gz vipw.8.gz
% /usr/share/man/sl/man1
+ debianutils
o tempfile.1.gz which.debianutils.1.gz
% /usr/share/man/sl/man8
+ debianutils
o add-shell.8.gz installkernel.8.gz remove-shell.8.gz run-parts.8.gz savelog.8.gz
% /usr/share/man/sv/man1
+ dpkg
o dpkg-maintscript-helper.1.gz dpkg-split.1.gz update-alternatives.1.gz
+ login
o newgrp.1.gz sg.1.gz
+ passwd
o chage.1.gz chsh.1.gz expiry.1.gz passwd.1.gz
+ procps
o free.1.gz pgrep.1.gz pmap.1.gz pwdx.1.gz tload.1.gz uptime.1.gz w.1.gz
% /usr/share/man/sv/man5
+ adduser
o adduser.conf.5.gz deluser.conf.5.gz
+ dpkg
o dpkg.cfg.5.gz
+ login
o faillog.5.gz
+ passwd
o gshadow.5.gz passwd.5.gz
% /usr/share/man/sv/man8
+ adduser
o addgroup.8.gz adduser.8.gz delgroup.8.gz deluser.8.gz
+ login
o faillog.8.gz lastlog.8.gz nologin.8.gz
+ passwd
o groupadd.8.gz groupdel.8.gz groupmems.8.gz groupmod.8.gz grpck.8.gz pwck.8.gz userdel.8.gz vigr.8.gz
o vipw.8.gz
+ procps
o sysctl.8.gz vmstat.8.gz
% /usr/share/man/tr/man1
+ login
o login.1.gz
+ passwd
o chage.1.gz chfn.1.gz passwd.1.gz
% /usr/share/man/tr/man5
+ passwd
o passwd.5.gz shadow.5.gz
% /usr/share/man/tr/man8
+ passwd
o groupadd.8.gz groupdel.8.gz groupmod.8.gz useradd.8.gz userdel.8.gz usermod.8.gz
% /usr/share/man/uk/man1
+ procps
o free.1.gz pgrep.1.gz pmap.1.gz pwdx.1.gz tload.1.gz uptime.1.gz w.1.gz
% /usr/share/man/uk/man5
+ procps
o sysctl.conf.5.gz
% /usr/share/man/uk/man8
+ procps
o sysctl.8.gz vmstat.8.gz
% /usr/share/man/zh_CN/man1
+ login
o login.1.gz newgrp.1.gz sg.1.gz
+ passwd
o chage.1.gz chfn.1.gz chsh.1.gz expiry.1.gz gpasswd.1.gz passwd.1.gz
% /usr/share/man/zh_CN/man5
+ login
o faillog.5.gz login.defs.5.gz
+ passwd
o gshadow.5.gz passwd.5.gz shadow.5.gz
% /usr/share/man/zh_CN/man8
+ login
o faillog.8.gz lastlog.8.gz nologin.8.gz
+ passwd
o chgpasswd.8.gz chpasswd.8.gz groupadd.8.gz groupdel.8.gz groupmems.8.gz groupmod.8.gz grpck.8.gz
o grpconv.8.gz grpunconv.8.gz newusers.8.gz pwck.8.gz pwconv.8.gz pwunconv.8.gz useradd.8.gz userdel.8.gz
o usermod.8.gz vigr.8.gz vipw.8.gz
% /usr/share/man/zh_TW/man1
+ login
o newgrp.1.gz
+ passwd
o chfn.1.gz chsh.1.gz
% /usr/share/man/zh_TW/man5
+ passwd
o passwd.5.gz
% /usr/share/man/zh_TW/man8
+ passwd
o chpasswd.8.gz groupadd.8.gz groupdel.8.gz groupmod.8.gz useradd.8.gz userdel.8.gz usermod.8.gz
@ /usr/share/menu
+ bash
f 194 bash
+ dash
f 108 dash
+ procps
f 158 procps
@ /usr/share/misc
@ /usr/share/pam
+ libpam-runtime
f 1175 common-account
f 107 common-account.md5sums
f 1194 common-auth
f 159 common-auth.md5sums
f 1594 common-password
f 357 common-password.md5sums
f 1365 common-session
f 1420 common-session-noninteractive
f 46 common-session-noninteractive.md5sums
f 174 common-session.md5sums
@ /usr/share/pam-configs
+ libpam-modules:arm64
f 154 mkhomedir
+ libpam-runtime
f 672 unix
@ /usr/share/perl5
@ /usr/share/perl5/Debconf
+ debconf
f 1948 AutoSelect.pm
f 499 Base.pm
f 15639 ConfModule.pm
f 7153 Config.pm
f 1202 Db.pm
f 2364 DbDriver.pm
f 196 Element.pm
f 1487 Encoding.pm
f 133 Format.pm
f 2864 FrontEnd.pm
f 301 Gettext.pm
f 198 Iterator.pm
f 914 Log.pm
f 291 Path.pm
f 642 Priority.pm
f 5867 Question.pm
f 8201 Template.pm
f 374 TmpFile.pm
@ /usr/share/perl5/Debconf/Client
+ debconf
f 3900 ConfModule.pm
@ /usr/share/perl5/Debconf/DbDriver
+ debconf
f 1638 Backup.pm
f 4825 Cache.pm
f 950 Copy.pm
f 950 Debug.pm
f 1990 DirTree.pm
f 3700 Directory.pm
f 3722 File.pm
f 6226 LDAP.pm
f 3671 PackageDir.pm
f 1783 Pipe.pm
f 5256 Stack.pm
@ /usr/share/perl5/Debconf/Element
+ debconf
f 2871 Gnome.pm
f 916 Multiselect.pm
f 342 Noninteractive.pm
f 1982 Select.pm
@ /usr/share/perl5/Debconf/Element/Dialog
+ debconf
f 729 Boolean.pm
f 331 Error.pm
f 2188 Multiselect.pm
f 330 Note.pm
f 690 Password.pm
f 1846 Progress.pm
f 1688 Select.pm
f 788 String.pm
f 330 Text.pm
@ /usr/share/perl5/Debconf/Element/Editor
+ debconf
f 1009 Boolean.pm
f 165 Error.pm
f 916 Multiselect.pm
f 164 Note.pm
f 171 Password.pm
f 235 Progress.pm
f 834 Select.pm
f 439 String.pm
f 316 Text.pm
@ /usr/share/perl5/Debconf/Element/Gnome
+ debconf
f 684 Boolean.pm
f 1166 Error.pm
f 2477 Multiselect.pm
f 1076 Note.pm
f 580 Password.pm
f 1113 Progress.pm
f 974 Select.pm
f 649 String.pm
f 290 Text.pm
@ /usr/share/perl5/Debconf/Element/Noninteractive
+ debconf
f 178 Boolean.pm
f 1666 Error.pm
f 182 Multiselect.pm
f 175 Note.pm
f 179 Password.pm
f 258 Progress.pm
f 602 Select.pm
f 177 String.pm
f 226 Text.pm
@ /usr/share/perl5/Debconf/Element/Teletype
+ debconf
f 1196 Boolean.pm
f 170 Error.pm
f 2246 Multiselect.pm
f 403 Note.pm
f 629 Password.pm
f 805 Progress.pm
f 3292 Select.pm
f 573 String.pm
f 315 Text.pm
@ /usr/share/perl5/Debconf/Element/Web
+ debconf
f 660 Boolean.pm
f 160 Error.pm
f 958 Multiselect.pm
f 159 Note.pm
f 483 Password.pm
f 231 Progress.pm
f 877 Select.pm
f 467 String.pm
f 315 Text.pm
@ /usr/share/perl5/Debconf/Format
+ debconf
f 2139 822.pm
@ /usr/share/perl5/Debconf/FrontEnd
+ debconf
f 7833 Dialog.pm
f 2165 Editor.pm
f 7516 Gnome.pm
f 2085 Kde.pm
f 734 Noninteractive.pm
f 7160 Passthrough.pm
f 3612 Readline.pm
f 881 ScreenSize.pm
f 1573 Teletype.pm
f 155 Text.pm
f 2665 Web.pm
@ /usr/share/perl5/Debconf/Template
+ debconf
f 1108 Transient.pm
@ /usr/share/perl5/Debian
+ adduser
f 6290 AdduserCommon.pm
@ /usr/share/perl5/Debian/DebConf
@ /usr/share/perl5/Debian/DebConf/Client
+ debconf
f 610 ConfModule.pm
@ /usr/share/pixmaps
+ debconf
f 1483 debian-logo.png
@ /usr/share/polkit-1
@ /usr/share/polkit-1/actions
+ dpkg
f 2723 org.dpkg.pkexec.update-alternatives.policy
@ /usr/share/sensible-utils
@ /usr/share/sensible-utils/bin
+ sensible-utils
x 63 gettext
@ /usr/share/tabset
+ ncurses-base
f 135 std
f 95 stdcrt
f 160 vt100
f 64 vt300
@ /usr/share/terminfo
@ /usr/src
@ /var
+ base-files
l lock -> /run/lock
l run -> /run
d backups
d cache
d local
d log
d spool
d tmp
@ /var/backups
@ /var/cache
+ debconf
d debconf
@ /var/cache/apt
@ /var/cache/apt/archives
f=0640 0 lock
+ apt
d partial
@ 0700 100:0 /var/cache/apt/archives/partial
@ /var/cache/debconf
f 3849 config.dat
f=0600 0 passwords.dat
f 492395 templates.dat
@ 0700 /var/cache/ldconfig
f=0600 5573 aux-cache
@ /var/lib
f 0 shells.state
+ base-files
d dpkg
d misc
+ init-system-helpers
d systemd
+ libpam-runtime
d pam
@ /var/lib/apt
f 0 extended_states
+ apt
d periodic
@ /var/lib/apt/lists
+ apt
d partial
@ /var/lib/apt/mirrors
+ apt
d partial
@ /var/lib/apt/periodic
@ /var/lib/dpkg
f 106167 available
t cmethopt
t diversions
f=0640 0 lock
f=0640 0 lock-frontend
+ dpkg
d alternatives
d info
d parts
d updates
@ /var/lib/dpkg/alternatives
t awk
t pager
t rmt
t which
@ /var/lib/dpkg/info
f 18 adduser.conffiles
x 929 adduser.config
f 4361 adduser.md5sums
x 964 adduser.postinst
x 311 adduser.postrm
f 559 adduser.templates
f 118 apt.conffiles
f 13073 apt.md5sums
x 2934 apt.postinst
x 1703 apt.postrm
x 351 apt.preinst
x 616 apt.prerm
f 34 apt.shlibs
f 72 apt.triggers
f 264 base-files.conffiles
f 2156 base-files.md5sums
x 5826 base-files.postinst
x 1046 base-files.postrm
x 193 base-files.preinst
x 673 base-files.prerm
f 1250 base-passwd.md5sums
x 2887 base-passwd.postinst
x 218 base-passwd.postrm
x 1560 base-passwd.preinst
f 118420 base-passwd.templates
f 77 bash.conffiles
f 1393 bash.md5sums
x 603 bash.postinst
x 500 bash.postrm
x 289 bash.prerm
f 1397 bsdutils.md5sums
f 12298 coreutils.md5sums
x 136 coreutils.postinst
x 117 coreutils.postrm
x 769 dash.config
f 570 dash.md5sums
x 3862 dash.postinst
x 366 dash.postrm
x 567 dash.prerm
f 8304 dash.templates
f 48 debconf.conffiles
x 478 debconf.config
f 10153 debconf.md5sums
x 60 debconf.postinst
f 143672 debconf.templates
f 5040 debianutils.md5sums
x 1392 debianutils.postinst
x 302 debianutils.postrm
x 131 debianutils.prerm
f 49 debianutils.triggers
f 721 diffutils.md5sums
f 117 dpkg.conffiles
f 10624 dpkg.md5sums
x 2737 dpkg.postinst
x 1141 dpkg.postrm
x 286 dpkg.prerm
f 59 e2fsprogs.conffiles
f 3299 e2fsprogs.md5sums
x 2425 e2fsprogs.postinst
x 742 e2fsprogs.postrm
x 259 e2fsprogs.preinst
x 303 e2fsprogs.prerm
f 969 findutils.md5sums
f 2 format
f 305 gcc-12-base:arm64.md5sums
f 314 gpgv.md5sums
f 814 grep.md5sums
f 1512 gzip.md5sums
f 251 hostname.md5sums
f 1060 init-system-helpers.md5sums
f 221 libacl1:arm64.md5sums
f 67 libacl1:arm64.shlibs
f 1370 libacl1:arm64.symbols
f 74 libacl1:arm64.triggers
f 3883 libapt-pkg6.0:arm64.md5sums
f 40 libapt-pkg6.0:arm64.shlibs
f 102407 libapt-pkg6.0:arm64.symbols
f 72 libapt-pkg6.0:arm64.triggers
f 16 libattr1:arm64.conffiles
f 224 libattr1:arm64.md5sums
f 77 libattr1:arm64.shlibs
f 983 libattr1:arm64.symbols
f 72 libattr1:arm64.triggers
f 19 libaudit-common.conffiles
f 230 libaudit-common.md5sums
f 220 libaudit1:arm64.md5sums
f 34 libaudit1:arm64.shlibs
f 3005 libaudit1:arm64.symbols
f 72 libaudit1:arm64.triggers
f 224 libblkid1:arm64.md5sums
f 73 libblkid1:arm64.shlibs
f 5076 libblkid1:arm64.symbols
f 72 libblkid1:arm64.triggers
f 220 libbz2-1.0:arm64.md5sums
f 22 libbz2-1.0:arm64.shlibs
f 72 libbz2-1.0:arm64.triggers
f 86 libc-bin.conffiles
f 1806 libc-bin.md5sums
x 1273 libc-bin.postinst
f 440 libc-bin.triggers
f 41 libc6:arm64.conffiles
f 21815 libc6:arm64.md5sums
x 7576 libc6:arm64.postinst
x 1064 libc6:arm64.postrm
x 17404 libc6:arm64.preinst
f 869 libc6:arm64.shlibs
f 134742 libc6:arm64.symbols
f 85281 libc6:arm64.templates
f 72 libc6:arm64.triggers
f 223 libcap-ng0:arm64.md5sums
f 23 libcap-ng0:arm64.shlibs
f 606 libcap-ng0:arm64.symbols
f 74 libcap-ng0:arm64.triggers
f 213 libcap2:arm64.md5sums
f 69 libcap2:arm64.shlibs
f 1661 libcap2:arm64.symbols
f 72 libcap2:arm64.triggers
f 224 libcom-err2:arm64.md5sums
f 37 libcom-err2:arm64.shlibs
f 641 libcom-err2:arm64.symbols
f 72 libcom-err2:arm64.triggers
f 220 libcrypt1:arm64.md5sums
f 81 libcrypt1:arm64.shlibs
f 815 libcrypt1:arm64.symbols
f 74 libcrypt1:arm64.triggers
f 371 libdb5.3:arm64.md5sums
f 19 libdb5.3:arm64.shlibs
f 72 libdb5.3:arm64.triggers
f 241 libdebconfclient0:arm64.md5sums
f 121 libdebconfclient0:arm64.shlibs
f 143 libdebconfclient0:arm64.symbols
f 74 libdebconfclient0:arm64.triggers
f 291 libext2fs2:arm64.md5sums
f 67 libext2fs2:arm64.shlibs
f 24211 libext2fs2:arm64.symbols
f 72 libext2fs2:arm64.triggers
f 218 libffi8:arm64.md5sums
f 45 libffi8:arm64.shlibs
f 1748 libffi8:arm64.symbols
f 74 libffi8:arm64.triggers
f 142 libgcc-s1:arm64.md5sums
f 21 libgcc-s1:arm64.shlibs
f 3896 libgcc-s1:arm64.symbols
f 72 libgcc-s1:arm64.triggers
f 509 libgcrypt20:arm64.md5sums
f 83 libgcrypt20:arm64.shlibs
f 7550 libgcrypt20:arm64.symbols
f 72 libgcrypt20:arm64.triggers
f 292 libgmp10:arm64.md5sums
f 37 libgmp10:arm64.shlibs
f 74 libgmp10:arm64.triggers
f 588 libgnutls30:arm64.md5sums
f 38 libgnutls30:arm64.shlibs
f 65010 libgnutls30:arm64.symbols
f 72 libgnutls30:arm64.triggers
f 305 libgpg-error0:arm64.md5sums
f 89 libgpg-error0:arm64.shlibs
f 5948 libgpg-error0:arm64.symbols
f 74 libgpg-error0:arm64.triggers
f 236 libgssapi-krb5-2:arm64.md5sums
x 221 libgssapi-krb5-2:arm64.postinst
x 96 libgssapi-krb5-2:arm64.postrm
f 46 libgssapi-krb5-2:arm64.shlibs
f 8866 libgssapi-krb5-2:arm64.symbols
f 72 libgssapi-krb5-2:arm64.triggers
f 148 libhogweed6:arm64.md5sums
f 36 libhogweed6:arm64.shlibs
f 12253 libhogweed6:arm64.symbols
f 72 libhogweed6:arm64.triggers
f 498 libidn2-0:arm64.md5sums
f 31 libidn2-0:arm64.shlibs
f 864 libidn2-0:arm64.symbols
f 72 libidn2-0:arm64.triggers
f 150 libk5crypto3:arm64.md5sums
f 39 libk5crypto3:arm64.shlibs
f 5321 libk5crypto3:arm64.symbols
f 72 libk5crypto3:arm64.triggers
f 227 libkeyutils1:arm64.md5sums
f 38 libkeyutils1:arm64.shlibs
f 2020 libkeyutils1:arm64.symbols
f 72 libkeyutils1:arm64.triggers
f 445 libkrb5-3:arm64.md5sums
f 32 libkrb5-3:arm64.shlibs
f 30207 libkrb5-3:arm64.symbols
f 72 libkrb5-3:arm64.triggers
f 240 libkrb5support0:arm64.md5sums
f 45 libkrb5support0:arm64.shlibs
f 5186 libkrb5support0:arm64.symbols
f 72 libkrb5support0:arm64.triggers
f 220 liblz4-1:arm64.md5sums
f 29 liblz4-1:arm64.shlibs
f 3634 liblz4-1:arm64.symbols
f 72 liblz4-1:arm64.triggers
f 411 liblzma5:arm64.md5sums
f 19 liblzma5:arm64.shlibs
f 4880 liblzma5:arm64.symbols
f 72 liblzma5:arm64.triggers
f 146 libmount1:arm64.md5sums
f 73 libmount1:arm64.shlibs
f 12501 libmount1:arm64.symbols
f 72 libmount1:arm64.triggers
f 300 libncurses6:arm64.md5sums
f 128 libncurses6:arm64.shlibs
f 25212 libncurses6:arm64.symbols
f 74 libncurses6:arm64.triggers
f 304 libncursesw6:arm64.md5sums
f 183 libncursesw6:arm64.shlibs
f 30459 libncursesw6:arm64.symbols
f 74 libncursesw6:arm64.triggers
f 358 libnettle8:arm64.md5sums
f 34 libnettle8:arm64.shlibs
f 18532 libnettle8:arm64.symbols
f 72 libnettle8:arm64.triggers
f 218 libnsl2:arm64.md5sums
f 28 libnsl2:arm64.shlibs
f 3743 libnsl2:arm64.symbols
f 72 libnsl2:arm64.triggers
f 319 libp11-kit0:arm64.md5sums
f 37 libp11-kit0:arm64.shlibs
f 5206 libp11-kit0:arm64.symbols
f 72 libp11-kit0:arm64.triggers
f 913 libpam-modules-bin.md5sums
f 242 libpam-modules:arm64.conffiles
f 7646 libpam-modules:arm64.md5sums
x 1248 libpam-modules:arm64.postinst
x 218 libpam-modules:arm64.postrm
x 2025 libpam-modules:arm64.preinst
f 23310 libpam-modules:arm64.templates
f 31 libpam-runtime.conffiles
f 1292 libpam-runtime.md5sums
x 1302 libpam-runtime.postinst
x 631 libpam-runtime.postrm
x 777 libpam-runtime.prerm
f 36419 libpam-runtime.templates
f 798 libpam0g:arm64.md5sums
x 7006 libpam0g:arm64.postinst
x 218 libpam0g:arm64.postrm
f 60 libpam0g:arm64.shlibs
f 3233 libpam0g:arm64.symbols
f 32236 libpam0g:arm64.templates
f 72 libpam0g:arm64.triggers
f 308 libpcre2-8-0:arm64.md5sums
f 85 libpcre2-8-0:arm64.shlibs
f 2842 libpcre2-8-0:arm64.symbols
f 72 libpcre2-8-0:arm64.triggers
f 639 libpcre3:arm64.md5sums
f 156 libpcre3:arm64.shlibs
f 1125 libpcre3:arm64.symbols
f 72 libpcre3:arm64.triggers
f 297 libprocps8:arm64.md5sums
f 38 libprocps8:arm64.shlibs
f 72 libprocps8:arm64.triggers
f 230 libseccomp2:arm64.md5sums
f 36 libseccomp2:arm64.shlibs
f 1231 libseccomp2:arm64.symbols
f 72 libseccomp2:arm64.triggers
f 222 libselinux1:arm64.md5sums
f 79 libselinux1:arm64.shlibs
f 10171 libselinux1:arm64.symbols
f 72 libselinux1:arm64.triggers
f 27 libsemanage-common.conffiles
f 311 libsemanage-common.md5sums
f 229 libsemanage2:arm64.md5sums
f 36 libsemanage2:arm64.shlibs
f 16664 libsemanage2:arm64.symbols
f 72 libsemanage2:arm64.triggers
f 216 libsepol2:arm64.md5sums
f 30 libsepol2:arm64.shlibs
f 11153 libsepol2:arm64.symbols
f 72 libsepol2:arm64.triggers
f 236 libsmartcols1:arm64.md5sums
f 89 libsmartcols1:arm64.shlibs
f 7813 libsmartcols1:arm64.symbols
f 72 libsmartcols1:arm64.triggers
f 134 libss2:arm64.md5sums
f 27 libss2:arm64.shlibs
f 980 libss2:arm64.symbols
f 72 libss2:arm64.triggers
f 618 libssl3:arm64.md5sums
x 7940 libssl3:arm64.postinst
x 218 libssl3:arm64.postrm
f 143 libssl3:arm64.shlibs
f 294168 libssl3:arm64.symbols
f 47378 libssl3:arm64.templates
f 72 libssl3:arm64.triggers
f 508 libstdc++6:arm64.md5sums
x 402 libstdc++6:arm64.prerm
f 23 libstdc++6:arm64.shlibs
f 416207 libstdc++6:arm64.symbols
f 72 libstdc++6:arm64.triggers
f 231 libsystemd0:arm64.md5sums
f 37 libsystemd0:arm64.shlibs
f 27370 libsystemd0:arm64.symbols
f 72 libsystemd0:arm64.triggers
f 428 libtasn1-6:arm64.md5sums
f 33 libtasn1-6:arm64.shlibs
f 1724 libtasn1-6:arm64.symbols
f 72 libtasn1-6:arm64.triggers
f 354 libtinfo6:arm64.md5sums
f 99 libtinfo6:arm64.shlibs
f 14214 libtinfo6:arm64.symbols
f 74 libtinfo6:arm64.triggers
f 15 libtirpc-common.conffiles
f 305 libtirpc-common.md5sums
f 293 libtirpc3:arm64.md5sums
f 75 libtirpc3:arm64.shlibs
f 9781 libtirpc3:arm64.symbols
f 72 libtirpc3:arm64.triggers
f 221 libudev1:arm64.md5sums
f 73 libudev1:arm64.shlibs
f 4248 libudev1:arm64.symbols
f 72 libudev1:arm64.triggers
f 236 libunistring2:arm64.md5sums
f 38 libunistring2:arm64.shlibs
f 23372 libunistring2:arm64.symbols
f 74 libunistring2:arm64.triggers
f 221 libuuid1:arm64.md5sums
f 69 libuuid1:arm64.shlibs
f 885 libuuid1:arm64.symbols
f 72 libuuid1:arm64.triggers
f 227 libxxhash0:arm64.md5sums
f 34 libxxhash0:arm64.shlibs
f 1582 libxxhash0:arm64.symbols
f 74 libxxhash0:arm64.triggers
f 221 libzstd1:arm64.md5sums
f 71 libzstd1:arm64.shlibs
f 72 libzstd1:arm64.triggers
f 33 login.conffiles
f 5997 login.md5sums
x 795 login.postinst
x 171 login.postrm
x 171 login.preinst
x 171 login.prerm
f 255 logsave.md5sums
f 487 lsb-base.md5sums
x 193 lsb-base.postinst
x 193 lsb-base.postrm
x 193 lsb-base.preinst
x 193 lsb-base.prerm
f 1091 mawk.md5sums
x 549 mawk.postinst
x 193 mawk.prerm
f 1433 mount.md5sums
f 21 ncurses-base.conffiles
f 2991 ncurses-base.md5sums
f 1308 ncurses-bin.md5sums
f 111 passwd.conffiles
f 18338 passwd.md5sums
x 1356 passwd.postinst
x 271 passwd.postrm
x 271 passwd.preinst
x 271 passwd.prerm
f 56380 perl-base.md5sums
x 200 perl-base.postinst
x 200 perl-base.postrm
x 200 perl-base.preinst
x 200 perl-base.prerm
f 310 procps.conffiles
f 6469 procps.md5sums
x 3985 procps.postinst
x 1885 procps.postrm
x 2008 procps.preinst
x 444 procps.prerm
f 737 sed.md5sums
f 1733 sensible-utils.md5sums
f 555 sysvinit-utils.md5sums
f 778 tar.md5sums
x 270 tar.postinst
x 231 tar.prerm
f 740 ubuntu-keyring.md5sums
x 642 ubuntu-keyring.postinst
f 1121 usrmerge.md5sums
x 641 usrmerge.postinst
x 641 usrmerge.preinst
f 93 util-linux.conffiles
f 19321 util-linux.md5sums
x 2154 util-linux.postinst
x 1114 util-linux.postrm
x 190 util-linux.preinst
x 790 util-linux.prerm
f 211 zlib1g:arm64.md5sums
f 83 zlib1g:arm64.shlibs
f 3023 zlib1g:arm64.symbols
f 72 zlib1g:arm64.triggers
@ /var/lib/dpkg/parts
@ /var/lib/dpkg/triggers
f 52 File
f=0600 0 Lock
f 0 Unincorp
f 9 ldconfig
@ /var/lib/dpkg/updates
@ /var/lib/misc
@ /var/lib/pam
f 76 account
f 61 auth
f 71 password
f 15 seen
f 75 session
f 75 session-noninteractive
@ 0700 /var/lib/private
@ /var/lib/systemd
@ /var/lib/systemd/deb-systemd-helper-enabled
f 64 apt-daily-upgrade.timer.dsh-also
f 56 apt-daily.timer.dsh-also
f 61 dpkg-db-backup.timer.dsh-also
f 58 e2scrub_all.timer.dsh-also
f 65 e2scrub_reap.service.dsh-also
f 53 fstrim.timer.dsh-also
f 56 motd-news.timer.dsh-also
@ /var/lib/systemd/deb-systemd-helper-enabled/multi-user.target.wants
f 0 e2scrub_reap.service
@ /var/lib/systemd/deb-systemd-helper-enabled/timers.target.wants
f 0 apt-daily-upgrade.timer
f 0 apt-daily.timer
f 0 dpkg-db-backup.timer
f 0 e2scrub_all.timer
f 0 fstrim.timer
f 0 motd-news.timer
@ 2775 0:50 /var/local
@ /var/log
f 4508 alternatives.log
f 64547 bootstrap.log
f=0660,0:43 0 btmp
f 159336 dpkg.log
f 3232 faillog
f=0664,0:43 29896 lastlog
f=0664,0:43 0 wtmp
+ apt
d apt
@ /var/log/apt
f 5372 eipp.log.xz
f 17618 history.log
@ 2775 0:8 /var/mail
@ /var/opt
@ /var/spool
l mail -> ../mail
@ 1777 /var/tmp
`;
