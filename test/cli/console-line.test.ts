import { expect, test } from "vitest";
import { run, runConsoleLine, testLab } from "./engine.js";
import { recordingIO } from "./recording-io.js";

test("docker and layerlab are the same program; sudo changes nothing", async () => {
  const lab = testLab();
  const expected = await run("docker images", lab);
  expect(await run("layerlab images", lab)).toEqual(expected);
  expect(await run("sudo docker images", lab)).toEqual(expected);
});

test("another program is not found here, and the text says where it would be", async () => {
  const { io, stderr } = recordingIO({ isNotebook: true });
  expect(await runConsoleLine("nginx -t", { ...testLab(), io })).toBe(127);
  expect(stderr()).toContain("bash: nginx: command not found\n");
  expect(stderr()).toContain("%%sh NAME");
});

test("&& goes on after a success only; ; always; the last code is the answer", async () => {
  const lab = testLab();
  expect(await run("docker nosuch && docker images; docker images -q", lab)).toMatchObject({
    stdout: "",
    exitCode: 0,
  });
  expect((await run("docker images -q && docker images", lab)).stdout).toBe(
    "REPOSITORY   TAG       IMAGE ID   CREATED   SIZE\n",
  );
  expect((await run("docker images; docker nosuch", lab)).exitCode).toBe(1);
});

test("nothing is a success; a comment is nothing", async () => {
  expect(await run("", testLab())).toEqual({ stdout: "", stderr: "", exitCode: 0 });
  expect(await run("# docker nosuch", testLab())).toEqual({ stdout: "", stderr: "", exitCode: 0 });
});

test("a terminal without files has a shell all the same", async () => {
  const lab = testLab();
  expect(await run("echo a > f; docker images -q | wc -l; cat f", lab)).toMatchObject({
    stdout: "0\na\n",
    exitCode: 0,
  });
});
