import { readFileSync } from "node:fs";

/** A file of tables that Go itself wrote; see test/fixtures/go/README.md. `Tables` says what its rows hold. */
export function recorded<Tables>(name: string): Tables {
  return JSON.parse(readFileSync(new URL(`../fixtures/go/${name}.json`, import.meta.url), "utf8"));
}

/** What `make` returns, or the message of what it throws, in the form that the tables have. */
export function outcome<Value>(make: () => Value): { readonly value: Value } | { readonly error: string } {
  try {
    return { value: make() };
  } catch (error) {
    if (error instanceof Error) return { error: error.message };
    throw error;
  }
}
