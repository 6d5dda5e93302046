import type {
  ManifestOptions,
  PullOptions,
  PullResult,
  PushOptions,
  PushResult,
  Registries,
  RegistryCredentials,
  RegistryManifest,
  SearchResult,
} from "../../registry.js";
import type { LabStore } from "../store/store.js";
import { connect, type RegistryOptions } from "./connect.js";
import { registryManifest } from "./manifest.js";
import { pullImage, tagsOf } from "./pull.js";
import { pushImage } from "./push.js";
import { searchBuiltin } from "./search.js";

export interface RegistryParts {
  readonly store: LabStore;
  readonly registry: RegistryOptions;
  /** RFC 3339. */
  readonly now: () => string;
}

/** The built-in images and the registries of the network. See {@link Registries} for each method. */
export class EmbeddedRegistries implements Registries {
  readonly #parts: RegistryParts;

  constructor(parts: RegistryParts) {
    this.#parts = parts;
  }

  pull(reference: string, options: PullOptions = {}): Promise<PullResult> {
    return pullImage(reference, options, this.#parts);
  }

  tags(
    repository: string,
    options: Pick<PullOptions, "insecure" | "signal"> = {},
  ): Promise<readonly string[]> {
    return tagsOf(repository, options, this.#parts.registry);
  }

  push(reference: string, options: PushOptions = {}): Promise<PushResult> {
    return pushImage(reference, options, this.#parts);
  }

  registryManifest(reference: string, options: ManifestOptions = {}): Promise<RegistryManifest> {
    return registryManifest(reference, options, this.#parts);
  }

  async search(term: string): Promise<readonly SearchResult[]> {
    return searchBuiltin(term);
  }

  async checkLogin(registry: string, credentials: RegistryCredentials): Promise<void> {
    const { client } = await connect(
      { domain: registry, path: "" },
      { ...this.#parts.registry, credentials: { get: async () => credentials } },
    );
    await client.login();
  }
}
