import FILES from "#files/registry/builtin/debian/bookworm/files";
import PACKAGES from "#text/registry/builtin/debian/bookworm/packages.txt";
import { armConfig, PATH } from "../../config.js";
import { type BuiltinImage, once } from "../../image.js";
import { debianSketch } from "../sketch.js";
import { statusOf } from "../status.js";

/** The day on which the root tree was made, according to its own history. */
const BUILT = 1_734_912_000;
const BOOKWORM_CREATED = "2024-12-23T00:00:00Z";

const bookworm = (size: number) =>
  once(() => debianSketch({ mtime: BUILT, size, texts: FILES, status: statusOf(PACKAGES) }));

/** The layer shared by node, python and every other image based on Debian 12. */
export const BOOKWORM_LAYER = bookworm(139_000_000);
/** The same without documentation and translations, as in nginx. */
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
  config: armConfig(BOOKWORM_CREATED, { Env: [PATH], Cmd: ["bash"] }, [BOOKWORM_STEP]),
  layers: Object.freeze([BOOKWORM_LAYER]),
});
