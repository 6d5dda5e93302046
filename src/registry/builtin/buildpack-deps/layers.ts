import CURL_PATHS from "#text/registry/builtin/buildpack-deps/curl.txt";
import FULL_PATHS from "#text/registry/builtin/buildpack-deps/full.txt";
import CURL_STEP from "#text/registry/builtin/buildpack-deps/history/curl.txt";
import FULL_STEP from "#text/registry/builtin/buildpack-deps/history/full.txt";
import SCM_STEP from "#text/registry/builtin/buildpack-deps/history/scm.txt";
import SCM_PATHS from "#text/registry/builtin/buildpack-deps/scm.txt";
import type { Step } from "../config.js";
import { once } from "../image.js";
import { sketchTree } from "../sketch.js";

const CURL = 1_735_091_359;
const SCM = 1_735_114_311;
const FULL = 1_735_125_559;

/** `ca-certificates curl gnupg …` */
const CURL_LAYER = once(() =>
  sketchTree({
    paths: CURL_PATHS,
    mtime: CURL,
    size: 48_500_000,
    rest: "/usr/share/doc/curl/the-rest-of-this-layer",
  }),
);

/** `git mercurial …` */
const SCM_LAYER = once(() =>
  sketchTree({
    paths: SCM_PATHS,
    mtime: SCM,
    size: 183_000_000,
    rest: "/usr/share/doc/git/the-rest-of-this-layer",
  }),
);

/** Compilers, and the headers that most packages of a language need. */
const FULL_LAYER = once(() =>
  sketchTree({
    paths: FULL_PATHS,
    mtime: FULL,
    size: 560_000_000,
    rest: "/usr/share/doc/gcc/the-rest-of-this-layer",
  }),
);

/** What node and python are built on, above Debian: one tree for all of them, so one layer. */
export const BUILDPACK_LAYERS = Object.freeze([CURL_LAYER, SCM_LAYER, FULL_LAYER]);

export const BUILDPACK_STEPS: readonly Step[] = Object.freeze([
  ["2023-05-10T23:29:59Z", CURL_STEP, true],
  ["2024-01-09T01:14:25Z", SCM_STEP, true],
  ["2024-01-09T01:14:25Z", FULL_STEP, true],
]);
