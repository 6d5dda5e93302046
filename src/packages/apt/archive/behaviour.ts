import { CA_CERTIFICATES_SCRIPTS } from "../scripts/ca-certificates.js";
import { NODEJS_SCRIPTS } from "../scripts/nodejs.js";
import { PYTHON3_SCRIPTS } from "../scripts/python3.js";
import type { MaintainerScripts } from "../scripts/scripts.js";

/** What maintainer scripts do, by package. */
export const SCRIPTS: Readonly<Record<string, MaintainerScripts>> = {
  "ca-certificates": CA_CERTIFICATES_SCRIPTS,
  nodejs: NODEJS_SCRIPTS,
  python3: PYTHON3_SCRIPTS,
};

/** The versions that programs say they have, by package and path: notes for their stand-ins. */
export const NOTES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  nodejs: { "/usr/bin/node": "v12.22.9" },
  "python3.10-minimal": { "/usr/bin/python3.10": "3.10.12" },
  "python3-pip": { "/usr/bin/pip": "22.0.2", "/usr/bin/pip3": "22.0.2" },
  wget: { "/usr/bin/wget": "1.21.2" },
  curl: { "/usr/bin/curl": "7.81.0" },
};
