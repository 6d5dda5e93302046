import { beforeAfter } from "../../src/analysis/before-after.js";
import { type CacheChain, chainOf } from "../../src/analysis/cache-chain.js";
import { copiesOf } from "../../src/analysis/copies.js";
import { documentsOf } from "../../src/analysis/documents.js";
import { instructionsOf } from "../../src/analysis/instructions.js";
import { ownLayerOf } from "../../src/analysis/own-layer.js";
import { unionView } from "../../src/analysis/union-view.js";
import type { CacheDefinition } from "../../src/builder/cache.js";
import { keyOf } from "../../src/builder/cache-key.js";
import { explainBuild } from "../../src/builder/explanation.js";
import type { CacheMiss } from "../../src/builder/miss.js";
import type { EndedStep } from "../../src/builder/step-result.js";
import { beforeAfterBundle } from "../../src/display/before-after.js";
import { cacheChainBundle } from "../../src/display/cache-chain.js";
import { copiesBundle } from "../../src/display/copies.js";
import type { MimeBundle } from "../../src/display/displayable.js";
import { documentsBundle } from "../../src/display/documents.js";
import { instructionsBundle } from "../../src/display/instructions.js";
import { ownLayerBundle } from "../../src/display/own-layer.js";
import { transferredBundle } from "../../src/display/transfer.js";
import { unionBundle } from "../../src/display/union-view.js";
import type { HistoryRow } from "../../src/engine/images.js";
import type { LayerTransfer } from "../../src/engine/registry.js";
import type { StackMount } from "../../src/engine/views.js";
import type { VerifiedBlob } from "../../src/image/verify.js";
import { asDiffId, sha256 } from "../../src/oci/digest.js";
import { buildStack, bytes } from "../analysis/stack.js";
import { digest, HOSTILE_NAME, MANY, one, stackOf, verification } from "./layer-samples.js";

/** As many layers as Docker allows, and as many files as a large image has. */
const MOST_LAYERS = 125;

const tall = buildStack(
  Array.from(
    { length: MOST_LAYERS },
    (_, at) => (fs) => fs.writeFile(at % 9 === 0 ? "/often" : `/f${at}`, bytes(at)),
  ),
  { name: "tall", upper: (fs) => fs.unlink("/often") },
).contents;

const mounts: readonly StackMount[] = Array.from({ length: 40 }, (_, at) => ({
  ...{ type: "volume", source: HOSTILE_NAME, anonymous: at % 2 === 0 },
  ...{ target: `/${at}${HOSTILE_NAME}`, readOnly: false },
}));

function own(contents: Parameters<typeof ownLayerOf>[0]): MimeBundle {
  const found = ownLayerOf(contents);
  if (found === undefined) throw new Error("the sample has a layer of its own");
  return ownLayerBundle(found);
}

const busy = buildStack([(fs) => fs.writeFile("/x", bytes(1))], {
  name: "busy",
  upper: (fs) => {
    for (let at = 0; at < 3000; at++) fs.writeFile(`/file-${at}`, bytes(at % 7));
  },
}).contents;

const rows = (count: number, createdBy: string): readonly HistoryRow[] =>
  Array.from({ length: count }, (_, at) => ({
    ...{
      image: { known: false, reason: "built" },
      tags: [],
      createdBy: `${createdBy} ${at}`,
      comment: "",
      size: at,
    },
    layer:
      at % 2 === 0
        ? undefined
        : { diffId: asDiffId(sha256(`${at}`)), size: at, archiveSize: at, entries: at },
  }));

function chain(count: number, name: string): CacheChain {
  const steps = Array.from({ length: count }, (_, at): EndedStep => {
    const definition: CacheDefinition = {
      operation: { kind: "workdir", path: "/", user: "" },
      ...{ inputs: [], parent: at === 0 ? "scratch" : digest("b"), original: name },
    };
    const miss: CacheMiss =
      at === 0
        ? { reason: "instruction-changed", before: name, after: name }
        : { reason: "parent-changed", cause: name };
    return {
      ...{ outcome: "built", label: `[${at}] RUN ${name}`, size: 1, duration: 1, miss, also: [] },
      built: { key: keyOf(definition), stage: at < count / 2 ? "0" : name, definition },
    };
  });
  return chainOf(name, explainBuild(steps));
}

