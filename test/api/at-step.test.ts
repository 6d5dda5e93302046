import { describe, expect, test } from "vitest";
import { configAtStep } from "../../src/image/at-step.js";
import { createLab } from "../../src/lab/lab.js";
import { asDiffId, sha256 } from "../../src/oci/digest.js";
import type { History, ImageConfig } from "../../src/oci/types.js";

test("a built image at each of its steps has that step's settings", async () => {
  const { docker } = await createLab();
  await docker.build({
    tag: "built",
    dockerfile: [
      "FROM ubuntu",
      "ENV A=1",
      "RUN touch /first",
      "ENV A=2 B=3",
      "WORKDIR /work",
      'CMD ["cat", "two words"]',
      "ENTRYPOINT echo hi",
      "USER nobody",
    ].join("\n"),
  });
  const history = await docker.history("built", { order: "oldest-first" });
  const at = async (text: string) => {
    const step = history.findIndex(({ createdBy }) => createdBy.includes(text)) + 1;
    const { data } = await (await docker.at("built", step).image()).inspect();
    const { Env, WorkingDir, Cmd, Entrypoint, User } = data.Config;
    const env = Env?.filter((line) => !line.startsWith("PATH="));
    return {
      env,
      dir: WorkingDir || "",
      cmd: Cmd ?? undefined,
      entrypoint: Entrypoint ?? undefined,
      user: User || "",
    };
  };
  const none = { entrypoint: undefined, user: "" };
  const base = { ...none, cmd: ["/bin/bash"], dir: "" };
  expect(await at("ENV A=1")).toEqual({ ...base, env: ["A=1"] });
  expect(await at("touch /first")).toEqual({ ...base, env: ["A=1"] });
  expect(await at("A=2")).toEqual({ ...base, env: ["A=2", "B=3"] });
  expect(await at("WORKDIR")).toEqual({ ...base, env: ["A=2", "B=3"], dir: "/work" });
  const cmd = ["cat", "two words"];
  expect(await at("two words")).toEqual({ ...none, env: ["A=2", "B=3"], dir: "/work", cmd });
  expect(await at("USER")).toMatchObject({ user: "nobody", entrypoint: ["/bin/sh", "-c", "echo hi"] });
  const image = await docker.at("built", -1).image();
  expect(image.id).toBe((await docker.image("built")).id);
});

describe("a configuration cut back", () => {
  const layer = (name: string) => asDiffId(sha256(name));
  const config = (history: readonly History[], settings: ImageConfig["config"]): ImageConfig => ({
    architecture: "amd64",
    os: "linux",
    container: "c",
    author: "somebody",
    ...(settings === undefined ? {} : { config: settings }),
    history,
    rootfs: { type: "layers", diff_ids: [layer("a"), layer("b")] },
  });

  test("history and DiffIDs go together; what was said of the last step goes", () => {
    const whole = config(
      [
        { created_by: "a" },
        { created_by: "CMD x", empty_layer: true, created: "2024-01-01T00:00:00Z" },
        { created_by: "b" },
      ],
      {},
    );
    const cut = configAtStep(whole, 2);
    expect(cut.rootfs.diff_ids).toEqual([layer("a")]);
    expect(cut.history).toHaveLength(2);
    expect(cut).toMatchObject({ created: "2024-01-01T00:00:00Z" });
    expect(cut.author).toBeUndefined();
    expect(cut.container).toBeUndefined();
    expect(configAtStep(whole, 3).rootfs.diff_ids).toEqual([layer("a"), layer("b")]);
  });

  test("lists of words as BuildKit writes them, without commas, are understood", () => {
    const createdBy = 'CMD ["cat" "two words" "a \\"quote\\""] # buildkit';
    const whole = config(
      [{ created_by: "a" }, { created_by: createdBy, empty_layer: true }, { created_by: "b" }],
      { Cmd: ["cat", "two words", 'a "quote"'] },
    );
    expect(configAtStep(whole, 1).config).toEqual({});
    expect(configAtStep(whole, 2).config).toEqual(whole.config);
  });

  test("settings the history does not tell of stay; those it tells of differently, too", () => {
    const whole = config(
      [
        { created_by: "a" },
        { created_by: "/bin/sh -c #(nop)  ENV X=1", empty_layer: true },
        { created_by: "b" },
      ],
      {
        Env: ["PATH=/bin", "X=1"],
        Cmd: ["from", "commit -c"],
        Labels: { k: "v" },
        ExposedPorts: { "80/tcp": {} },
      },
    );
    expect(configAtStep(whole, 1).config).toEqual({
      Env: ["PATH=/bin"],
      Cmd: ["from", "commit -c"],
      Labels: { k: "v" },
      ExposedPorts: { "80/tcp": {} },
    });
  });
});
