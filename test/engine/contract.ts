import { afterEach, describe } from "vitest";
import type { Engine } from "../../src/engine/engine.js";
import { archives } from "./contract/archives.js";
import { containers } from "./contract/containers.js";
import { host } from "./contract/host.js";
import { life } from "./contract/life.js";
import { names } from "./contract/names.js";
import { refusals } from "./contract/refusals.js";
import { volumes } from "./contract/volumes.js";

/** How the suite gets engines. */
export interface EngineFactory {
  /**
   * An engine without images and containers. `pull("ubuntu")` brings it an Ubuntu (over a network, where it needs one);
   * of `nosuch` and of `ubuntu:1.0` its registry knows nothing.
   */
  create(): Promise<Engine>;
  /** One that has pulled `ubuntu`, where that can be had for less than a pull. */
  withUbuntu?(): Promise<Engine>;
  /** Called with each engine after its test: an engine that outlives its client takes its images away here. */
  dispose?(engine: Engine): Promise<void>;
}

/**
 * What every engine must do: an engine is added to layerlab by running this suite with a factory for it. Each test
 * gets an engine of its own and speaks to it through {@link Engine} alone.
 */
export function engineContract(
  name: string,
  { create: make, withUbuntu: makeWithUbuntu, dispose }: EngineFactory,
): void {
  const made: Engine[] = [];
  afterEach(async () => {
    for (const engine of made.splice(0)) await dispose?.(engine);
  });
  const keep = (engine: Engine) => {
    made.push(engine);
    return engine;
  };
  const create = async () => keep(await make());
  const withUbuntu = async () => {
    if (makeWithUbuntu !== undefined) return keep(await makeWithUbuntu());
    const engine = await create();
    await engine.pull("ubuntu");
    return engine;
  };
  describe(name, () => {
    for (const suite of [containers, life, names, archives, refusals, volumes, host])
      suite({ create, withUbuntu });
  });
}
