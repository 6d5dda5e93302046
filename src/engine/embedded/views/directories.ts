import { type ChainID, chainId, type DiffID, hexOf, sha256 } from "../../../oci/digest.js";
import type { GraphDriver } from "../../images.js";

/** Where Docker keeps overlay2's directories. */
const OVERLAY_ROOT = "/var/lib/docker/overlay2";

/**
 * The directory of each layer of a stack, lowest first. A layer is unpacked on top of the ones below it, so
 * its directory goes by the ChainID; Docker picks a random name, ours can be found again.
 */
export function layerDirectories(layers: readonly DiffID[]): readonly string[] {
  let chain: ChainID | undefined;
  return layers.map((diffId) => {
    chain = chainId(chain, diffId);
    return `${OVERLAY_ROOT}/${hexOf(sha256(`layer ${chain}`))}`;
  });
}

export function containerDirectory(id: string): string {
  return `${OVERLAY_ROOT}/${id}`;
}

/** `inspect`'s GraphDriver: an image's topmost layer is its upper directory, a container's own is its. */
export function graphDriver(lower: readonly string[], own: string): GraphDriver {
  const below = [...lower].reverse().map((directory) => `${directory}/diff`);
  return {
    Data: {
      ...(below.length > 0 ? { LowerDir: below.join(":") } : {}),
      MergedDir: `${own}/merged`,
      UpperDir: `${own}/diff`,
      WorkDir: `${own}/work`,
    },
    Name: "overlay2",
  };
}

/** The mount options a running container's /proc/mounts shows. */
export function overlayOptions(driver: GraphDriver): string {
  const { LowerDir, UpperDir, WorkDir } = driver.Data;
  return `lowerdir=${LowerDir ?? ""},upperdir=${UpperDir},workdir=${WorkDir}`;
}
