import type { Program } from "../../process/programs.js";
import { aptProgram } from "./apt.js";
import { aptMark } from "./apt-mark.js";
import { dpkgProgram } from "./dpkg.js";
import { updateCaCertificates } from "./scripts/ca-certificates.js";

/** The programs of Debian's package tools. All that they know of packages is in the container's own files. */
export const aptPrograms: readonly Program[] = Object.freeze([
  aptProgram("apt"),
  aptProgram("apt-get"),
  aptProgram("apt-cache"),
  aptMark,
  dpkgProgram("dpkg"),
  dpkgProgram("dpkg-query"),
  {
    name: "update-ca-certificates",
    async run(context) {
      updateCaCertificates({ fs: context.fs, stdout: (text) => context.stdout(text) }, true);
      return 0;
    },
  },
]);
