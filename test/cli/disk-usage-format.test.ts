import { expect, test } from "vitest";
import { runCommandLine } from "../../src/cli/run-command-line.js";
import { stream } from "../archives.js";
import { engine } from "../layout/archives.js";
import { A, B, config, saved } from "../layout/saved-archives.js";
import { recordingIO } from "./recording-io.js";

/** As Docker Engine 20.10.24 with the client 28.2.2 prints the same two images and the container. */
test("system df -v gives one template all that there is", async () => {
  const lab = engine();
  await lab.load(
    stream(
      saved(
        { tags: ["r:1"], layers: [A], config: config([A]) },
        { tags: ["r:2"], layers: [A, B], config: config([A, B]) },
      ),
    ),
  );
  await lab.create({ image: "r:1", name: "dd", command: ["sh"] });
  const df = async (format: string): Promise<string> => {
    const { io, stdout, stderr } = recordingIO();
    await runCommandLine(["system", "df", "-v", "--format", format], { engine: lab, io });
    return stdout() + stderr();
  };
  const images =
    "{{range .Images}}{{.Repository}}:{{.Tag}} {{.Size}} {{.SharedSize}} {{.UniqueSize}} {{.Containers}},{{end}}";
  expect((await df(images)).trim().split(",").sort()).toEqual(["", "r:1 1B 1B 0B 1", "r:2 3B 1B 2B 0"]);
  expect(await df("{{range .Containers}}{{.Names}} {{.Image}} {{.Size}} {{.State}}{{end}}")).toBe(
    "dd r:1 0B created\n",
  );
  const document: unknown = JSON.parse(await df("json"));
  expect(document).toMatchObject({
    Images: [{ Repository: "r" }, {}],
    Containers: [{ Names: "dd" }],
    BuildCache: [],
  });
  expect(await df("{{.Nope}}")).toBe(
    'template parsing error: template: :1:2: executing "" at <.Nope>: can\'t evaluate field Nope in type *formatter.diskUsageContext\n',
  );
});
