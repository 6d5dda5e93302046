import { describe, expect, test } from "vitest";
import { type Engines, exec, refusal, up } from "./support.js";

/** Refusals in Docker's words. */
export function refusals({ create, withUbuntu }: Engines): void {
  describe("refusals, in Docker's words", () => {
    test("names that are not there", async () => {
      const engine = await create();
      expect(await refusal(engine.inspectImage("nosuch"))).toBe("No such image: nosuch:latest");
      expect(await refusal(engine.diff("nosuch"))).toBe("No such container: nosuch");
      expect(await refusal(engine.create({ image: "nosuch:1" }))).toBe("No such image: nosuch:1");
      expect(await refusal(engine.tag("nosuch", "a:b"))).toBe("No such image: nosuch:latest");
      expect(await refusal(engine.pull("nosuch"))).toContain("pull access denied for nosuch");
      expect(await refusal(engine.pull("ubuntu:1.0"))).toContain("manifest for ubuntu:1.0 not found");
      expect(await refusal(engine.pull("UPPER"))).toContain("must be lowercase");
    });

    test("a name that is taken, an image in use, a container that runs", async () => {
      const engine = await withUbuntu();
      await up(engine, "one");
      const { Id } = await engine.inspectContainer("one");
      expect(await refusal(engine.create({ image: "ubuntu", name: "one" }))).toBe(
        `Conflict. The container name "/one" is already in use by container "${Id}". You have to remove (or rename) that container to be able to reuse that name.`,
      );
      const image = (await engine.inspectImage("ubuntu")).Id.slice(7, 19);
      expect(await refusal(engine.removeImage("ubuntu"))).toBe(
        `conflict: unable to remove repository reference "ubuntu" (must force) - container ${Id.slice(0, 12)} is using its referenced image ${image}`,
      );
      expect(await refusal(engine.removeContainer("one"))).toBe(
        'cannot remove container "/one": container is running: stop the container before removing or force remove',
      );
      await engine.stop("one");
      expect(
        await refusal(engine.exec("one", { command: ["ls"], stdio: { stdout: () => {}, stderr: () => {} } })),
      ).toBe(`container ${Id} is not running`);
    });

    test("rmi takes the name, then the image, then what only it was made from; never what something needs", async () => {
      const engine = await withUbuntu();
      const base = (await engine.inspectImage("ubuntu")).Id;
      await up(engine, "one");
      await exec(engine, "one", "echo 1 > /1");
      const child = await engine.commit("one", { reference: "child" });
      await engine.tag("child", "alias");
      expect(await engine.removeImage("alias")).toEqual([{ kind: "untagged", reference: "alias:latest" }]);
      expect(await refusal(engine.removeImage(base))).toContain("image has dependent child images");
      await engine.removeContainer("one", { force: true });
      // The name goes; the image stays, since `child` was made from it, and is no longer listed.
      const [byDigest] = (await engine.inspectImage("ubuntu")).RepoDigests;
      expect(await engine.removeImage("ubuntu")).toEqual([
        { kind: "untagged", reference: "ubuntu:latest" },
        { kind: "untagged", reference: byDigest },
      ]);
      expect((await engine.images()).map(({ id }) => id)).toEqual([child]);
      const removed = await engine.removeImage("child");
      expect(removed.filter(({ kind }) => kind === "deleted").map((step) => "id" in step && step.id)).toEqual(
        expect.arrayContaining([child, base]),
      );
      expect(await engine.images({ all: true })).toEqual([]);
    });

    test("rmi --no-prune leaves the nameless images that one was made from", async () => {
      const engine = await withUbuntu();
      const base = (await engine.inspectImage("ubuntu")).Id;
      await up(engine, "one");
      const child = await engine.commit("one", { reference: "child" });
      await engine.removeContainer("one", { force: true });
      await engine.removeImage("ubuntu");
      const removed = await engine.removeImage("child", { noPrune: true });
      expect(removed.filter(({ kind }) => kind === "deleted")).toEqual([{ kind: "deleted", id: child }]);
      expect((await engine.images({ all: true })).map(({ id }) => id)).toEqual([base]);
    });
  });
}
