import { LayerlabError } from "./base.js";

/** A layer holds an entry that no file system can take, or one that means to break out of it. */
export class InvalidLayerError extends LayerlabError<"ELAYER", { entry: string; reason: string }> {
  constructor(entry: string, reason: string) {
    super("ELAYER", `${reason} (layer entry ${JSON.stringify(entry)})`, { entry, reason });
  }
}

/** A file in a container has a name that the layer format keeps for itself. */
export class ReservedNameError extends LayerlabError<"ERESERVEDNAME", { path: string }> {
  constructor(path: string) {
    super(
      "ERESERVEDNAME",
      `cannot make a layer: ${path} begins with ".wh.", which the layer format keeps for deleted files; rename the file`,
      { path },
    );
  }
}
