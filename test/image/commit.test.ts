import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../src/go/json.js";
import { applyChanges } from "../../src/image/changes.js";
import { commitConfig } from "../../src/image/commit.js";
import { makeImage, orderedConfig, stepsOf } from "../../src/image/image.js";
import { sha256 } from "../../src/oci/digest.js";
import { type ContainerConfig, type ImageConfig, MEDIA_TYPE } from "../../src/oci/types.js";
import { fixtureText } from "../fixtures.js";

const recordedText = (name: string) => fixtureText(`docker-commit/${name}`);
const raw = recordedText("cm-img.save.config.raw.json");
const recorded: ImageConfig = JSON.parse(raw);
const second: ImageConfig = JSON.parse(recordedText("cm-img2.save.config.json"));

const imageOf = (config: ImageConfig) =>
  makeImage(sha256(canonicalJson(config)), config, {
    mediaType: MEDIA_TYPE.manifest,
    digest: sha256(""),
    size: 0,
  });

function parentOf(config: ImageConfig, layers: number): ImageConfig {
  return {
    architecture: config.architecture,
    os: config.os,
    history: (config.history ?? []).slice(0, -1),
    rootfs: { type: "layers", diff_ids: config.rootfs.diff_ids.slice(0, layers) },
  };
}

describe("a commit writes what Docker 26 wrote", () => {
  test("the recorded blob is canonical JSON, and its digest is the recorded image id", () => {
    expect(canonicalJson(recorded)).toBe(raw);
    expect(sha256(raw)).toContain("914d333b8b1a");
  });

  test("with files changed and six -c instructions: the same bytes, so the same image id", () => {
    const diffId = recorded.rootfs.diff_ids[1];
    if (diffId === undefined) throw new Error("the fixture has two layers");
    const config = commitConfig(imageOf(parentOf(recorded, 1)), {
      created: recorded.created ?? "",
      container: recorded.container ?? "",
      containerConfig: recorded.container_config ?? {},
      layer: {
        diffId,
        descriptor: { mediaType: MEDIA_TYPE.layer, digest: diffId, size: 7680 },
        changes: {
          kind: "directory",
          mode: 0o755,
          uid: 0,
          gid: 0,
          mtime: 0,
          opaque: false,
          changes: new Map(),
          ino: 0,
        },
        entries: 10,
        size: 17,
      },
      comment: "install the app",
      author: "Ann <a@x>",
      changes: [
        "CMD node app.js",
        "ENV NODE_ENV=production",
        "USER 1000",
        "EXPOSE 8080",
        'ENTRYPOINT ["/bin/tini", "--"]',
        "LABEL v=1",
      ],
      engineVersion: recorded.docker_version ?? "",
    });
    expect(canonicalJson(orderedConfig(config))).toBe(raw);
  });

  test("with no file changed: no layer, and the step says so", () => {
    const config = commitConfig(imageOf(parentOf(second, 2)), {
      created: second.created ?? "",
      container: second.container ?? "",
      containerConfig: second.container_config ?? {},
      layer: undefined,
      comment: "second, no fs change",
      author: "",
      changes: ["USER 0", 'CMD ["node", "server.js"]'],
      engineVersion: second.docker_version ?? "",
    });
    expect(config).toEqual(second);
  });
});

describe("commit -c", () => {
  const table: readonly (readonly [string, ContainerConfig, ContainerConfig])[] = [
    ["CMD node app.js", {}, { Cmd: ["/bin/sh", "-c", "node app.js"] }],
    ['CMD ["node", "app.js"]', {}, { Cmd: ["node", "app.js"] }],
    ["cmd [broken", {}, { Cmd: ["/bin/sh", "-c", "[broken"] }],
    [
      'ENV A=1 B="two words" C=three\\ words',
      { Env: ["A=0", "P=/"] },
      { Env: ["A=1", "P=/", "B=two words", "C=three words"] },
    ],
    ["ENV OLD form of it", {}, { Env: ["OLD=form of it"] }],
    ["LABEL a.b=c", { Labels: { x: "y" } }, { Labels: { x: "y", "a.b": "c" } }],
    ["EXPOSE 80 53/udp", {}, { ExposedPorts: { "80/tcp": {}, "53/udp": {} } }],
    ["WORKDIR src", { WorkingDir: "/app" }, { WorkingDir: "/app/src" }],
    ["VOLUME /a /b", {}, { Volumes: { "/a": {}, "/b": {} } }],
    ["STOPSIGNAL SIGINT", {}, { StopSignal: "SIGINT" }],
    ["ONBUILD RUN make", {}, { OnBuild: ["RUN make"] }],
  ];
  test.each(table)("%s", (text, before, after) => expect(applyChanges(before, [text])).toEqual(after));

  test.each([
    ["RUN echo", "RUN is not a valid change command"],
    ["BOGUS x", "BOGUS is not a valid change command"],
    ["ENV A", "ENV must have two arguments"],
    ["USER", "USER requires exactly one argument"],
    ["EXPOSE many", "invalid containerPort: many"],
  ])("%s is refused as Docker refuses it", (text, message) => {
    expect(() => applyChanges({}, [text])).toThrow(message);
  });
});

test("an image is frozen all the way down", () => {
  const image = imageOf(recorded);
  const list: unknown = image.config.rootfs.diff_ids;
  expect(() => (list as unknown[]).push("sha256:more")).toThrow(TypeError);
  expect(() => Object.assign(image.config, { os: "plan9" })).toThrow(TypeError);
});

test("a history that makes more layers than there are is no image; one that tells of fewer is, as with Docker", () => {
  expect(() => imageOf({ ...recorded, rootfs: { type: "layers", diff_ids: [] } })).toThrow(
    "too many non-empty layers in History section",
  );
  const { history: _none, ...silent } = recorded;
  expect(stepsOf(imageOf(silent))).toEqual([]);
  expect(stepsOf(imageOf({ ...recorded, history: [{ created_by: "RUN x" }] }))).toEqual([
    { history: { created_by: "RUN x" }, diffId: recorded.rootfs.diff_ids[0] },
  ]);
});
