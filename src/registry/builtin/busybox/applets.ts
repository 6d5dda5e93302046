import { KNOWN_PROGRAMS } from "../../../runtime/known-programs.js";

/** Programs that busybox is called by and this runtime has; the shell is one of them. */
export const APPLETS: readonly string[] = Object.freeze(
  [
    ...new Set([
      "sh",
      ...KNOWN_PROGRAMS.map(({ name }) => name).filter(
        (name) => !/^(bash|dash|mawk|apt|dpkg|which\.|getent|.*apt.*)/.test(name) && name !== "busybox",
      ),
      "awk",
      "which",
    ]),
  ].sort(),
);
