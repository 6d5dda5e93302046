// Taken before any cell runs, which may replace them.
const { defineProperty, entries, getOwnPropertyDescriptor, hasOwn, keys, setPrototypeOf } = Object;
const { get: reflectGet } = Reflect;

/**
 * The names that cells share, as members of one object. A constant is set by its own cell only, an imported name by none, and
 * either may be declared again.
 */
export class SharedMembers {
  /** Without a prototype: a name may be `constructor`. */
  readonly members: Record<string, unknown> = setPrototypeOf({}, null);
  /** The same members, for a cell that sets a constant of its own. */
  readonly constants: object = new Proxy(this.members, { set: refuse });
  readonly #added: { name: string; specifier: string }[] = [];

  /** A cell is about to declare these; what it does not set keeps its value. */
  begin(names: readonly string[]): void {
    for (const name of names) {
      if (!isAccessor(this.members, name)) continue;
      const value = valueBefore(this.members, name);
      define(this.members, name, { value, writable: true });
    }
  }

  /** It has ended. */
  end(constants: readonly string[]): void {
    for (const name of constants) {
      if (!hasOwn(this.members, name) || isAccessor(this.members, name)) continue;
      const value = this.members[name];
      define(this.members, name, { get: () => value, set: refuse });
    }
  }

  /** Those that have no value yet, of names that a cell declares. */
  missing(names: readonly string[]): string[] {
    return names.filter((name) => !hasOwn(this.members, name));
  }

  take(name: string): unknown {
    const value = this.members[name];
    delete this.members[name];
    return value;
  }

  /** The names that `export * from` has brought since the last call. */
  takeAdded(): { name: string; specifier: string }[] {
    return this.#added.splice(0);
  }

  /**
   * Gives names to what a module exports. They show what the module has set by the time they are used.
   *
   * @param bindings the exported name for each name; `*` for all of the module, and as a name for all names
   */
  bind(specifier: string, module: object, bindings: Readonly<Record<string, string>>): void {
    for (const [name, exported] of entries(bindings)) {
      if (name === "*") {
        for (const each of keys(module).filter((key) => key !== "default" && IDENTIFIER.test(key))) {
          this.#bind(each, () => reflectGet(module, each));
          this.#added.push({ name: each, specifier });
        }
      } else this.#bind(name, exported === "*" ? () => module : () => reflectGet(module, exported));
    }
  }

  #bind(name: string, get: () => unknown): void {
    define(this.members, name, { get, set: refuse });
  }
}

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

/** A property that can be declared again. */
function define(object: object, name: string, own: PropertyDescriptor): void {
  // Without a prototype: a cell may have given all objects a `get` or a `value`.
  defineProperty(object, name, setPrototypeOf({ configurable: true, enumerable: true, ...own }, null));
}

function refuse(): never {
  throw new TypeError("Assignment to constant variable.");
}

function isAccessor(object: object, name: string): boolean {
  return getOwnPropertyDescriptor(object, name)?.get !== undefined;
}

function valueBefore(object: object, name: string): unknown {
  try {
    return reflectGet(object, name);
  } catch {
    // A module that has not set it yet.
    return undefined;
  }
}
