import { Volume } from "memfs";
import { expect, test } from "vitest";
import { memoryFiles } from "../../src/cli/disk/memory.js";
import { createLab } from "../../src/lab/lab.js";

test("a folder beside the notebook is mounted by its relative name, and a volume by its own", async () => {
  const disk = Volume.fromJSON({ "/lesson/src/hello.txt": "hello\n" });
  const { docker } = await createLab({ files: memoryFiles(disk) });
  const line = "cat /app/hello.txt; echo made > /app/made.txt; echo kept > /data/kept";
  const volumes = ["./src:/app", "data:/data"];
  const ran = await docker.run("ubuntu", line, { volumes, quiet: true });
  expect(ran.stdout).toBe("hello\n");
  expect(disk.readFileSync("/lesson/src/made.txt", "utf8")).toBe("made\n");
  const mounts = [{ Type: "volume", Source: "data", Target: "/again", ReadOnly: true }];
  const again = await docker.run("ubuntu", "cat /again/kept; echo x > /again/x", { mounts, quiet: true });
  expect(again.stdout).toBe("kept\n");
  expect(again.exitCode).not.toBe(0);
});
