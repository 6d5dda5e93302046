import { afterEach, expect, test, vi } from "vitest";
import { Transport } from "../../src/registry/distribution/transport.js";

/** A browser's own `fetch` does not let itself be called as a method of anything. */
function browserFetch(this: unknown): Promise<Response> {
  if (this !== undefined && this !== globalThis) throw new TypeError("Illegal invocation");
  return Promise.resolve(new Response("here"));
}

afterEach(() => vi.unstubAllGlobals());

test.each([
  ["given", () => new Transport({ fetch: browserFetch, attempts: 1 })],
  [
    "the platform's",
    () => {
      vi.stubGlobal("fetch", browserFetch);
      return new Transport({ attempts: 1 });
    },
  ],
])("fetch, %s, is called as a function", async (_which, make) => {
  const response = await make().send({ method: "GET", url: "https://registry.example/v2/" });
  expect(await response.text()).toBe("here");
});
