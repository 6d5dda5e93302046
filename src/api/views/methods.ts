import type { Engine } from "../../engine/engine.js";
import { type Named, nameOf } from "./entry.js";
import { type ContainerViews, type DockerViews, type ImageViews, viewsOf } from "./table.js";

/**
 * The views as methods, for the classes that have them. Types and methods come from the same table, so a new view is a
 * new entry there and nothing here; `test/api/view-methods.test.ts` holds that each declared method is there.
 */

/** What `docker` extends: every view, of whatever its first argument names. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the static block makes what the interface declares
export class DockerViewMethods {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  static {
    for (const [name, { open }] of viewsOf())
      defineMethod(DockerViewMethods.prototype, name, function (subject, ...rest) {
        return Reflect.apply(open, undefined, [this.#engine, nameOf(subject), ...rest]);
      });
  }
}
export interface DockerViewMethods extends DockerViews {}

/** What an image extends. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: as above
export class ImageViewMethods {
  readonly #engine: Engine;
  readonly #id: string;

  constructor(engine: Engine, id: string) {
    this.#engine = engine;
    this.#id = id;
  }

  static {
    for (const [name, { open }] of viewsOf("image"))
      defineMethod(ImageViewMethods.prototype, name, function (...rest) {
        return Reflect.apply(open, undefined, [this.#engine, this.#id, ...rest]);
      });
  }
}
export interface ImageViewMethods extends ImageViews {}

/** What a container extends. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: as above
export class ContainerViewMethods {
  readonly #engine: Engine;
  readonly #id: string;

  constructor(engine: Engine, id: string) {
    this.#engine = engine;
    this.#id = id;
  }

  static {
    for (const [name, { open }] of viewsOf("container"))
      defineMethod(ContainerViewMethods.prototype, name, function (...rest) {
        return Reflect.apply(open, undefined, [this.#engine, this.#id, ...rest]);
      });
  }
}
export interface ContainerViewMethods extends ContainerViews {}

/** As the class syntax would: on the prototype, and not listed among a value's own members. */
function defineMethod<This extends object>(
  prototype: This,
  name: string,
  method: (this: This, ...args: readonly [Named, ...unknown[]]) => unknown,
): void {
  Object.defineProperty(prototype, name, { value: method, writable: true, configurable: true });
}
