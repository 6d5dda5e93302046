import type { Displayable } from "../../display/displayable.js";
import type { Engine } from "../../engine/engine.js";

/** An image or a container: its name, its id, or the value itself. */
export type Named = string | { readonly id: string };

export function nameOf(named: Named): string {
  return typeof named === "string" ? named : named.id;
}

/** What a view can be a view of. */
export type Subject = "image" | "container";

/**
 * One view: a value that shows itself as a picture, as a table and as text. {@link Method} is its method of the
 * `docker` object, whose doc comment is what a learner reads and whose `@example` is run by `test/display/views.test.ts`.
 */
export interface ViewEntry<Method, Of extends Subject> {
  readonly of: readonly Of[];
  readonly open: Method extends (subject: Named, ...rest: infer Rest) => infer Result
    ? (engine: Engine, name: string, ...rest: Rest) => Result
    : never;
}

/** Any of them, for those who only list or call. */
export interface AnyView {
  readonly of: readonly Subject[];
  readonly open: (engine: Engine, name: string, ...rest: never) => Promise<Displayable>;
}

/** The same method where the subject is known: `docker.lenses(image, path)` is `image.lenses(path)`. */
export type WithoutSubject<Method> = Method extends (subject: Named, ...rest: infer Rest) => infer Result
  ? (...rest: Rest) => Result
  : never;
