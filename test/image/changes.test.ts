import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { applyChanges, commitSettings } from "../../src/image/changes.js";
import type { ContainerConfig } from "../../src/oci/types.js";

interface Recorded {
  readonly container: ContainerConfig;
  readonly results: readonly {
    readonly changes: readonly string[];
    /** Members that differ from the container's. */
    readonly difference?: Readonly<Record<string, unknown>>;
    readonly error?: string;
  }[];
}

const recorded: Recorded = JSON.parse(
  readFileSync(new URL("../fixtures/docker-changes/changes.json", import.meta.url), "utf8"),
);

/**
 * What Docker 26 does otherwise than the recorded Docker 20.10, by their sources: BuildKit's parser there is 0.13.2, and
 * moby's `normalizeWorkdir` cleans absolute paths.
 */
const LATER: Readonly<Record<string, { readonly difference?: object; readonly error?: string }>> = {
  "ENV a=${A} b=${NO:-none} c=${EMPTY:-e} d=${EMPTY-e} e=${A:+yes} f=${NO:+yes} g=${NO+yes} h=${EMPTY+yes}": {
    difference: env("a=a", "b=none", "c=e", "d=", "e=yes", "f=", "g=", "h=yes"),
  },
  "ENV a=${P%.*} b=${P%%.*} c=${P#*.} d=${P##*.} e=${P/a/X} f=${P//a/X}": {
    difference: env("a=a.b.tar", "b=a", "c=b.tar.gz", "d=gz", "e=X.b.tar.gz", "f=X.b.tXr.gz"),
  },
  "ENV a=${A": { error: 'failed to process "${A": unsupported modifier (\ufffd) in substitution' },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a Dockerfile's own variables
  "ENV a=${A!b}": { error: 'failed to process "${A!b}": unsupported modifier (!) in substitution' },
  "WORKDIR /a/../b//c/": { difference: { WorkingDir: "/b/c" } },
  "EXPOSE ::1:80:80": { difference: ports("80/tcp") },
  "HEALTHCHECK --interval=0 CMD x": { difference: check({ Test: ["CMD-SHELL", "x"] }) },
  "HEALTHCHECK --retries=-1 CMD x": { error: "--retries cannot be negative (-1)" },
  "HEALTHCHECK --retries=0 CMD x": { difference: check({ Test: ["CMD-SHELL", "x"] }) },
  "HEALTHCHECK --intreval=1s CMD x": { error: "unknown flag: intreval (did you mean interval?)" },
  "ENVIRONMENT a=1": { error: "ENVIRONMENT is not a valid change command" },
  '"ENV" a=1': { error: '"ENV" is not a valid change command' },
  "\\": { error: " is not a valid change command" },
};

function env(...lines: readonly string[]) {
  return { Env: [...(recorded.container.Env ?? []), ...lines] };
}

function ports(...more: readonly string[]) {
  return { ExposedPorts: Object.fromEntries(["1000/tcp", ...more].map((port) => [port, {}])) };
}

function check(more: object) {
  return { Healthcheck: { ...recorded.container.Healthcheck, ...more } };
}

/** Go's library, BuildKit and Docker write some messages with other capitals, and the keyword as it was typed, since. */
function folded(message: string): string {
  return message.toLowerCase();
}

describe("commit -c: what a real Docker Engine makes of it", () => {
  test.each(recorded.results)("$changes", ({ changes, ...result }) => {
    const { difference, error } = LATER[changes.join("\n")] ?? result;
    if (error !== undefined) {
      const thrown = () => commitSettings(recorded.container, changes);
      expect(thrown).toThrow();
      expect(folded(messageOf(thrown))).toBe(folded(error));
      return;
    }
    const settings = new Map<string, unknown>(Object.entries(commitSettings(recorded.container, changes)));
    const members = new Set([...settings.keys(), ...Object.keys(recorded.container)]);
    const before = new Map<string, unknown>(Object.entries(recorded.container));
    const changed = [...members].filter(
      (name) => JSON.stringify(settings.get(name)) !== JSON.stringify(before.get(name)),
    );
    expect(Object.fromEntries(changed.map((name) => [name, settings.get(name) ?? null]))).toEqual(difference);
  });
});

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw error;
  }
  return "nothing was thrown";
}

/** Docker 20.10 does not take STOPSIGNAL here yet; Docker 26 does. */
describe("commit -c STOPSIGNAL", () => {
  test.each(["SIGINT", "int", "9", "SIGRTMIN+3", "RTMAX", "99"])("%s", (signal) =>
    expect(applyChanges({}, [`STOPSIGNAL ${signal}`])).toEqual({ StopSignal: signal }),
  );
  test.each(["0", "BOGUS", "RTMIN+16"])("%s is no signal", (signal) =>
    expect(() => applyChanges({}, [`STOPSIGNAL ${signal}`])).toThrow(`invalid signal: ${signal}`),
  );
});

test("import -c: nothing is taken over from a container", () => {
  const imported: ContainerConfig = { User: "", Env: null, Cmd: null, Entrypoint: null, Labels: null };
  const changes = [
    "ENV PATH=/bin",
    "ENV PATH=$PATH:/opt/bin",
    'ENTRYPOINT ["/x"]',
    "USER $NOBODY",
    "EXPOSE 80-81",
  ];
  expect(applyChanges(imported, changes)).toEqual({
    User: "",
    ExposedPorts: { "80/tcp": {}, "81/tcp": {} },
    Env: ["PATH=/bin:/opt/bin"],
    Cmd: null,
    Entrypoint: ["/x"],
    Labels: null,
  });
});
