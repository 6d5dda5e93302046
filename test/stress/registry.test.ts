import { expect, test } from "vitest";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { LayerlabError } from "../../src/errors/base.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { damaged, oddDocument } from "./mutations.js";
import { REGISTRY } from "./store-steps.js";
import { type Random, rounds, TIMEOUT } from "./stress.js";

const runtime = createRuntime();
const NAME = "registry.example:5000/pulled:1";
const ORIGIN = "https://registry.example:5000";
const SECRET = "Basic Ym9iOnNlY3JldA==";

/** What a hostile or broken registry makes of a good answer. */
const LIES: readonly [Lie, ...Lie[]] = [
  async (good, random) => respond(damaged(await bytesOf(good), random), good),
  async (good, random) => {
    const bytes = await bytesOf(good);
    try {
      const document: unknown = JSON.parse(new TextDecoder().decode(bytes));
      return respond(new TextEncoder().encode(JSON.stringify(oddDocument(document, random))), good);
    } catch {
      return respond(damaged(bytes, random), good);
    }
  },
  async (good, random) =>
    new Response(await bytesOf(good), {
      status:
        random.pick([200, 201, 204, 206, 301, 400, 401, 403, 404, 416, 429, 500, 503]) === 204 ? 200 : 404,
    }),
  async (_good, random) =>
    new Response(null, {
      status: random.pick([301, 302, 307, 308]),
      headers: { location: random.pick(PLACES) },
    }),
  async (_good, random) =>
    new Response("{}", { status: 401, headers: { "www-authenticate": random.pick(CHALLENGES) } }),
  async (good, random) => {
    // The connection breaks in the middle, or a stream that says nothing of its length goes on for ever.
    const bytes = await bytesOf(good);
    const cut = random.below(bytes.length + 1);
    const endless = random.below(3) === 0;
    let sent = false;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (!sent) controller.enqueue(bytes.subarray(0, cut));
        else if (endless) controller.enqueue(new Uint8Array(1 << 20));
        else
          controller.error(
            new TypeError("terminated", { cause: Object.assign(new Error("x"), { code: "ECONNRESET" }) }),
          );
        sent = true;
      },
    });
    return new Response(body, { headers: good.headers });
  },
  async (good, random) => {
    const headers = new Headers(good.headers);
    headers.set(
      random.pick(["content-type", "content-length", "content-encoding", "docker-content-digest", "link"]),
      random.pick(HEADERS),
    );
    return new Response(await bytesOf(good), { headers });
  },
];
type Lie = (good: Response, random: Random) => Promise<Response>;

const PLACES = [
  "http://other.example/v2/blob",
  "https://registry.example:5000/v2/",
  "file:///etc/passwd",
  "data:text/plain,x",
  "http://[::bad",
  "/v2/pulled/manifests/1",
  "",
  "javascript:1",
] as const;
const CHALLENGES = [
  'Bearer realm="http://other.example/token"',
  'Bearer realm="file:///etc/passwd",service="x"',
  "Bearer",
  'Basic realm="x"',
  'Bearer realm="::::"',
  `Bearer ${"a=b,".repeat(2000)}`,
  "Negotiate",
] as const;
const HEADERS = [
  "text/html",
  "-1",
  "99999999999999999999",
  "gzip",
  "sha256:zz",
  "application/json; charset=\u00ff",
] as const;

async function bytesOf(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await response.clone().arrayBuffer());
}

function respond(bytes: Uint8Array, { headers }: Response): Response {
  return new Response(Uint8Array.from(bytes), { headers });
}

test("whatever a registry answers: the right image, or a refusal that leaves nothing", TIMEOUT, async () => {
  const good = new EmbeddedEngine({
    runtime,
    registry: { fetch: REGISTRY, credentials: { get: async () => undefined } },
  });
  const { id } = await good.pull(NAME);
  const counts = await rounds({ part: "registry", name: "registry answers", few: 60 }, async (random) => {
    let asked = 0;
    let lies = 0;
    const leaked: string[] = [];
    const trusted = new Set([ORIGIN]);
    const from = random.below(8);
    const lying: typeof fetch = async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const authorization = new Headers(init?.headers).get("authorization");
      if (authorization === SECRET && !trusted.has(url.origin)) leaked.push(url.href);
      const answer = await REGISTRY(input, init);
      asked += 1;
      if (asked <= from || random.below(2) === 0) return answer;
      lies += 1;
      const lie = await random.pick(LIES)(answer, random);
      // As `fetch` says where an answer came from.
      Object.defineProperty(lie, "url", { value: url.href });
      const [, realm = ""] = /realm="([^"]*)"/.exec(lie.headers.get("www-authenticate") ?? "") ?? [];
      // The protocol lets a registry say who gives tokens for its names and passwords; nobody else may.
      if (url.origin === ORIGIN && URL.canParse(realm)) trusted.add(new URL(realm).origin);
      return lie;
    };
    const engine = new EmbeddedEngine({
      runtime,
      registry: {
        fetch: lying,
        credentials: { get: async () => ({ username: "bob", password: "secret" }) },
        sleep: async () => {},
        patienceMs: 2000,
        attempts: 2,
      },
    });
    let refusal: unknown;
    const pulled = await engine.pull(NAME).catch((error: unknown) => {
      refusal = error;
      return undefined;
    });
    expect(leaked).toEqual([]);
    if (pulled === undefined) {
      if (!(refusal instanceof LayerlabError)) throw refusal;
      expect(engine.content.list()).toEqual([]);
      expect(await engine.images({ all: true })).toEqual([]);
      return { "registry scenarios": 1, lies, refused: 1 };
    }
    // Another manifest may name fewer layers; then it is another image, whole and verified.
    const { layers } = await engine.contents(pulled.reference);
    expect((await engine.verify(pulled.reference)).ok).toBe(true);
    if (pulled.id === id) expect(layers.length).toBe(2);
    return { "registry scenarios": 1, lies, pulled: 1 };
  });
  expect(counts["registry scenarios"]).toBeGreaterThan(0);
});
