import { armConfig, DEFAULT_PATH } from "../config.js";
import { type BuiltinImage, once } from "../image.js";
import { BOOKWORM_PACKAGES, statusOf } from "./packages.js";
import { debianSketch } from "./tree.js";

/** The day the root tree was made, as its own history says. */
const BUILT = 1_734_912_000;
export const BOOKWORM_CREATED = "2024-12-23T00:00:00Z";

const OS_RELEASE = `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
VERSION="12 (bookworm)"
VERSION_CODENAME=bookworm
ID=debian
HOME_URL="https://www.debian.org/"
SUPPORT_URL="https://www.debian.org/support"
BUG_REPORT_URL="https://bugs.debian.org/"
`;

const SOURCES = `Types: deb
# http://snapshot.debian.org/archive/debian/20241223T000000Z
URIs: http://deb.debian.org/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
# http://snapshot.debian.org/archive/debian-security/20241223T000000Z
URIs: http://deb.debian.org/debian-security
Suites: bookworm-security
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
`;

const TEXTS = {
  "/usr/lib/os-release": OS_RELEASE,
  "/etc/debian_version": "12.8\n",
  "/etc/issue": "Debian GNU/Linux 12 \\n \\l\n\n",
  "/etc/issue.net": "Debian GNU/Linux 12\n",
  "/etc/apt/sources.list.d/debian.sources": SOURCES,
} as const;

const bookworm = (size: number) =>
  once(() => debianSketch({ mtime: BUILT, size, texts: TEXTS, status: statusOf(BOOKWORM_PACKAGES) }));

/** The layer that node, python and every other image on Debian 12 share. */
export const BOOKWORM_LAYER = bookworm(139_000_000);
/** The same without documentation and translations, as nginx has it. */
export const BOOKWORM_SLIM_LAYER = bookworm(97_200_000);

export const BOOKWORM_STEP = {
  created: BOOKWORM_CREATED,
  created_by: "# debian.sh --arch 'arm64' out/ 'bookworm' '@1734912000'",
  comment: "debuerreotype 0.15",
} as const;

/** Debian 12 for arm64, of 23 December 2024. */
export const DEBIAN_BOOKWORM: BuiltinImage = Object.freeze({
  repository: "debian",
  description: "Debian, the Linux that Ubuntu and most images stand on",
  tags: Object.freeze(["bookworm", "latest", "12"]),
  config: armConfig(BOOKWORM_CREATED, { Env: [DEFAULT_PATH], Cmd: ["bash"] }, [BOOKWORM_STEP]),
  layers: Object.freeze([BOOKWORM_LAYER]),
});
