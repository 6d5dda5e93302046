import { expect, test } from "vitest";
import { changesBundle } from "../../src/display/changes.js";
import { lostInNotebook } from "./sanitizer.js";

const changes = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ kind: "A" as const, path: `/srv/f${at}` }));
const pageOf = (count: number) => String(changesBundle(changes(count), { name: "box" })["text/html"]);
const headings = (html: string) =>
  html.match(/<summary[^>]*>[^<]*/g)?.map((text) => text.replace(/<[^>]*>/, "")) ?? [];

test("a hundred rows are a table", () => {
  expect(headings(pageOf(100))).toEqual([]);
});

test("some more are folded under a heading that says which", () => {
  expect(headings(pageOf(250))).toEqual(["150 more paths: /srv/f100 to /srv/f249"]);
});

test("a thousand are one click away, in a box of parts with headings", () => {
  const html = pageOf(1000);
  expect(headings(html)).toEqual([
    "900 more paths: /srv/f100 to /srv/f999",
    "Paths 101 to 300: /srv/f100 to /srv/f299",
    "Paths 301 to 500: /srv/f300 to /srv/f499",
    "Paths 501 to 700: /srv/f500 to /srv/f699",
    "Paths 701 to 900: /srv/f700 to /srv/f899",
    "Paths 901 to 1,000: /srv/f900 to /srv/f999",
  ]);
  expect(html.match(/<details open/g)).toHaveLength(5);
  for (const { path } of changes(1000)) expect(html).toContain(`>${path}<`);
  expect(html.slice(0, html.indexOf("<details")).match(/<tr/g)).toHaveLength(101);
  const { before, after } = lostInNotebook(html);
  expect(after).toEqual(before);
});

test("what is left out is counted", () => {
  expect(pageOf(5000)).toContain(
    "3,900 further paths are not shown here; the value has all of them, as an array.",
  );
});
