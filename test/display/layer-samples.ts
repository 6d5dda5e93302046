import { compareContents } from "../../src/analysis/compare.js";
import { layerChanges, layerFile } from "../../src/analysis/layer-changes.js";
import { ledgerOf } from "../../src/analysis/ledger.js";
import { lensesOf } from "../../src/analysis/lenses.js";
import { sharingOf } from "../../src/analysis/sharing.js";
import { layersIn } from "../../src/analysis/trees.js";
import { compareBundle } from "../../src/display/compare.js";
import type { MimeBundle } from "../../src/display/displayable.js";
import { foundChangesBundle } from "../../src/display/found-changes.js";
import { layerChangesBundle } from "../../src/display/layer-changes.js";
import { layerFileBundle } from "../../src/display/layer-file.js";
import { ledgerBundle } from "../../src/display/ledger.js";
import { lensesBundle } from "../../src/display/lenses.js";
import { listingBundle } from "../../src/display/listing.js";
import { sharingBundle } from "../../src/display/sharing.js";
import { verifyBundle } from "../../src/display/verify.js";
import type { Contents, Stack } from "../../src/engine/views.js";
import type { Verification } from "../../src/image/verify.js";
import { parseDigest } from "../../src/oci/digest.js";
import { buildStack, bytes, type Step, text } from "../analysis/stack.js";

/** A file may be called anything but `/` and NUL. */
export const HOSTILE_NAME = `<img src=x onerror=alert(1)>"'&<\\td>\u0007\u001b[31m\u202e\n`;

function hostile(name: string, options: { readonly upper?: Step } = {}): Contents {
  return buildStack(
    [
      (fs) => {
        fs.mkdir(`/${HOSTILE_NAME}`);
        fs.writeFile(
          `/${HOSTILE_NAME}/${HOSTILE_NAME}`,
          text(`${HOSTILE_NAME}\n</pre><script>alert(1)</script>\n`),
        );
        fs.symlink(HOSTILE_NAME, "/link");
        fs.writeFile("/gone", bytes(20));
        fs.mkdir("/dir");
        fs.writeFile("/dir/x", bytes(3));
      },
      (fs) => {
        fs.writeFile(`/${HOSTILE_NAME}/${HOSTILE_NAME}`, text(`${HOSTILE_NAME}2\n`));
        fs.unlink("/gone");
        fs.remove("/dir", { recursive: true });
        fs.mkdir("/dir");
      },
    ],
    { name, createdBy: HOSTILE_NAME, ...options },
  ).contents;
}

/** Thousands of files, half of them deleted and written again. */
function many(): Contents {
  const path = (at: number) => `/d${at % 40}/e${at % 7}/file-${at}`;
  return buildStack(
    [
      (fs) => {
        for (let at = 0; at < 4000; at++) {
          fs.mkdir(path(at).replace(/\/[^/]*$/, ""), { recursive: true });
          fs.writeFile(path(at), bytes(at % 97));
        }
      },
      (fs) => {
        for (let at = 0; at < 4000; at += 2) fs.unlink(path(at));
        for (let at = 1; at < 4000; at += 2) fs.writeFile(path(at), bytes(50));
      },
    ],
    { name: "many" },
  ).contents;
}

export function stackOf({ kind, name, id, layers }: Contents, more: Partial<Stack> = {}): Stack {
  return { kind, name, id, layers, ...more };
}

export const one = hostile(HOSTILE_NAME, { upper: (fs) => fs.writeFile(`/dir/${HOSTILE_NAME}`, bytes(1)) });
const two = hostile("two", { upper: (fs) => fs.unlink(`/${HOSTILE_NAME}/${HOSTILE_NAME}`) });
export const MANY = many();

const layers = layersIn(one);
const [, second] = layers;
if (second === undefined) throw new Error("the sample has a second layer");
const changes = layerChanges(one, layers, second);
const manyLayers = layersIn(MANY);
const [, manySecond] = manyLayers;
if (manySecond === undefined) throw new Error("the sample has a second layer");
const manyChanges = layerChanges(MANY, manyLayers, manySecond);

export const digest = (digit: string) => parseDigest(`sha256:${digit.repeat(64)}`);
export const verification: Verification = {
  name: HOSTILE_NAME,
  id: digest("a"),
  ok: false,
  problems: [`something about ${HOSTILE_NAME}`],
  blobs: [
    {
      role: "manifest",
      namedBy: "index.json",
      mediaType: HOSTILE_NAME,
      digest: digest("b"),
      computed: digest("b"),
      size: 1,
      actualSize: 1,
      status: "matches",
    },
    {
      role: "config",
      namedBy: "the manifest",
      mediaType: "x",
      digest: digest("a"),
      computed: digest("c"),
      size: 1,
      actualSize: 2,
      status: "differs",
    },
    {
      role: "layer",
      namedBy: "the manifest",
      mediaType: "y",
      digest: digest("d"),
      size: 3,
      status: "missing",
    },
  ],
};

/** Views of layers, from hostile names, from thousands of paths, and from nothing. */
export const LAYER_BUNDLES: Readonly<Record<string, MimeBundle>> = {
  "layer, hostile": layerChangesBundle(changes),
  "layer, many": layerChangesBundle(manyChanges),
  "layer file, hostile": layerFileBundle(layerFile(layers, second, `/${HOSTILE_NAME}/${HOSTILE_NAME}`)),
  "layer file, deleted": layerFileBundle(layerFile(layers, second, "/gone")),
  "layer find, many": foundChangesBundle(manyChanges.root.children, HOSTILE_NAME),
  "ledger, hostile": ledgerBundle(ledgerOf(one)),
  "ledger, many": ledgerBundle(ledgerOf(MANY)),
  "ledger, nothing": ledgerBundle(ledgerOf(buildStack([]).contents)),
  "lenses, hostile": lensesBundle(lensesOf(one, `/${HOSTILE_NAME}/${HOSTILE_NAME}`)),
  "lenses, hostile directory": lensesBundle(lensesOf(two, `/${HOSTILE_NAME}`)),
  "lenses, many": lensesBundle(lensesOf(MANY, "/d0/e0")),
  "compare, hostile": compareBundle(compareContents(one, two)),
  "compare, many": compareBundle(compareContents({ ...MANY, layers: MANY.layers.slice(0, 1) }, MANY)),
  "compare, nothing": compareBundle(compareContents(one, one)),
  "listing, hostile": listingBundle(
    [{ name: HOSTILE_NAME, kind: "symlink", size: 1, mode: 0o777, uid: 0, gid: 0, target: HOSTILE_NAME }],
    HOSTILE_NAME,
  ),
  "verify, hostile": verifyBundle(verification),
  "stack of several, hostile": sharingBundle(
    sharingOf([
      stackOf(one, { upper: { directory: "", entries: 1, size: 1 } }),
      stackOf(two, { name: "" }),
      ...Array.from({ length: 20 }, (_, at) => stackOf(MANY, { name: `m${at}` })),
    ]),
  ),
};
