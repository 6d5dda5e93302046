import { changesBundle } from "../../src/display/changes.js";
import { containersBundle } from "../../src/display/containers.js";
import type { MimeBundle } from "../../src/display/displayable.js";
import { historyBundle } from "../../src/display/history.js";
import { imagesBundle } from "../../src/display/images.js";
import { containerInspectBundle, imageInspectBundle } from "../../src/display/inspect.js";
import { stackBundle } from "../../src/display/stack.js";
import type { ContainerInspect } from "../../src/engine/containers.js";
import type { ImageInspect } from "../../src/engine/images.js";
import type { Stack, StackLayer, StackMount } from "../../src/engine/views.js";
import type { DiffID } from "../../src/oci/digest.js";
import { DRAWINGS, DRAWN } from "./drawing-samples.js";
import { LAYER_BUNDLES } from "./layer-samples.js";
import { containersOf, daemon, historyOf, imagesOf, NOW } from "./recorded.js";

/** Text that would do harm in a page if it got there unescaped. */
export const HOSTILE = `<img src=x onerror=alert(1)>"'&</td></svg>\u0000\u0007 ]]> \ud800`;

function layer(digit: string, more: Partial<StackLayer>): StackLayer {
  return {
    diffId: `sha256:${digit.repeat(64)}` as DiffID,
    size: 69_233_123,
    archiveSize: 72_000_000,
    entries: 3214,
    directory: `/var/lib/layerlab/layers/${digit}`,
    createdBy:
      "/bin/sh -c #(nop) ADD file:07cdbabf782942af0ab5f5cae6d9ac7a6d8a2b6a1b3f6f5a3e0b6a5f4ee31ac2 in / ",
    comment: "",
    tags: [],
    ...more,
  };
}

export const CONTAINER_STACK: Stack = {
  kind: "container",
  name: "app-container",
  id: "f".repeat(64),
  layers: [
    layer("a", { tags: ["ubuntu:22.04", "ubuntu:latest"] }),
    layer("b", {
      createdBy: "/bin/bash",
      comment: "Add node",
      size: 126_012_345,
      entries: 9312,
      tags: ["node-base:latest"],
    }),
    layer("c", {
      createdBy: "/bin/bash",
      comment: "Add app",
      size: 33,
      entries: 1,
      tags: ["a:1", "b:2", "c:3", "d:4", "e:5"],
    }),
  ],
  upper: { directory: "/var/lib/layerlab/containers/f/diff", entries: 2, size: 41 },
};

export const HOSTILE_STACK: Stack = {
  kind: "image",
  name: HOSTILE,
  id: "e".repeat(64),
  layers: [layer("a", { createdBy: HOSTILE, comment: HOSTILE, tags: [HOSTILE], directory: HOSTILE })],
};

const HOSTILE_MOUNTS: readonly StackMount[] = [
  { type: "bind", source: HOSTILE, anonymous: false, target: HOSTILE, readOnly: true },
  ...(["volume", "tmpfs"] as const).flatMap((type) =>
    [1, 2, 3].map((at) => ({
      type,
      source: HOSTILE,
      anonymous: at === 1,
      target: `/${at}${HOSTILE}`,
      readOnly: at === 2,
      size: at * 1e12,
    })),
  ),
];

const image = daemon.imageInspect["cm-img2"] as ImageInspect;
const container: ContainerInspect = {
  ...(daemon.containerInspect["base-container"] as ContainerInspect),
  Mounts: [],
};

/** Every kind of output, from ordinary and from hostile data. */
export const BUNDLES: Readonly<Record<string, MimeBundle>> = {
  history: historyBundle(historyOf("sample-app"), { name: "sample-app", now: NOW }),
  "history, odd texts": historyBundle(historyOf("odd"), { name: HOSTILE, now: NOW }),
  "history, nothing": historyBundle([], { name: "x", now: NOW }),
  images: imagesBundle(imagesOf(), { now: NOW, digests: true }),
  "images, none": imagesBundle([], { now: NOW }),
  containers: containersBundle(containersOf(), { now: NOW, all: true }),
  "containers, hostile": containersBundle(
    containersOf().map((row) => ({ ...row, command: HOSTILE, name: HOSTILE })),
    { now: NOW, all: false },
  ),
  changes: changesBundle(
    [
      { kind: "C", path: "/data" },
      { kind: "A", path: HOSTILE },
      { kind: "D", path: "/data/b.txt" },
    ],
    { name: "c3" },
  ),
  "changes, none": changesBundle([], { name: HOSTILE }),
  "image inspect": imageInspectBundle(image),
  "image inspect, hostile": imageInspectBundle({
    ...image,
    Comment: HOSTILE,
    Config: { ...image.Config, Env: [HOSTILE], Cmd: [HOSTILE], Labels: { [HOSTILE]: HOSTILE } },
  }),
  "container inspect": containerInspectBundle(container),
  stack: stackBundle(CONTAINER_STACK),
  "stack, hostile": stackBundle(HOSTILE_STACK),
  "stack, hostile mounts": stackBundle({ ...CONTAINER_STACK, mounts: HOSTILE_MOUNTS }),
  "changes, hostile mounts": changesBundle([], { name: HOSTILE, mounts: HOSTILE_MOUNTS }),
  "image inspect, hostile mounts": imageInspectBundle(image, HOSTILE_MOUNTS),
  "stack, no layers": stackBundle({ ...HOSTILE_STACK, name: "empty", layers: [] }),
  ...LAYER_BUNDLES,
  ...DRAWINGS,
  ...DRAWN,
};
