/** One line of a pull's display; `id` is the short digest of the layer in the registry. Sizes are bytes. */
export interface LayerPullEvent {
  readonly kind: "layer";
  readonly id: string;
  readonly status:
    | "Pulling fs layer"
    | "Waiting"
    | "Downloading"
    | `Retrying in ${number} second`
    | `Retrying in ${number} seconds`
    | "Verifying Checksum"
    | "Download complete"
    | "Extracting"
    | "Pull complete"
    | "Already exists";
  readonly current?: number;
  readonly total?: number;
}

/** One line of a push's display; `id` is the layer's short DiffID. Sizes are bytes, uncompressed. */
export interface LayerPushEvent {
  readonly kind: "layer";
  readonly id: string;
  readonly status:
    | "Preparing"
    | "Waiting"
    | "Pushing"
    | `Retrying in ${number} second`
    | `Retrying in ${number} seconds`
    | "Pushed"
    | "Layer already exists"
    | `Mounted from ${string}`;
  readonly current?: number;
  readonly total?: number;
}
