/**
 * Short PAM and security settings, word for word.
 */
export const PAM_TEXTS: Readonly<Record<string, string>> = {
  "/etc/pam.conf": `# ---------------------------------------------------------------------------#
# /etc/pam.conf								     #
# ---------------------------------------------------------------------------#
#
# NOTE
# ----
#
# NOTE: Most program use a file under the /etc/pam.d/ directory to setup their
# PAM service modules. This file is used only if that directory does not exist.
# ---------------------------------------------------------------------------#

# Format:
# serv.	module	   ctrl	      module [path]	...[args..]		     #
# name	type	   flag							     #

`,
  "/etc/pam.d/chfn": `#
# The PAM configuration file for the Shadow \`chfn' service
#

# This allows root to change user infomation without being
# prompted for a password
auth		sufficient	pam_rootok.so

# The standard Unix authentication modules, used with
# NIS (man nsswitch) as well as normal /etc/passwd and
# /etc/shadow entries.
@include common-auth
@include common-account
@include common-session


`,
  "/etc/pam.d/chpasswd": `# The PAM configuration file for the Shadow 'chpasswd' service
#

@include common-password

`,
  "/etc/pam.d/chsh": `#
# The PAM configuration file for the Shadow \`chsh' service
#

# This will not allow a user to change their shell unless
# their current one is listed in /etc/shells. This keeps
# accounts with special shells from changing them.
auth       required   pam_shells.so

# This allows root to change user shell without being
# prompted for a password
auth		sufficient	pam_rootok.so

# The standard Unix authentication modules, used with
# NIS (man nsswitch) as well as normal /etc/passwd and
# /etc/shadow entries.
@include common-auth
@include common-account
@include common-session

`,
  "/etc/pam.d/newusers": `# The PAM configuration file for the Shadow 'newusers' service
#

@include common-password

`,
  "/etc/pam.d/other": `#
# /etc/pam.d/other - specify the PAM fallback behaviour
#
# Note that this file is used for any unspecified service; for example
#if /etc/pam.d/cron  specifies no session modules but cron calls
#pam_open_session, the session module out of /etc/pam.d/other is
#used.  If you really want nothing to happen then use pam_permit.so or
#pam_deny.so as appropriate.

# We fall back to the system default in /etc/pam.d/common-*
# 

@include common-auth
@include common-account
@include common-password
@include common-session
`,
  "/etc/pam.d/passwd": `#
# The PAM configuration file for the Shadow \`passwd' service
#

@include common-password

`,
  "/etc/pam.d/runuser": `#%PAM-1.0
auth		sufficient	pam_rootok.so
session		optional	pam_keyinit.so revoke
session		required	pam_limits.so
session		required	pam_unix.so
`,
  "/etc/pam.d/runuser-l": `#%PAM-1.0
auth		include		runuser
session		optional	pam_keyinit.so force revoke
-session	optional	pam_systemd.so
session		include		runuser
`,
  "/etc/pam.d/su-l": `#%PAM-1.0
auth		include		su
account		include		su
password	include		su
session		optional	pam_keyinit.so force revoke
session		include		su
`,
  "/etc/security/sepermit.conf": `# /etc/security/sepermit.conf
#
# Each line contains either:
#        - an user name
#        - a group name, with @group syntax
#        - a SELinux user name, with %seuser syntax
# Each line can contain optional arguments separated by :
# The possible arguments are:
#        - exclusive - only single login session will
#          be allowed for the user and the user's processes
#          will be killed on logout
`,
};
