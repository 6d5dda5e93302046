import { describe, expect, test } from "vitest";
import { type Engines, exec, refusal, up } from "./support.js";

/** What containers have of their host: networks, ports, limits; and what is told of them. */
export function host({ create, withUbuntu }: Engines): void {
  describe("networks", () => {
    test("are made, listed, inspected and removed", async () => {
      const engine = await create();
      expect((await engine.networks()).map(({ Name }) => Name)).toEqual(
        expect.arrayContaining(["bridge", "host", "none"]),
      );
      const id = await engine.createNetwork({ name: "shop", labels: { a: "b" } });
      expect(id).toMatch(/^[0-9a-f]{64}$/);
      expect(await engine.inspectNetwork("shop")).toMatchObject({
        Name: "shop",
        Id: id,
        Driver: "bridge",
        Scope: "local",
        Labels: { a: "b" },
        Containers: {},
      });
      expect(await refusal(engine.createNetwork({ name: "shop" }))).toBe(
        "network with name shop already exists",
      );
      await engine.removeNetwork("shop");
      expect(await refusal(engine.inspectNetwork("shop"))).toBe("network shop not found");
      expect(await refusal(engine.removeNetwork("bridge"))).toContain("pre-defined");
    });

    test("make containers know each other's names while they run, and are kept by them", async () => {
      const engine = await withUbuntu();
      await engine.createNetwork({ name: "shop" });
      await up(engine, "one");
      await up(engine, "two");
      for (const name of ["one", "two"]) await engine.connectNetwork("shop", name);
      const { Containers } = await engine.inspectNetwork("shop");
      expect(
        Object.values(Containers)
          .map(({ Name }) => Name)
          .sort(),
      ).toEqual(["one", "two"]);
      expect((await exec(engine, "one", "cat /etc/hosts")).stdout).toMatch(/\ttwo\b/);
      expect(await refusal(engine.removeNetwork("shop"))).toContain("has active endpoints");
      await engine.disconnectNetwork("shop", "two");
      expect(Object.keys((await engine.inspectNetwork("shop")).Containers)).toHaveLength(1);
      expect((await exec(engine, "one", "cat /etc/hosts")).stdout).not.toMatch(/\ttwo\b/);
      await engine.disconnectNetwork("shop", "one");
      await engine.removeNetwork("shop");
    });
  });

  describe("ports", () => {
    test("are published while the container runs", async () => {
      const engine = await withUbuntu();
      const id = await engine.create({
        image: "ubuntu",
        interactive: true,
        tty: true,
        config: { ExposedPorts: { "80/tcp": {} } },
        hostConfig: { PortBindings: { "80/tcp": [{ HostIp: "127.0.0.1", HostPort: "18080" }] } },
      });
      const ports = async () => (await engine.inspectContainer(id)).NetworkSettings.Ports;
      expect(await ports()).toEqual({});
      await engine.start(id);
      expect(await ports()).toEqual({ "80/tcp": [{ HostIp: "127.0.0.1", HostPort: "18080" }] });
      await engine.stop(id, { timeoutSeconds: 0 });
      expect(await ports()).toEqual({});
    });
  });

  describe("what runs", () => {
    test("is held by pause, until unpause", async () => {
      const engine = await withUbuntu();
      await up(engine, "box");
      await engine.pause("box");
      expect((await engine.inspectContainer("box")).State).toMatchObject({ Status: "paused", Paused: true });
      expect(await refusal(exec(engine, "box", "true"))).toContain("is paused");
      expect(await refusal(engine.pause("box"))).toContain("is already paused");
      await engine.unpause("box");
      expect((await exec(engine, "box", "echo on")).stdout).toBe("on\n");
      expect(await refusal(engine.unpause("box"))).toContain("is not paused");
    });

    test("is listed while it runs", async () => {
      const engine = await withUbuntu();
      await up(engine, "box");
      const [main] = await engine.processesOf("box");
      expect(main).toMatchObject({ user: "root", command: expect.stringContaining("bash"), tty: true });
      await engine.stop("box", { timeoutSeconds: 0 });
      expect(await refusal(engine.processesOf("box"))).toContain("is not running");
    });

    test("has other limits after an update, and keeps what was not named", async () => {
      const engine = await withUbuntu();
      const id = await engine.create({
        image: "ubuntu",
        interactive: true,
        hostConfig: { Memory: 64 << 20, CpuShares: 256 },
      });
      await engine.update(id, {
        CpuShares: 512,
        RestartPolicy: { Name: "on-failure", MaximumRetryCount: 3 },
      });
      expect((await engine.inspectContainer(id)).HostConfig).toMatchObject({
        Memory: 64 << 20,
        CpuShares: 512,
        RestartPolicy: { Name: "on-failure", MaximumRetryCount: 3 },
      });
      expect(await refusal(engine.update(id, { Memory: 1024 }))).toMatch(/Minimum memory limit/);
    });

    test("hears the signals that it handles", async () => {
      const engine = await withUbuntu();
      const script =
        'trap "echo again" HUP; trap "echo bye; exit 5" TERM; echo up; while :; do sleep 0.05; done';
      const id = await engine.create({ image: "ubuntu", command: ["bash", "-c", script] });
      let said = "";
      let heard: () => void = () => {};
      const write = (chunk: Uint8Array): void => {
        said += new TextDecoder().decode(chunk);
        heard();
      };
      const until = async (line: string): Promise<void> => {
        while (!said.includes(line))
          await new Promise<void>((resolve) => {
            heard = resolve;
          });
      };
      const run = await engine.start(id, { stdout: write, stderr: write });
      await until("up\n");
      await engine.kill(id, { signal: "SIGHUP" });
      await until("again\n");
      await engine.stop(id);
      expect({ code: (await run.wait()).exitCode, said }).toEqual({ code: 5, said: "up\nagain\nbye\n" });
    });
  });

  describe("events", () => {
    test("tell of a container's life in order, to those who follow and those who ask later", async () => {
      const engine = await withUbuntu();
      const heard: string[] = [];
      const leave = await engine.followEvents(({ Type, Action }) => void heard.push(`${Type} ${Action}`));
      await up(engine, "box");
      await engine.pause("box");
      await engine.unpause("box");
      await engine.rename("box", "crate");
      await engine.removeContainer("crate", { force: true });
      leave();
      const told = (await engine.events())
        .filter(({ Type }) => Type === "container")
        .map(({ Action }) => Action);
      const life = ["create", "start", "pause", "unpause", "rename", "kill", "die", "destroy"];
      expect(told).toEqual(life);
      expect(heard.filter((line) => line.startsWith("container "))).toEqual(
        life.map((action) => `container ${action}`),
      );
      await up(engine, "later");
      expect(heard.join()).not.toContain("later");
    });
  });
}
