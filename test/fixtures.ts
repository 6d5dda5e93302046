import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../kernel/spec/start/paths.mjs";

/** Path of something in `test/fixtures`, for a test in any folder. */
export function fixturePath(name: string): string {
  return join(ROOT, "test/fixtures", name);
}

/** The bytes of a recording in `test/fixtures`. */
export function fixture(name: string): Buffer {
  return readFileSync(fixturePath(name));
}

/** The text of a recording in `test/fixtures`. */
export function fixtureText(name: string): string {
  return readFileSync(fixturePath(name), "utf8");
}
