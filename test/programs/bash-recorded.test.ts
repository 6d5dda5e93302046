import { describe, expect, test } from "vitest";
import { createRuntime } from "../../src/programs/runtime.js";
import { fixtureText } from "../fixtures.js";
import { container, run } from "./support.js";

interface Case {
  readonly line: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

const recorded: { readonly version: string; readonly cases: readonly Case[] } = JSON.parse(
  fixtureText("bash/recorded.json"),
);

/** Lines we answer differently, and why. */
const DIFFERENT: Readonly<Record<string, string>> = {
  "cat <<EOF": "no warning about a here-document that ends with the text",
  "printf '#!/no/such/interp\\n' > s.sh; chmod +x s.sh; ./s.sh; echo $?":
    "bash 5.1, the version of the built-in images, says `bad interpreter` and ends with 126",
  "echo abc | od -c | head -1; echo -n abc | md5sum; echo -n abc | sha256sum":
    "just-bash's od spaces by four",
  "diff <(echo a) <(echo b); echo $?": "just-bash's diff always writes the unified form",
  "expr 3 + 4; echo $((10/3)); echo $((1/0)); echo after": "just-bash goes on after a division by zero",
};

const env = {
  PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  HOME: "/root",
  LC_ALL: "C",
};
const runtime = createRuntime();

describe(`as ${recorded.version}`, () => {
  test.each(recorded.cases)("$line", async ({ line, ...expected }) => {
    const fs = container();
    fs.mkdir("/tmp/work");
    const outcome = await run(runtime, fs, ["bash", "-c", line], { env, cwd: "/tmp/work", stdin: "" });
    const reason = DIFFERENT[line];
    if (reason === undefined) expect(outcome).toEqual(expected);
    else expect(outcome, `no longer different: ${reason}`).not.toEqual(expected);
  });
});
