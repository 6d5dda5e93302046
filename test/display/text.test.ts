import { describe, expect, test } from "vitest";
import { changesText } from "../../src/display/text/changes.js";
import { containerFields, containersFormat } from "../../src/display/text/containers.js";
import { historyFields, historyFormat } from "../../src/display/text/history.js";
import { imageFields, imagesFormat } from "../../src/display/text/images.js";
import { inspectText } from "../../src/display/text/inspect.js";
import { quietText, tableText } from "../../src/display/text/list.js";
import type { Change } from "../../src/engine/containers.js";
import { ago, humanSize } from "../../src/go/units.js";
import { containersOf, daemon, historyOf, imagesOf, NOW, stdoutOf } from "./recorded.js";

describe("docker history, byte for byte", () => {
  test.each(["node-base", "sample-app", "odd", "undated"])("%s", (name) => {
    const fields = (noTrunc: boolean) =>
      historyOf(name).map((row) => historyFields(row, { now: NOW, noTrunc }));
    expect(tableText(historyFormat(), fields(false))).toBe(stdoutOf("history", "history", name));
    expect(tableText(historyFormat(), fields(true))).toBe(stdoutOf("history", "history", name, "--no-trunc"));
    expect(quietText(historyFormat(), fields(false))).toBe(stdoutOf("history", "history", name, "-q"));
    expect(quietText(historyFormat(), fields(true))).toBe(
      stdoutOf("history", "history", name, "-q", "--no-trunc"),
    );
  });

  test("-H=false", () => {
    const rows = (noTrunc: boolean) =>
      historyOf("dated").map((row) => historyFields(row, { now: NOW, human: false, noTrunc }));
    expect(tableText(historyFormat(false), rows(false))).toBe(
      stdoutOf("history", "history", "-H=false", "dated"),
    );
    expect(tableText(historyFormat(false), rows(true))).toBe(
      stdoutOf("history", "history", "--human=false", "--no-trunc", "dated"),
    );
  });
});

test("steps of long ago keep their time, but no age; so does one without a time", () => {
  const [row] = historyOf("grid");
  if (row === undefined) throw new Error("the recording has no step");
  const { created: _, ...undated } = row;
  const shown = (human: boolean, created: string | undefined) => {
    const dated = created === undefined ? undated : { ...undated, created };
    const { CreatedAt, CreatedSince } = historyFields(dated, { now: NOW, human });
    return [CreatedAt, CreatedSince];
  };
  const table: readonly (readonly [string | undefined, string, string])[] = [
    [undefined, "1970-01-01T00:00:00Z", "N/A"],
    ["1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "N/A"],
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "N/A"],
    ["2000-01-01T00:00:00.9Z", "2000-01-01T00:00:00Z", "N/A"],
    ["2000-01-01T00:00:01Z", "2000-01-01T00:00:01Z", "26 years ago"],
  ];
  for (const [created, at, since] of table) {
    expect(shown(true, created)).toEqual([at, since]);
    expect(shown(false, created)).toEqual([at, at]);
  }
});

test("an image of 1970 is old, one that does not say is of 1970, and the zero time is none", () => {
  const since = (created: string): string =>
    tableText(
      { ...imagesFormat(), columns: ["CreatedSince"] },
      imagesOf()
        .slice(0, 1)
        .flatMap((image) => imageFields({ ...image, created }, { now: NOW })),
    );
  expect(since("1970-01-01T00:00:00Z")).toBe("CREATED\n56 years ago\n");
  expect(since("")).toBe("CREATED\n56 years ago\n");
  expect(since("0001-01-01T00:00:00Z")).toBe("CREATED\nN/A\n");
  expect(since("1500-01-01T00:00:00Z")).toBe("CREATED\n292 years ago\n");
  expect(since("2030-01-01T00:00:00Z")).toBe("CREATED\nLess than a second ago\n");
});

test("sizes and durations read as the client's", () => {
  const ours = historyOf("grid").map((row) => `${ago(row.created, NOW)}|${humanSize(row.size)}\n`);
  expect(ours.join("")).toBe(stdoutOf("units", "history", "--format", "{{.CreatedSince}}|{{.Size}}", "grid"));
});

describe("docker images, byte for byte", () => {
  const fields = (noTrunc: boolean, digests = false) =>
    imagesOf().flatMap((image) => imageFields(image, { now: NOW, noTrunc, digests }));
  test("table", () => expect(tableText(imagesFormat(), fields(false))).toBe(stdoutOf("images", "images")));
  test("--no-trunc", () =>
    expect(tableText(imagesFormat(), fields(true))).toBe(stdoutOf("images", "images", "--no-trunc")));
  test("--digests", () =>
    expect(tableText(imagesFormat(true), fields(false, true))).toBe(
      stdoutOf("images", "images", "--digests"),
    ));
  test("-q", () => expect(quietText(imagesFormat(), fields(false))).toBe(stdoutOf("images", "images", "-q")));
});

describe("docker ps, byte for byte", () => {
  const fields = (noTrunc: boolean) =>
    containersOf().map((row) => containerFields(row, { now: NOW, noTrunc }));
  test("table", () => expect(tableText(containersFormat(), fields(false))).toBe(stdoutOf("ps", "ps", "-a")));
  test("--no-trunc", () =>
    expect(tableText(containersFormat(), fields(true))).toBe(stdoutOf("ps", "ps", "-a", "--no-trunc")));
  test("-q", () => expect(quietText(containersFormat(), fields(false))).toBe(stdoutOf("ps", "ps", "-aq")));
});

test("docker diff, byte for byte", () => {
  const kinds: readonly Change["kind"][] = ["C", "A", "D"];
  const changes = (daemon.changes.c3 ?? []).map((row) => ({ kind: kinds[row.Kind] ?? "C", path: row.Path }));
  expect(changesText(changes)).toBe(stdoutOf("diff", "diff", "c3"));
  expect(changesText([])).toBe("");
});

test("docker inspect, byte for byte", () => {
  expect(inspectText([daemon.imageInspect["cm-img2"]])).toBe(
    stdoutOf("inspect", "image", "inspect", "cm-img2"),
  );
  expect(inspectText([daemon.containerInspect["base-container"]])).toBe(
    stdoutOf("inspect", "container", "inspect", "base-container"),
  );
  expect(inspectText([])).toBe(stdoutOf("inspect", "image", "inspect", "nosuch"));
});
