import { expect, test } from "vitest";
import { runConsoleLine, testLab } from "./engine.js";
import { recordingIO } from "./recording-io.js";

const USAGE = "\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]\n\nRun 'docker --help' for more information\n";
const NO_DAEMON =
  "has no effect here: no daemon is asked, the command is carried out by layerlab's own engine.\n";

/** Where the client 28.2.2 refuses, these are its words, but for a context that is not there. */
test.each([
  ["docker --context default -D --log-level warn network ls -q -f name=bridge", /^[0-9a-f]{12}\n$/, "", 0],
  ["docker -c default volume ls -q", /^$/, "", 0],
  ["docker -Dl debug volume ls -q", /^$/, "", 0],
  ["docker -D --version", /^layerlab version /, "", 0],
  ["docker -H unix:///var/run/docker.sock volume ls -q", /^$/, `layerlab: --host ${NO_DAEMON}`, 0],
  [
    "docker --tlsverify --tlscacert ca.pem volume ls -q",
    /^$/,
    `layerlab: --tlscacert ${NO_DAEMON}layerlab: --tlsverify ${NO_DAEMON}`,
    0,
  ],
  ["docker --config ./dir volume ls -q", /^$/, `layerlab: --config ${NO_DAEMON}`, 0],
  [
    "docker --context nosuch ps",
    /^$/,
    'context "nosuch": context not found: there is one here, "default"\n',
    1,
  ],
  ["docker --log-level foo ps", /^$/, "Unable to parse logging level: foo\n", 1],
  [
    "docker -c default --host x ps",
    /^$/,
    "conflicting options: cannot specify both --host and --context\n",
    1,
  ],
  ["docker --config", /^$/, `flag needs an argument: --config${USAGE}`, 125],
  ["docker --zip ps", /^$/, `unknown flag: --zip${USAGE}`, 125],
  ["docker -z ps", /^$/, `unknown shorthand flag: 'z' in -z${USAGE}`, 125],
])("%s", async (line, stdout, stderr, exitCode) => {
  const { io, ...said } = recordingIO();
  const { engine } = testLab();
  expect(await runConsoleLine(line, { engine, io })).toBe(exitCode);
  expect(said.stderr()).toBe(stderr);
  expect(said.stdout()).toMatch(stdout);
});
