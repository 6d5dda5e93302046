import { sizeText } from "../../builder/build-names.js";
import { type BuildEvent, Progress } from "../../builder/events.js";
import type { Engine } from "../../engine/engine.js";
import { LayerlabError } from "../../errors/base.js";
import type { Digest } from "../../oci/digest.js";

export interface PushRequest {
  readonly insecure: boolean;
  /** Gets what happens, as of the build that was before. */
  readonly onEvent: (event: BuildEvent) => void;
  /** The last number that the build's vertices had. */
  readonly lastVertex: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Sends a built image to the registries of its names, as they were given, one after another, with buildx's progress for Docker's driver.
 *
 * @returns the digest of the first name's manifest
 * @throws {LayerlabError} the registry's refusal
 */
export async function pushBuilt(
  engine: Engine,
  names: readonly string[],
  { insecure, onEvent, lastVertex, signal }: PushRequest,
): Promise<Digest | undefined> {
  const progress = new Progress((event) =>
    onEvent(event.kind === "warning" ? event : { ...event, id: event.id + lastVertex }),
  );
  let digest: Digest | undefined;
  for (const name of names) {
    const vertex = progress.start(`pushing ${name} with docker`);
    const sizes = new Map<string, number>();
    try {
      const pushed = await engine.push(name, {
        insecure,
        onProgress: (event) => {
          if (event.kind !== "layer") return;
          if (event.total !== undefined) sizes.set(event.id, event.total);
          const size = sizeText(sizes.get(event.id) ?? 0);
          if (event.status === "Pushed") vertex.status(`pushing layer ${event.id} ${size} / ${size} done`);
        },
        ...(signal === undefined ? {} : { signal }),
      });
      digest ??= pushed.digest;
      vertex.done();
    } catch (error) {
      if (error instanceof LayerlabError) vertex.error(error.message);
      throw error;
    }
  }
  return digest;
}
