/** The programs these layers are known for, with sizes about those of Debian 12 for arm64. */
export const STAND_INS = {
  curl: `
p /usr/bin/curl 281288 7.88.1
p /usr/bin/wget 545624 1.21.3
p /usr/bin/gpg 1132520 2.2.40
p /usr/bin/openssl 875720 3.0.15
f /etc/ssl/certs/ca-certificates.crt 219342
f /usr/lib/aarch64-linux-gnu/libcurl.so.4.8.0 690864
f /usr/lib/aarch64-linux-gnu/libcrypto.so.3 4324544
f /usr/lib/aarch64-linux-gnu/libssl.so.3 700472`,
  scm: `
p /usr/bin/git 3651240 2.39.5
p /usr/bin/ssh 985120 9.2
p /usr/bin/svn 395152 1.14.2
p /usr/bin/ps 202640 4.0.2
p /usr/bin/top 136464 4.0.2
p /usr/bin/python3.11 6624232 3.11.2
l /usr/bin/python3 -> python3.11
f /usr/bin/hg 1723 0755`,
  full: `
p /usr/bin/aarch64-linux-gnu-gcc-12 1086608 12.2.0
l /usr/bin/gcc-12 -> aarch64-linux-gnu-gcc-12
l /usr/bin/gcc -> gcc-12
l /usr/bin/cc -> /etc/alternatives/cc
l /etc/alternatives/cc -> /usr/bin/gcc
p /usr/bin/aarch64-linux-gnu-g++-12 1090704 12.2.0
l /usr/bin/g++-12 -> aarch64-linux-gnu-g++-12
l /usr/bin/g++ -> g++-12
p /usr/bin/aarch64-linux-gnu-ld.bfd 1842688 2.40
l /usr/bin/ld -> aarch64-linux-gnu-ld.bfd
p /usr/bin/make 267800 4.3
p /usr/bin/patch 199624 2.7.6
p /usr/bin/file 67600 5.44
p /usr/bin/unzip 202568 6.0
p /usr/bin/xz 133840 5.4.1
f /usr/lib/gcc/aarch64-linux-gnu/12/cc1 29311104 0755
f /usr/lib/gcc/aarch64-linux-gnu/12/cc1plus 31062144 0755
f /usr/lib/aarch64-linux-gnu/libc.a 4829460
f /usr/include/stdio.h 31176
f /usr/include/stdlib.h 35851`,
} as const;
