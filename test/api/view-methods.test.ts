import { describe, expect, expectTypeOf, test } from "vitest";
import type { Image } from "../../src/api/objects.js";
import type { View } from "../../src/api/view.js";
import { ContainerViewMethods, DockerViewMethods, ImageViewMethods } from "../../src/api/views/methods.js";
import { VIEWS } from "../../src/api/views/table.js";
import type { Lenses, Sharing, Stack } from "../../src/index.js";
import { createLab } from "../../src/index.js";

const namesOf = (prototype: object) =>
  Object.getOwnPropertyNames(prototype).filter((name) => name !== "constructor");

describe("the methods that the types declare are there", () => {
  test("on docker: all", () => expect(namesOf(DockerViewMethods.prototype)).toEqual(Object.keys(VIEWS)));

  test("on images and containers: those that say so", () => {
    const ofImages = {
      history: 0,
      stack: 0,
      layer: 0,
      ledger: 0,
      lenses: 0,
      compare: 0,
      verify: 0,
      union: 0,
      copies: 0,
      documents: 0,
      beforeAfter: 0,
      instructions: 0,
      cache: 0,
      recipe: 0,
    };
    const ofContainers = {
      diff: 0,
      commands: 0,
      stack: 0,
      layer: 0,
      ledger: 0,
      lenses: 0,
      compare: 0,
      union: 0,
      copies: 0,
      writable: 0,
      beforeAfter: 0,
    };
    expect(namesOf(ImageViewMethods.prototype)).toEqual(Object.keys(ofImages));
    expect(namesOf(ContainerViewMethods.prototype)).toEqual(Object.keys(ofContainers));
    expectTypeOf<keyof ImageViewMethods>().toEqualTypeOf<keyof typeof ofImages>();
    expectTypeOf<keyof ContainerViewMethods>().toEqualTypeOf<keyof typeof ofContainers>();
  });

  test("with the subject left out", () => {
    expectTypeOf<Image["lenses"]>().toEqualTypeOf<(path: string) => Promise<View<Lenses>>>();
    expectTypeOf<ReturnType<Image["stack"]>>().toEqualTypeOf<Promise<View<Sharing>>>();
    expectTypeOf((image: Image) => image.stack()).returns.toEqualTypeOf<Promise<View<Stack>>>();
  });
});

test("an image's view is docker's view of it", async () => {
  const { docker } = await createLab();
  const image = await docker.pull("busybox");
  const box = await docker.run("busybox", ["touch", "/x"]);
  expect((await image.ledger()).data).toEqual((await docker.ledger("busybox")).data);
  expect((await image.compare(box)).data).toEqual((await docker.compare("busybox", box)).data);
  expect((await image.stack("busybox")).data).toEqual((await docker.stack("busybox", "busybox")).data);
  expect([...(await box.diff())]).toEqual([{ kind: "A", path: "/x" }]);
  expect(String(await docker.diff(box))).toBe("A /x\n");
  expect(Object.keys(image)).toEqual(["id", "layers", "size"]);
});
