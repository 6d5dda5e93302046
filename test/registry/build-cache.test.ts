import { afterAll, beforeAll, expect, test } from "vitest";
import { buildLab } from "../cli/build-lab.js";
import { describeWith } from "../components.js";
import { online } from "./online.js";
import { type Registry, startRegistry } from "./registry.js";

const FILES = { Dockerfile: "FROM scratch\nCOPY a /\nCOPY a /b\n", a: "cached\n" };

describeWith(["registry"], "a build cache in a registry", (path) => {
  let registry: Registry;
  beforeAll(async () => {
    registry = await startRegistry(path("registry"));
  });
  afterAll(() => registry?.stop());

  test.each(["mode=max", "image-manifest=true,mode=min", "oci-mediatypes=false"])("%s", async (mode) => {
    const ref = `${registry.domain}/team/app:${mode.replace(/\W/g, "-")}`;
    const first = await buildLab(FILES, { own: online() });
    await first.docker("docker buildx create --use");
    const to = await first.docker(`docker build --load --cache-to type=registry,ref=${ref},${mode} .`);
    expect(to.stderr).toMatch(/exporting cache to registry\n(.*\n)*#\d+ DONE/);
    for (const from of [`type=registry,ref=${ref}`, ref]) {
      const { docker } = await buildLab(FILES, { own: online() });
      const { exitCode, stderr } = await docker(`docker build --cache-from ${from} .`);
      expect(exitCode).toBe(0);
      expect(stderr).toMatch(new RegExp(`importing cache manifest from ${ref}\n`));
      expect(stderr.match(/^#\d+ CACHED$/gm)).toHaveLength(2);
    }
  });

  test("inline, pushed with the image; an image without a cache; a name that is not there", async () => {
    const name = `${registry.domain}/team/inline`;
    const first = await buildLab(FILES, { own: online() });
    await first.docker(`docker build -t ${name}:with --cache-to type=inline --push .`);
    await first.docker(`docker build -t ${name}:without --push .`);
    const cached = async (tag: string) => {
      const { docker } = await buildLab(FILES, { own: online() });
      const { exitCode, stderr } = await docker(`docker build --cache-from ${name}:${tag} .`);
      expect(exitCode).toBe(0);
      return { count: stderr.match(/^#\d+ CACHED$/gm)?.length ?? 0, stderr };
    };
    expect(await cached("with")).toMatchObject({ count: 2 });
    expect(await cached("without")).toMatchObject({ count: 0 });
    const nowhere = await cached("nowhere");
    expect(nowhere.count).toBe(0);
    expect(nowhere.stderr).toContain(
      `ERROR: failed to configure registry cache importer: ${name}:nowhere: not found\n`,
    );
  });
});
