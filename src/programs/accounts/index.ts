import type { Program } from "../../process/programs.js";
import { addgroup, adduser, delgroup, deluser } from "./adduser.js";
import { gpasswd, groupadd, groupdel, groupmod } from "./groups.js";
import { runuser, su } from "./su.js";
import { useradd, userdel, usermod } from "./users.js";

/** The programs that keep a container's users and groups. */
export const accountPrograms: readonly Program[] = [
  ...[adduser, addgroup, deluser, delgroup],
  ...[gpasswd, groupadd, groupdel, groupmod, runuser, su, useradd, userdel, usermod],
];
