import { chainsOf } from "../../../snapshot/snapshotter.js";
import type { Contents, Stack } from "../../views.js";
import type { LabStore } from "../store/store.js";

/** A stack with what its layers hold. */
export function contentsOf(stack: Stack, store: LabStore): Contents {
  const { content, containers, snapshots } = store;
  const chains = chainsOf(stack.layers.map(({ diffId }) => diffId));
  const layers = stack.layers.flatMap((layer, at) => {
    const chainId = chains[at];
    if (chainId === undefined) return [];
    const { changes } = snapshots.layer(layer.diffId);
    return [{ ...layer, chainId, changes, archive: content.open(layer.diffId) }];
  });
  const { kind, name, id, upper, mounts } = stack;
  if (upper === undefined) return { kind, name, id, layers };
  const { upper: changes } = containers.find(id).snapshot;
  return {
    kind,
    name,
    id,
    layers,
    upper: { directory: upper.directory, changes },
    ...(mounts === undefined ? {} : { mounts }),
  };
}
