import { beforeAll, expect, test } from "vitest";
import type { Container } from "../../src/api/objects.js";
import { DISPLAY } from "../../src/display/displayable.js";
import { createLab, type Docker } from "../../src/index.js";

const STAYS = "What is in a mount goes into no layer, so no commit takes it.";

let docker: Docker;
let box: Container;

beforeAll(async () => {
  ({ docker } = await createLab());
  box = await docker.run("ubuntu", {
    name: "box",
    volumes: ["kept:/data/shop", "/cache", "kept:/copy:ro"],
    tmpfs: ["/run/fast:ro"],
  });
  await box.exec("echo 12345 > /data/shop/orders; echo own > /data/own");
});

test("a stack has a container's mounts beside its layers, with what is known of each", async () => {
  const { data } = await docker.stack("box");
  expect(data.mounts).toEqual([
    {
      type: "volume",
      source: expect.stringMatching(/^[0-9a-f]{64}$/),
      anonymous: true,
      target: "/cache",
      readOnly: false,
      size: 0,
    },
    { type: "volume", source: "kept", anonymous: false, target: "/copy", readOnly: true, size: 6 },
    { type: "volume", source: "kept", anonymous: false, target: "/data/shop", readOnly: false, size: 6 },
    { type: "tmpfs", source: "", anonymous: false, target: "/run/fast", readOnly: true, size: 0 },
  ]);
  expect((await docker.stack("ubuntu")).data.mounts).toBeUndefined();
});

test("memory has no size when nothing runs that has it", async () => {
  const lab = await createLab();
  const made = await lab.docker.run("ubuntu", "echo 1 > /m/x", { tmpfs: ["/m"] });
  const { data } = await made.stack();
  expect(data.mounts).toEqual([
    { type: "tmpfs", source: "", anonymous: false, target: "/m", readOnly: false },
  ]);
  expect(String(await made.stack())).toMatch(/\/m +memory \(tmpfs\) +read and write +size unknown/);
});

test("each view of the container's own layer says what is not in it", async () => {
  expect(String(await box.layer())).toContain(`/data/shop (volume kept)`);
  expect(String(await box.layer())).toContain(STAYS);
  // A layer of the image has nothing to do with it.
  expect(String(await box.layer(1))).not.toContain("kept");
  const html = String((await box.diff())[DISPLAY]()["text/html"]);
  expect(html).toContain("volume kept");
  expect(html).toContain(STAYS);
  expect(String(await box.diff())).not.toContain("kept");
  expect(String(await docker.stack("ubuntu", "box"))).toContain("Not in the layers of box:");
});

test("a path in a mount is said to be the mount's, one beside it is not", async () => {
  const inside = String(await box.lenses("/data/shop/orders"));
  expect(inside).toContain("Programs in it see volume kept here, which is mounted at /data/shop");
  expect(inside).toContain("In the layers under it: nothing there.");
  expect((await box.lenses("/data/shop/orders")).data.mount?.source).toBe("kept");
  for (const path of ["/data/own", "/data/shopping", "/data"])
    expect((await box.lenses(path)).data.mount).toBeUndefined();
});

test("an image just committed shows what it lacks; looked up again it knows nothing of that", async () => {
  const image = await box.commit("mine");
  expect(String((await image[DISPLAY]())["text/html"])).toMatch(/Left out of it.*\/data\/shop.*volume kept/s);
  expect(String((await (await docker.image("mine"))[DISPLAY]())["text/html"])).not.toContain("Left out");
});
