import { afterEach, expect, test, vi } from "vitest";
import { createLab } from "../../src/lab/lab.js";

afterEach(() => {
  vi.useRealTimers();
});

test("with one sourceDateEpoch equal texts give equal layers, whenever they are built", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const { docker } = await createLab();
  const build = (sourceDateEpoch?: number) =>
    docker.build({
      dockerfile: "FROM ubuntu\nCOPY a.txt /a.txt\n",
      context: { "a.txt": "a" },
      noCache: true,
      ...(sourceDateEpoch === undefined ? {} : { sourceDateEpoch }),
    });
  const layers: (readonly string[])[] = [];
  for (const epoch of [1_700_000_000, 1_700_000_000, undefined, undefined]) {
    layers.push((await build(epoch)).image.layers);
    vi.setSystemTime(Date.now() + 5000);
  }
  const [first, second, third, fourth] = layers;
  expect(second).toEqual(first);
  // Without it the times of the files are those of the builds, and times are content.
  expect(fourth).not.toEqual(third);
});
