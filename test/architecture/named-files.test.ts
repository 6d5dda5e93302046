import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../../kernel/spec/start/paths.mjs";
import { checkoutFiles } from "../checkout.js";
import { finder, namedFiles } from "./named-files.js";

const files = checkoutFiles();
/** Not what was recorded or is shown in a container: it speaks of other places. */
const ours = files.filter(
  (path) =>
    /\.(ts|mjs|md|py)$|^\.ci\/run$/.test(path) && !(path.startsWith("src/") && path.includes("/files/")),
);

test("files that comments and READMEs name are there", () => {
  const exists = finder(files);
  const stale = ours.flatMap((path) =>
    namedFiles(path, readFileSync(join(ROOT, path), "utf8"))
      .filter(({ name }) => !exists(path, name))
      .map(({ name, line }) => `${path}:${line} names ${name}`),
  );
  expect(stale).toEqual([]);
});

test("a name that leads nowhere is seen", () => {
  const exists = finder(["src/vfs/union.ts", "src/README.md", "test/run/main.mjs"]);
  const stale = (path: string, text: string) =>
    namedFiles(path, text)
      .filter(({ name }) => !exists(path, name))
      .map(({ name }) => name);
  expect(stale("src/vfs/union.ts", "/** See `world.ts` and src/world/a.ts. */")).toEqual([
    "src/world/a.ts",
    "world.ts",
  ]);
  expect(stale("src/README.md", "[map](vfs/README.md), `src/runtime`")).toEqual([
    "src/runtime",
    "vfs/README.md",
  ]);
  expect(
    stale("src/vfs/a.ts", "  // `union.ts`, `run/main.mjs`, src/vfs, test/run/main, `src/PATH`"),
  ).toEqual([]);
  expect(stale("src/vfs/a.ts", 'import x from "src/gone.ts";')).toEqual([]);
});
