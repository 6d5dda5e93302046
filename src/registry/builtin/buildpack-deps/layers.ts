import type { Step } from "../config.js";
import { once } from "../image.js";
import { sketchTree } from "../sketch.js";
import { STAND_INS } from "./programs.js";

const CURL = 1_735_091_359;
const SCM = 1_735_114_311;
const FULL = 1_735_125_559;

/** `ca-certificates curl gnupg …` */
const CURL_LAYER = once(() =>
  sketchTree({
    paths: STAND_INS.curl,
    mtime: CURL,
    size: 48_500_000,
    rest: "/usr/share/doc/curl/the-rest-of-this-layer",
  }),
);

/** `git mercurial …` */
const SCM_LAYER = once(() =>
  sketchTree({
    paths: STAND_INS.scm,
    mtime: SCM,
    size: 183_000_000,
    rest: "/usr/share/doc/git/the-rest-of-this-layer",
  }),
);

/** Compilers and the headers that most packages of a language need. */
const FULL_LAYER = once(() =>
  sketchTree({
    paths: STAND_INS.full,
    mtime: FULL,
    size: 560_000_000,
    rest: "/usr/share/doc/gcc/the-rest-of-this-layer",
  }),
);

/** What node and python stand on, above Debian: one tree for all of them, so one layer. */
export const BUILDPACK_LAYERS = Object.freeze([CURL_LAYER, SCM_LAYER, FULL_LAYER]);

export const BUILDPACK_STEPS: readonly Step[] = Object.freeze([
  [
    "2023-05-10T23:29:59Z",
    "RUN set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tca-certificates \t\tcurl \t\tgnupg \t\tnetbase \t\tsq \t\twget \t; \trm -rf /var/lib/apt/lists/* # buildkit",
    true,
  ],
  [
    "2024-01-09T01:14:25Z",
    "RUN set -eux; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tgit \t\tmercurial \t\topenssh-client \t\tsubversion \t\t\t\tprocps \t; \trm -rf /var/lib/apt/lists/* # buildkit",
    true,
  ],
  [
    "2024-01-09T01:14:25Z",
    "RUN set -ex; \tapt-get update; \tapt-get install -y --no-install-recommends \t\tautoconf \t\tautomake \t\tbzip2 \t\tdefault-libmysqlclient-dev \t\tdpkg-dev \t\tfile \t\tg++ \t\tgcc \t\timagemagick \t\tlibbz2-dev \t\tlibc6-dev \t\tlibcurl4-openssl-dev \t\tlibdb-dev \t\tlibevent-dev \t\tlibffi-dev \t\tlibgdbm-dev \t\tlibglib2.0-dev \t\tlibgmp-dev \t\tlibjpeg-dev \t\tlibkrb5-dev \t\tliblzma-dev \t\tlibmagickcore-dev \t\tlibmagickwand-dev \t\tlibmaxminddb-dev \t\tlibncurses5-dev \t\tlibncursesw5-dev \t\tlibpng-dev \t\tlibpq-dev \t\tlibreadline-dev \t\tlibsqlite3-dev \t\tlibssl-dev \t\tlibtool \t\tlibwebp-dev \t\tlibxml2-dev \t\tlibxslt-dev \t\tlibyaml-dev \t\tmake \t\tpatch \t\tunzip \t\txz-utils \t\tzlib1g-dev \t; \trm -rf /var/lib/apt/lists/* # buildkit",
    true,
  ],
]);
