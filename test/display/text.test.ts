import { describe, expect, test } from "vitest";
import { changesText } from "../../src/display/text/changes.js";
import { containerFields, containersFormat } from "../../src/display/text/containers.js";
import { historyFields, historyFormat } from "../../src/display/text/history.js";
import { imageFields, imagesFormat } from "../../src/display/text/images.js";
import { inspectText } from "../../src/display/text/inspect.js";
import { quietText, tableText } from "../../src/display/text/list.js";
import { ago, humanSize } from "../../src/display/units.js";
import type { Change } from "../../src/engine/engine.js";
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

test("sizes and durations read as the client's", () => {
  const ours = historyOf("grid").map((row) => `${ago(row.created, NOW)}|${humanSize(row.size)}\n`);
  expect(ours.join("")).toBe(stdoutOf("units", "history", "--format", "{{.CreatedSince}}|{{.Size}}", "grid"));
});

describe("docker images, byte for byte", () => {
  const fields = (noTrunc: boolean) =>
    imagesOf().flatMap((image) => imageFields(image, { now: NOW, noTrunc }));
  test("table", () => expect(tableText(imagesFormat(), fields(false))).toBe(stdoutOf("images", "images")));
  test("--no-trunc", () =>
    expect(tableText(imagesFormat(), fields(true))).toBe(stdoutOf("images", "images", "--no-trunc")));
  test("--digests", () =>
    expect(tableText(imagesFormat(true), fields(false))).toBe(stdoutOf("images", "images", "--digests")));
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
