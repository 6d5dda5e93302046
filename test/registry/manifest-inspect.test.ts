import { afterEach, describe, expect, test } from "vitest";
import { DOCKER_TYPE, MEDIA_TYPE } from "../../src/oci/types.js";
import { buildLab } from "../cli/build-lab.js";
import { online } from "./online.js";
import { type ScriptedServer, startScripted } from "./scripted.js";

const DIGEST = `sha256:${"a".repeat(64)}`;
const MANIFEST = `{"schemaVersion":2,"mediaType":"${DOCKER_TYPE.manifest}","config":{"mediaType":"${DOCKER_TYPE.config}","size":2,"digest":"${DIGEST}"},"layers":[]}`;
const platform = { architecture: "arm64", os: "linux", variant: "v8" };
const LIST = JSON.stringify({
  schemaVersion: 2,
  mediaType: DOCKER_TYPE.list,
  manifests: [{ digest: DIGEST, size: 528, mediaType: DOCKER_TYPE.manifest, platform }],
});

let server: ScriptedServer | undefined;
afterEach(() => server?.stop());

async function inspect(document: string, mediaType: string, line = "NAME:1") {
  server = await startScripted(({ path }, response) => {
    const isThere = path === "/v2/" || path === "/v2/team/app/manifests/1";
    response.writeHead(isThere ? 200 : 404, {
      "content-type": path === "/v2/" || !isThere ? "application/json" : mediaType,
    });
    response.end(
      isThere ? document : '{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}',
    );
  });
  const { docker } = await buildLab({}, { own: online() });
  const name = `${server.domain}/team/app`;
  return { name, ...(await docker(`docker manifest inspect ${line.replace("NAME", name)}`)) };
}

describe("docker manifest inspect", () => {
  test("one image's manifest, as it is there, indented by tabs", async () => {
    const { stdout, exitCode } = await inspect(MANIFEST, DOCKER_TYPE.manifest);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`${JSON.stringify(JSON.parse(MANIFEST), undefined, "\t")}\n`);
  });

  test("a list, indented by three blanks, its members in Docker's order", async () => {
    const { stdout } = await inspect(LIST, DOCKER_TYPE.list);
    expect(stdout).toBe(`{
   "schemaVersion": 2,
   "mediaType": "${DOCKER_TYPE.list}",
   "manifests": [
      {
         "mediaType": "${DOCKER_TYPE.manifest}",
         "size": 528,
         "digest": "${DIGEST}",
         "platform": {
            "architecture": "arm64",
            "os": "linux",
            "variant": "v8"
         }
      }
   ]
}
`);
  });

  test("an index of OCI manifests stays one", async () => {
    const { stdout } = await inspect(
      LIST.replaceAll(DOCKER_TYPE.manifest, MEDIA_TYPE.manifest),
      MEDIA_TYPE.index,
    );
    expect(JSON.parse(stdout).mediaType).toBe(MEDIA_TYPE.index);
  });

  test("what is not there, and a built-in image that is here", async () => {
    const { stderr, exitCode, name } = await inspect(MANIFEST, DOCKER_TYPE.manifest, "NAME:2");
    expect([exitCode, stderr]).toEqual([1, `no such manifest: ${name}:2\n`]);
    const { docker } = await buildLab({}, { ubuntu: true });
    expect(JSON.parse((await docker("docker manifest inspect ubuntu")).stdout).layers).not.toHaveLength(0);
    expect((await docker("docker manifest create a b")).stderr).toContain("there is no list of them to make");
  });
});
