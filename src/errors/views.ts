import { DaemonError } from "./engine.js";

/** There is no such step in an image's history. */
export class NoSuchStepError extends DaemonError<"ENOSTEP", { image: string; step: number; steps: number }> {
  constructor(image: string, step: number, steps: number) {
    super(
      "ENOSTEP",
      404,
      `${image} has no step ${step}: its history has ${steps} step${steps === 1 ? "" : "s"}, counted from 1, the oldest (or from -1, the newest)`,
      { image, step, steps },
    );
  }
}

/** A name has no such layer. */
export class NoSuchLayerError extends DaemonError<
  "ENOLAYER",
  { name: string; layer: number | string; layers: number }
> {
  constructor(name: string, layer: number | string, layers: number) {
    super(
      "ENOLAYER",
      404,
      typeof layer === "number"
        ? `${name} has no layer ${layer}: it has ${layers}, counted from 1, the lowest (or from -1, the topmost)`
        : `${name} has no layer ${JSON.stringify(layer)}: give the beginning of a DiffID that is one of its ${layers} layers'`,
      { name, layer, layers },
    );
  }
}

/** A layer says nothing about a path. */
export class NotInLayerError extends DaemonError<"ENOTINLAYER", { path: string; layer: number }> {
  constructor(path: string, layer: number) {
    super(
      "ENOTINLAYER",
      404,
      `layer ${layer} does not touch ${path}: it neither holds nor deletes it; ask docker.lenses(…, ${JSON.stringify(path)}) which layer does`,
      { path, layer },
    );
  }
}

/** Nothing is known of the commands that made an image. */
export class NoRecipeError extends DaemonError<"ENORECIPE", { image: string }> {
  constructor(image: string) {
    super(
      "ENORECIPE",
      404,
      `${image} was not committed here, so no commands are known that made it: a pulled image has only its history, a built one has its Dockerfile; ask for the recipe of an image that docker commit has made in this store`,
      { image },
    );
  }
}
