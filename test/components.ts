import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, test } from "vitest";
import { isBuilt } from "../kernel/spec/start/build.mjs";
import { VENV_PYTHON } from "../kernel/spec/start/paths.mjs";
import { isInstalled } from "../kernel/spec/start/virtual-environment.mjs";

/** What some tests need of the machine besides Node.js. */
export type ComponentName = keyof typeof COMPONENTS;

type Component = { readonly path: string } | { readonly missing: string };

const COMPONENTS = {
  /** The compiled project: the kernel and the command line are tested as they are shipped. */
  build: () => (isBuilt() ? { path: "dist" } : missing("dist is older than the sources", "npm run build")),
  /** JupyterLab, nbclient and nbconvert in `.venv`. */
  venv: () =>
    isInstalled()
      ? { path: VENV_PYTHON }
      : missing(process.env.LAYERLAB_VENV_PROBLEM ?? "JupyterLab is not in .venv", "npm test"),
  chromium: () =>
    onPath("chromium", "chromium-browser", "google-chrome", "google-chrome-stable") ??
    installed("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome") ??
    missing("no Chromium", "apt install chromium"),
  /** A Docker engine to compare with, started by the test itself: that takes root on Linux. */
  dockerd: () =>
    process.getuid?.() === 0
      ? (onPath("dockerd") ?? missing("no dockerd", "apt install docker.io"))
      : missing("not root, as starting dockerd needs", "sudo npm test"),
  /** A small disk of a test's own. */
  mount: () =>
    process.getuid?.() === 0 && process.platform === "linux"
      ? (onPath("mount") ?? missing("no mount", "apt install mount"))
      : missing("not root on Linux, as mounting needs", "sudo npm test"),
  umoci: () => onPath("umoci") ?? missing("no umoci", "apt install umoci"),
  /** A registry of the tests' own, on loopback. */
  registry: () => onPath("docker-registry") ?? missing("no registry", "apt install docker-registry"),
  xz: () => onPath("xz") ?? missing("no xz", "apt install xz-utils"),
  bzip2: () => onPath("bzip2") ?? missing("no bzip2", "apt install bzip2"),
  zstd: () => onPath("zstd") ?? missing("no zstd", "apt install zstd"),
  jq: () => onPath("jq") ?? missing("no jq", "apt install jq"),
  skopeo: () => onPath("skopeo") ?? missing("no skopeo", "apt install skopeo"),
  /** Downloads everything anew, so only where asked for. */
  downloads: () =>
    process.env.LAYERLAB_TEST_DOWNLOADS === "1"
      ? { path: "" }
      : missing("no downloads unless asked for", "LAYERLAB_TEST_DOWNLOADS=1 npm test"),
} satisfies Record<string, () => Component>;

/** Looks a component up: where it is, or why it is not and how to get it. */
function component(name: ComponentName): Component {
  return COMPONENTS[name]();
}

/**
 * `describe` for tests that need components. Where one is missing they are skipped, with the reason in their
 * name; under `LAYERLAB_REQUIRE_ALL=1` that is a failure instead.
 *
 * @example
 * describeWith(["chromium", "venv"], "JupyterLab", (path) => {
 *   test("opens", () => launch({ executablePath: path("chromium") }));
 * });
 */
export function describeWith<Name extends ComponentName>(
  names: readonly Name[],
  title: string,
  body: (path: (name: Name) => string) => void,
): void {
  const paths = new Map<ComponentName, string>();
  const reasons: string[] = [];
  for (const name of names) {
    const found = component(name);
    if ("path" in found) paths.set(name, found.path);
    else reasons.push(found.missing);
  }
  const define = () => body((name) => paths.get(name) ?? "");
  if (reasons.length === 0) describe(title, define);
  else if (process.env.LAYERLAB_REQUIRE_ALL === "1")
    test(`${title} has what it needs`, () => {
      throw new Error(`LAYERLAB_REQUIRE_ALL is set, and: ${reasons.join("; ")}`);
    });
  else describe.skip(`${title} ${SKIPPED}${reasons.join("; ")}`, define);
}

/** Marks the reason in a suite's name, for the reporter. */
const SKIPPED = "· skipped: ";

function missing(reason: string, remedy: string): Component {
  return { missing: `${reason} (${remedy})` };
}

function installed(path: string): Component | undefined {
  return existsSync(path) ? { path } : undefined;
}

function onPath(...programs: readonly string[]): Component | undefined {
  for (const program of programs)
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      const path = join(folder, program);
      try {
        accessSync(path, constants.X_OK);
        return { path };
      } catch {
        // Not here; the next folder.
      }
    }
  return undefined;
}
