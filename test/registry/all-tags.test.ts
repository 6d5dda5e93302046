import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommandLine } from "../../src/cli/run-command-line.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { NO_CREDENTIALS } from "../../src/registry/distribution/credentials.js";
import { stream } from "../archives.js";
import { recordingIO } from "../cli/recording-io.js";
import { describeWith } from "../components.js";
import { A, B, config, saved } from "../layout/saved-archives.js";
import { type Registry, startRegistry } from "./registry.js";
import { startScripted } from "./scripted.js";

const engine = (): EmbeddedEngine =>
  new EmbeddedEngine({
    runtime: createRuntime(),
    registry: { credentials: NO_CREDENTIALS, patienceMs: 5000 },
  });

async function docker(lab: EmbeddedEngine, ...args: string[]) {
  const { io, stdout, stderr } = recordingIO();
  const code = await runCommandLine(args, { engine: lab, io });
  return { code, stdout: stdout(), stderr: stderr() };
}

describeWith(["registry"], "docker pull -a", (path) => {
  let registry: Registry;
  beforeAll(async () => {
    registry = await startRegistry(path("registry"));
  });
  afterAll(() => registry?.stop());

  test("brings every tag, and says once what became of them", async () => {
    const name = `${registry.domain}/team/r`;
    const first = engine();
    await first.load(
      stream(
        saved(
          { tags: [`${name}:1`], layers: [A], config: config([A]) },
          { tags: [`${name}:2`], layers: [A, B], config: config([A, B]) },
        ),
      ),
    );
    for (const tag of [1, 2]) await first.push(`${name}:${tag}`);
    const lab = engine();
    const { code, stdout } = await docker(lab, "pull", "-a", name);
    expect(code).toBe(0);
    expect(stdout.match(/^[12]: Pulling from team\/r$/gm)?.sort()).toEqual([
      "1: Pulling from team/r",
      "2: Pulling from team/r",
    ]);
    expect(stdout.match(/^Digest: sha256:[0-9a-f]{64}$/gm)).toHaveLength(2);
    expect(stdout.endsWith(`Status: Downloaded newer image for ${name}\n${name}\n`)).toBe(true);
    expect((await lab.images()).flatMap(({ tags }) => tags).sort()).toEqual([`${name}:1`, `${name}:2`]);
    const again = await docker(lab, "pull", "-a", name);
    expect(again.stdout).toContain(`Status: Image is up to date for ${name}\n`);
    expect((await docker(lab, "pull", "-aq", name)).stdout).toBe(`${name}\n`);
  });

  test("of no such repository, and with a tag", async () => {
    const name = `${registry.domain}/nope`;
    expect((await docker(engine(), "pull", "-a", name)).stderr).toBe(
      `Error response from daemon: repository ${name} not found: name unknown: repository name not known to registry\n`,
    );
    expect((await docker(engine(), "pull", "-a", `${name}:1`)).stderr).toBe(
      "tag can't be used with --all-tags/-a\n",
    );
  });
});

test("a list of tags over several pages is read whole, and not from another host", async () => {
  const elsewhere = await startScripted((_asked, response) => void response.end('{"tags":["stolen"]}'));
  const server = await startScripted(({ path }, response) => {
    const at = new URL(path, "http://localhost").searchParams.get("last");
    if (path === "/v2/") response.end("{}");
    else if (path.startsWith("/v2/away/"))
      response
        .setHeader("link", `<http://${elsewhere.domain}/v2/away/tags/list?last=a>; rel="next"`)
        .end('{"tags":["a"]}');
    else if (path.startsWith("/v2/endless/"))
      response.setHeader("link", `<${path}>; rel="next"`).end('{"tags":["a"]}');
    else if (path.startsWith("/v2/odd/")) response.end('{"tags":["../../x"]}');
    else if (path.startsWith("/v2/none/")) response.end('{"tags":null}');
    else if (at === null)
      response.setHeader("link", '</v2/r/tags/list?last=b&n=2>; rel="next"').end('{"tags":["a","b"]}');
    else response.end('{"tags":["c"]}');
  });
  try {
    const tags = (repository: string) => engine().tags(`${server.domain}/${repository}`);
    expect(await tags("r")).toEqual(["a", "b", "c"]);
    expect(await tags("none")).toEqual([]);
    await expect(tags("away")).rejects.toThrow("the list of tags goes on at another host");
    await expect(tags("odd")).rejects.toThrow("the registry's list of tags is none");
    await expect(tags("endless")).rejects.toThrow("the list of tags does not end");
    expect(elsewhere.asked).toEqual([]);
  } finally {
    await server.stop();
    await elsewhere.stop();
  }
});

test("built-in images have tags without a registry", async () => {
  expect(await engine().tags("ubuntu")).toContain("24.04");
});
