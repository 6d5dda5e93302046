import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { REQUIREMENTS, ROOT } from "../../kernel/spec/start/paths.mjs";

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const environment = read("binder/environment.yml");
const requirements = readFileSync(REQUIREMENTS, "utf8");

/** The version a Python package is pinned to. */
function pinned(name: string, text: string): string | undefined {
  return new RegExp(`^\\s*(?:- )?${name}={1,2}([^\\s;=]+)`, "m").exec(text)?.[1];
}

test("Binder, npm start and the source of the pins name one JupyterLab", () => {
  const version = pinned("jupyterlab", requirements);
  expect(version).toMatch(/^4\.\d+\.\d+$/);
  expect(pinned("jupyterlab", environment)).toBe(version);
  expect(pinned("jupyterlab", read("binder/requirements.in"))).toBe(version);
});

test("every Python package is pinned exactly", () => {
  const lines = requirements.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  expect(lines.length).toBeGreaterThan(50);
  expect(lines.filter((line) => !/^[a-z0-9][a-z0-9._-]*==[^\s*]+( ; .+)?$/.test(line))).toEqual([]);
});

test("what requirements.in asks for is pinned", () => {
  const asked = read("binder/requirements.in").match(/^[a-z][a-z0-9-]*/gm) ?? [];
  expect(asked).toContain("nbclient");
  for (const name of asked) expect(pinned(name, requirements), name).toBeDefined();
});

test("Binder's Python and Node.js are ones the project runs on", () => {
  const [major = 0, minor = 0] = (pinned("python", environment) ?? "").split(".").map(Number);
  expect(major === 3 && minor >= 10).toBe(true);
  const oldest = Number.parseInt(JSON.parse(read("package.json")).engines.node.replace(">=", ""), 10);
  expect(Number(pinned("nodejs", environment))).toBeGreaterThanOrEqual(oldest);
});

test("postBuild can be executed, stops at the first failure and uses scripts that exist", () => {
  const postBuild = read("binder/postBuild");
  expect(statSync(join(ROOT, "binder/postBuild")).mode & 0o111).toBe(0o111);
  expect(postBuild).toMatch(/^#!\/bin\/bash\n/);
  expect(postBuild).toContain("\nset -euo pipefail\n");
  const { scripts } = JSON.parse(read("package.json"));
  for (const [, script = ""] of postBuild.matchAll(/npm run (\S+)/g)) expect(scripts).toHaveProperty(script);
  const settings = [...postBuild.matchAll(/^cp (\S+)/gm)].map(([, path = ""]) => JSON.parse(read(path)));
  expect(settings.length).toBe(2);
});
