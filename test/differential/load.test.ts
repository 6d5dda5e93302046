import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWith } from "../components.js";
import { LOADS, VERSION_1 } from "../layout/saved-archives.js";
import { type Dockerd, startDockerd } from "./dockerd.js";

describeWith(["dockerd"], "what real Docker says of archives of images", (path) => {
  let dockerd: Dockerd;
  beforeAll(async () => {
    dockerd = await startDockerd(path("dockerd"));
  });
  afterAll(() => dockerd?.stop());

  test.each(LOADS.map(([what, archive, says, fails]) => ({ what, archive, says, fails })))(
    "$what",
    ({ archive, says, fails }) => {
      const { stdout, stderr, exitCode } = dockerd.docker(["load"], { stdin: archive });
      const said = (fails === undefined ? stdout.toString() : stderr).replace(
        /^The image .* already exists.*\n/gm,
        "",
      );
      // With an engine of 20.10 the client ends nothing at all with a line.
      expect(said.trim()).toBe(says.trim());
      expect(exitCode).toBe(fails === undefined ? 0 : 1);
    },
    // An engine takes its time over 125 layers.
    120_000,
  );

  test("ids of version 1", () => {
    for (const archive of VERSION_1.archives) dockerd.docker(["load"], { stdin: archive });
    const { stdout } = dockerd.docker(["inspect", "-f", "{{.Id}}", ...Object.keys(VERSION_1.ids)]);
    expect(stdout.toString().trim().split("\n")).toEqual(Object.values(VERSION_1.ids));
  });
});
