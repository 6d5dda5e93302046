import type { Program } from "../../process/programs.js";
import { cp } from "./cp.js";
import { cat, cmp, dd } from "./data.js";
import { df } from "./df.js";
import { env, printenv } from "./env.js";
import { head } from "./head.js";
import { getent, groups, id, whoami } from "./identity.js";
import { install } from "./install.js";
import { link, ln, readlink, realpath } from "./links.js";
import { ls } from "./ls.js";
import { mkdir, mkfifo, mknod, mktemp } from "./make.js";
import { free, uptime } from "./memory.js";
import { mount, mountpoint } from "./mount.js";
import { mv } from "./move.js";
import { chgrp, chmod, chown } from "./owners.js";
import { rm, rmdir, unlink } from "./remove.js";
import { du, stat } from "./stat.js";
import { arch, hostname, kill, ps, sleep, small, test, uname, which, yes } from "./system.js";
import { touch } from "./touch.js";
import { truncate } from "./truncate.js";
import { uniq } from "./uniq.js";
import { xargs } from "./xargs.js";

/** The programs of a Linux base system that we implement ourselves. */
export const coreutils: readonly Program[] = [
  arch,
  cat,
  chgrp,
  chmod,
  chown,
  cmp,
  cp,
  dd,
  df,
  du,
  env,
  free,
  getent,
  groups,
  head,
  hostname,
  id,
  install,
  kill,
  link,
  ln,
  ls,
  mkdir,
  mkfifo,
  mknod,
  mktemp,
  mount,
  mountpoint,
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
  uptime,
  whoami,
  xargs,
  yes,
  ...which,
  ...small,
  ...test,
];
