import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Docker } from "../../src/api/docker.js";
import { VIEWS } from "../../src/api/views/table.js";
import { DISPLAY, isDisplayable, type MimeBundle } from "../../src/display/displayable.js";
import { examplesOf } from "../api/view-docs.js";
import { lostInNotebook } from "./sanitizer.js";
import { NOW, randomIds, sampleLab } from "./view-samples.js";

/*
 * Each example in the doc comment of a view's method runs on one sample lab. What it shows is kept in `pictures`, so that a
 * change of a view is seen in its diff. Written only by
 *
 *     npx vitest run test/display/views.test.ts --update
 */
const FOLDER = new URL("pictures/", import.meta.url);
const EXTENSIONS: Readonly<Record<string, string>> = {
  "text/plain": "txt",
  "text/html": "html",
  "image/svg+xml": "svg",
};

let docker: Docker;
let ids: ReadonlyMap<string, string>;
const kept: string[] = [];

beforeAll(async () => {
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
  docker = await sampleLab();
  ids = await randomIds(docker);
});
afterAll(() => {
  vi.useRealTimers();
});

/** What `docker` shows beside its views. */
const OTHERS: Readonly<Record<string, string>> = {
  images: "await docker.images();",
  ps: "await docker.ps({ all: true });",
  at: 'docker.at("sample-app", -1);',
  image: 'await docker.image("node-base");',
  container: 'await docker.container("box");',
};

describe.each(Object.keys(VIEWS))("%s", (view) => {
  const examples = examplesOf(view);

  test("has an example", () => expect(examples).not.toEqual([]));

  test.each(examples.map((example, at) => [example, at] as const))("%s", async (example, at) => {
    await checkShown(await evaluate(example), `${view}${at === 0 ? "" : `-${at + 1}`}`);
  });
});

test.each(Object.entries(OTHERS))("%s: %s", async (name, expression) => {
  await checkShown(await evaluate(expression), name);
});

test("nothing is kept that no example shows", () => {
  expect(readdirSync(FOLDER).filter((name) => !kept.includes(name))).toEqual(["README.md"]);
});

async function checkShown(value: unknown, name: string): Promise<void> {
  if (!isDisplayable(value)) {
    expect(value).toBeDefined();
    return;
  }
  const bundle = await value[DISPLAY]();
  checkEverywhere(bundle);
  for (const [type, extension] of Object.entries(EXTENSIONS)) {
    if (bundle[type] === undefined) continue;
    const file = `${name}.${extension}`;
    kept.push(file);
    await expect(legible(String(bundle[type]), type)).toMatchFileSnapshot(
      fileURLToPath(new URL(file, FOLDER)),
    );
  }
}

/** What must be so of every output; `html.test.ts` holds it for hostile data too. */
function checkEverywhere(bundle: MimeBundle): void {
  const { before, after } = lostInNotebook(String(bundle["text/html"] ?? ""));
  expect(after).toEqual(before);
  for (const [type, form] of Object.entries(bundle)) {
    expect(EXTENSIONS).toHaveProperty([type]);
    expect(
      String(form).match(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/),
    ).toBeNull();
  }
}

async function evaluate(example: string): Promise<unknown> {
  const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
  return AsyncFunction("docker", `return ${example}`)(docker);
}

/** Without random ids; a page, which is one line and holds its picture once more, in lines and without. */
function legible(form: string, type: string): string {
  let text = form;
  for (const [id, stand] of ids)
    text = text.replaceAll(id, stand).replaceAll(id.slice(0, 12), stand.slice(0, 12));
  if (type === "text/plain") return text;
  return text
    .replace(/data:image\/svg\+xml,[^"]*/g, "(its picture, as image/svg+xml)")
    .replace(
      /(?=<(?:table|caption|thead|tbody|tr|t[dh]|details|summary|[uo]l|li|div|p|pre|img|g|rect|text|line|path)\b)/g,
      "\n",
    )
    .trimStart()
    .concat("\n");
}
