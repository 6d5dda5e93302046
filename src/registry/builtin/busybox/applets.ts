import { KNOWN_PROGRAMS } from "../../../stand-in/known-programs.js";

/** Names of busybox that this runtime has programs for; the shell is one of them. */
export const APPLETS: readonly string[] = Object.freeze(
  [
    ...new Set([
      "sh",
      ...KNOWN_PROGRAMS.map(({ name }) => name).filter(
        (name) => !/^(bash|dash|mawk|apt|dpkg|which\.|getent|.*apt.*)/.test(name) && name !== "busybox",
      ),
      ...["addgroup", "adduser", "delgroup", "deluser", "su"],
      "awk",
      "free",
      "uptime",
      "wget",
      "which",
    ]),
  ].sort(),
);