const transfers = (count: number, id: string): readonly LayerTransfer[] =>
  Array.from({ length: count }, (_, at) => ({
    ...{
      id,
      diffId: asDiffId(digest("c")),
      digest: digest("d"),
      size: at,
      transferred: at % 3 === 0 ? at : 0,
    },
    how: at % 3 === 0 ? "transferred" : at % 3 === 1 ? "there" : "mounted",
  }));

/** Drawings, from hostile names, from very much, and from nothing. */
export const DRAWINGS: Readonly<Record<string, MimeBundle>> = {
  "union, hostile": unionBundle(unionView(one, [`/${HOSTILE_NAME}/`, "/dir/", "/gone", HOSTILE_NAME])),
  "union, many": unionBundle(unionView(MANY, ["/", "/d0/e0/"])),
  "union, most layers": unionBundle(unionView(tall, ["/"])),
  "union, no layers": unionBundle(unionView(buildStack([]).contents, ["/x"])),
  "own layer, hostile": own({ ...one, mounts }),
  "own layer, many": own(busy),
  "own layer, most layers": own(tall),
  "copies, hostile": copiesBundle(
    copiesOf([one, { ...one, mounts: [] }, MANY], `/${HOSTILE_NAME}/${HOSTILE_NAME}`),
  ),
  "copies, many": copiesBundle(
    copiesOf(
      Array.from({ length: 40 }, () => tall),
      "/often",
    ),
  ),
  "copies, mounted": copiesBundle(copiesOf([{ ...one, mounts }], `/1${HOSTILE_NAME}/x`)),
  "copies, nothing": copiesBundle(copiesOf([one], "/nowhere")),
  "before and after, hostile": beforeAfterBundle(
    beforeAfter(stackOf(one), stackOf(MANY, { name: HOSTILE_NAME })),
  ),
  "before and after, most layers": beforeAfterBundle(
    beforeAfter(stackOf(tall), stackOf(tall, { upper: { directory: "", entries: 1, size: 1 } })),
  ),
  "before and after, nothing": beforeAfterBundle(
    beforeAfter(stackOf(one, { layers: [] }), stackOf(one, { layers: [] })),
  ),
  "documents, hostile": documentsBundle(documentsOf(verification)),
  "documents, most layers": documentsBundle(
    documentsOf({
      ...verification,
      blobs: [
        ...verification.blobs.slice(0, 2),
        ...Array.from(
          { length: MOST_LAYERS },
          (): VerifiedBlob => ({
            ...{ role: "layer", namedBy: "the manifest", mediaType: HOSTILE_NAME, digest: digest("e") },
            ...{ size: 1, status: "missing" },
          }),
        ),
      ],
    }),
  ),
  "documents, nothing": documentsBundle(documentsOf({ ...verification, blobs: [] })),
  "instructions, hostile": instructionsBundle(
    instructionsOf(HOSTILE_NAME, rows(6, HOSTILE_NAME), [
      { name: HOSTILE_NAME, rows: rows(2, HOSTILE_NAME), isCertain: true },
    ]),
  ),
  "instructions, many": instructionsBundle(instructionsOf("x", rows(400, `RUN ${"x".repeat(2000)}`), [])),
  "instructions, nothing": instructionsBundle(instructionsOf("x", [], [])),
  "chain, hostile": cacheChainBundle(chain(4, HOSTILE_NAME)),
  "chain, many": cacheChainBundle(chain(300, "x".repeat(3000))),
  "chain, nothing": cacheChainBundle(chain(0, "x")),
  "chain, unknown": cacheChainBundle(chainOf(HOSTILE_NAME, undefined)),
};

/** Tables that have a drawing, too. */
export const DRAWN: Readonly<Record<string, MimeBundle>> = {
  "transferred, hostile": transferredBundle(transfers(3, HOSTILE_NAME), "sent"),
  "transferred, most layers": transferredBundle(transfers(MOST_LAYERS, "x"), "received"),
};
