import { type Alternative, installAlternative, removeAlternative } from "./alternatives.js";
import type { MaintainerScripts } from "./scripts.js";

const JS: Alternative = {
  link: "/usr/bin/js",
  name: "js",
  path: "/usr/bin/nodejs",
  priority: 50,
  slave: {
    link: "/usr/share/man/man1/js.1.gz",
    name: "js.1.gz",
    path: "/usr/share/man/man1/nodejs.1.gz",
  },
};

export const NODEJS_SCRIPTS: MaintainerScripts = {
  configure: (context) => installAlternative(context, JS),
  remove: (context) => removeAlternative(context, JS),
};
