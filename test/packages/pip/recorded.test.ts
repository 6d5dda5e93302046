import { describe, expect, test } from "vitest";
import { fixtureText } from "../../fixtures.js";
import { pythonRuntime, withPython } from "../../programs/python-support.js";
import { ENV, encode, run } from "../../programs/support.js";

interface Scenario {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly runs: readonly {
    readonly command: string;
    readonly stdout: string;
    readonly stderr: string;
    readonly code: number;
  }[];
}

const scenarios: readonly Scenario[] = JSON.parse(fixtureText("pip/recorded.json"));

/**
 * What may differ: the speed of the network, the machine's architecture in names and sizes of wheels, and the order
 * in which pip looks at dependencies, which changes from run to run.
 */
function comparable(text: string): string {
  const lines = text
    .replaceAll(/━+ (\S+ [KM]B) [\d.]+ [kM]B\/s/g, "━ $1 SPEED")
    .replaceAll(/(manylinux\S*?)_(x86_64|aarch64)(\S*?)_(x86_64|aarch64)\.whl \(\S+ kB\)(\n +━ .*)?/g, "$1$3")
    // Two releases want it, and the first one looked at is named.
    .replaceAll(/^Collecting MarkupSafe>=\S+$/gm, "Collecting MarkupSafe")
    .split("\n");
  const first = lines.findIndex((line) => /^(Collecting|Requirement already)/.test(line));
  if (first < 0) return lines.join("\n");
  const end = lines.findIndex((line, at) => at > first && !/^( |Collecting|Requirement already)/.test(line));
  const blocks = lines
    .slice(first, end)
    .join("\n")
    .split(/\n(?=Collecting|Requirement already)/)
    .sort();
  return [...lines.slice(0, first), ...blocks, ...lines.slice(end)].join("\n");
}

describe("pip says what a real pip 22.0.2 said", () => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    "%s",
    async (_name, scenario) => {
      const fs = withPython();
      const runtime = pythonRuntime();
      fs.mkdir("/work");
      for (const [name, text] of Object.entries(scenario.files)) fs.writeFile(`/work/${name}`, encode(text));
      for (const recorded of scenario.runs) {
        const result = await run(runtime, fs, recorded.command.split(" "), { cwd: "/work", env: ENV });
        const stderr = result.stderr
          // In a virtual environment, where the other one ran, nobody is warned of this.
          .replace(/^WARNING: Running pip as the 'root' user .*\n/m, "")
          .replace(/^NOTE: layerlab: .*\n/m, "");
        const site = "/usr/local/lib/python3.10/dist-packages";
        expect(
          { stdout: comparable(result.stdout), stderr, code: result.exitCode },
          recorded.command,
        ).toEqual({
          stdout: comparable(recorded.stdout.replaceAll("SITE", site)),
          stderr: recorded.stderr,
          code: recorded.code,
        });
      }
    },
  );
});
