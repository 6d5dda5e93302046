import type { Program } from "../programs.js";
import { cp, install, mv } from "./copy.js";
import { cat, cmp, dd } from "./data.js";
import {
  link,
  ln,
  mkdir,
  mkfifo,
  mknod,
  mktemp,
  readlink,
  realpath,
  rm,
  rmdir,
  touch,
  truncate,
  unlink,
} from "./files.js";
import { head } from "./head.js";
import { getent, groupadd, groupdel, groups, id, useradd, userdel, whoami } from "./identity.js";
import { ls } from "./ls.js";
import { chgrp, chmod, chown } from "./owners.js";
import { du, stat } from "./stat.js";
import { arch, env, hostname, printenv, ps, sleep, small, test, uname, which, yes } from "./system.js";
import { uniq } from "./uniq.js";
import { xargs } from "./xargs.js";

/** The programs of a Linux base system that are our own. */
export const coreutils: readonly Program[] = [
  arch,
  cat,
  chgrp,
  chmod,
  chown,
  cmp,
  cp,
  dd,
  du,
  env,
  getent,
  groupadd,
  groupdel,
  groups,
  head,
  hostname,
  id,
  install,
  link,
  ln,
  ls,
  mkdir,
  mkfifo,
  mknod,
  mktemp,
  mv,
  printenv,
  ps,
  readlink,
  realpath,
  rm,
  rmdir,
  sleep,
  stat,
  touch,
  truncate,
  uname,
  uniq,
  unlink,
  useradd,
  userdel,
  whoami,
  xargs,
  yes,
  ...which,
  ...small,
  ...test,
];
