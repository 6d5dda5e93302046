/**
 * The settings of longer configuration files, without their comments. A file is filled up with blanks to
 * the size the catalogue gives.
 */
export const SETTINGS: Readonly<Record<string, string>> = {
  "/etc/adduser.conf": `DSHELL=/bin/bash

DHOME=/home

GROUPHOMES=no

LETTERHOMES=no

SKEL=/etc/skel

FIRST_SYSTEM_UID=100
LAST_SYSTEM_UID=999

FIRST_SYSTEM_GID=100
LAST_SYSTEM_GID=999

FIRST_UID=1000
LAST_UID=59999

FIRST_GID=1000
LAST_GID=59999

USERGROUPS=yes

USERS_GID=100

DIR_MODE=0750

SETGID_HOME=no

QUOTAUSER=""

SKEL_IGNORE_REGEX="dpkg-(old|new|dist|save)"
`,
  "/etc/debconf.conf": `Config: configdb
Templates: templatedb

Name: config
Driver: File
Mode: 644
Reject-Type: password
Filename: /var/cache/debconf/config.dat

Name: passwords
Driver: File
Mode: 600
Backup: false
Required: false
Accept-Type: password
Filename: /var/cache/debconf/passwords.dat

Name: configdb
Driver: Stack
Stack: config, passwords

Name: templatedb
Driver: File
Mode: 644
Filename: /var/cache/debconf/templates.dat
`,
  "/etc/default/useradd": "SHELL=/bin/sh\n",
  "/etc/login.defs": `MAIL_DIR        /var/mail

FAILLOG_ENAB		yes

LOG_UNKFAIL_ENAB	no

LOG_OK_LOGINS		no

SYSLOG_SU_ENAB		yes
SYSLOG_SG_ENAB		yes

FTMP_FILE	/var/log/btmp

SU_NAME		su

HUSHLOGIN_FILE	.hushlogin

ENV_SUPATH	PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ENV_PATH	PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games

TTYGROUP	tty
TTYPERM		0600

ERASECHAR	0177
KILLCHAR	025
UMASK		022

HOME_MODE	0750

PASS_MAX_DAYS	99999
PASS_MIN_DAYS	0
PASS_WARN_AGE	7

UID_MIN			 1000
UID_MAX			60000

GID_MIN			 1000
GID_MAX			60000

LOGIN_RETRIES		5

LOGIN_TIMEOUT		60

CHFN_RESTRICT		rwh

DEFAULT_HOME	yes

USERGROUPS_ENAB yes

ENCRYPT_METHOD SHA512
`,
  "/etc/pam.d/common-account": `account	[success=1 new_authtok_reqd=done default=ignore]	pam_unix.so 
account	requisite			pam_deny.so
account	required			pam_permit.so
`,
  "/etc/pam.d/common-auth": `auth	[success=1 default=ignore]	pam_unix.so nullok
auth	requisite			pam_deny.so
auth	required			pam_permit.so
`,
  "/etc/pam.d/common-password": `password	[success=1 default=ignore]	pam_unix.so obscure yescrypt
password	requisite			pam_deny.so
password	required			pam_permit.so
`,
  "/etc/pam.d/common-session": `session	[default=1]			pam_permit.so
session	requisite			pam_deny.so
session	required			pam_permit.so
session optional			pam_umask.so
session	required	pam_unix.so 
`,
  "/etc/pam.d/common-session-noninteractive": `session	[default=1]			pam_permit.so
session	requisite			pam_deny.so
session	required			pam_permit.so
session optional			pam_umask.so
session	required	pam_unix.so 
`,
  "/etc/pam.d/login": `auth       optional   pam_faildelay.so  delay=3000000

auth       requisite  pam_nologin.so

session [success=ok ignore=ignore module_unknown=ignore default=bad] pam_selinux.so close

session    required     pam_loginuid.so

session    optional   pam_motd.so motd=/run/motd.dynamic
session    optional   pam_motd.so noupdate

session [success=ok ignore=ignore module_unknown=ignore default=bad] pam_selinux.so open

session       required   pam_env.so readenv=1
session       required   pam_env.so readenv=1 envfile=/etc/default/locale

@include common-auth

auth       optional   pam_group.so

session    required   pam_limits.so

session    optional   pam_lastlog.so

session    optional   pam_mail.so standard

session    optional   pam_keyinit.so force revoke

@include common-account
@include common-session
@include common-password
`,
  "/etc/pam.d/su": `auth       sufficient pam_rootok.so

session       required   pam_env.so readenv=1
session       required   pam_env.so readenv=1 envfile=/etc/default/locale

session    optional   pam_mail.so nopen

session    required   pam_limits.so

@include common-auth
@include common-account
@include common-session
`,
  "/etc/selinux/semanage.conf": `module-store = direct

expand-check=0
`,
  "/etc/sysctl.d/10-kernel-hardening.conf": "kernel.kptr_restrict = 1\n",
  "/etc/sysctl.d/10-magic-sysrq.conf": "kernel.sysrq = 176\n",
  "/etc/sysctl.d/10-ptrace.conf": "kernel.yama.ptrace_scope = 1\n",
};
