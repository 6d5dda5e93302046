import type { KnipConfig } from "knip";
import { ENTRIES } from "./kernel/spec/start/bundle.mjs";

/** What starts a walk through the code: a file or an export that no such walk comes to is dead, and `npm run check` says so. */
export default {
  entry: [
    // Those that package.json names, `bin` and `exports`, are known to knip.
    ...ENTRIES.filter((entry) => !["kernel/bin", "src/index"].includes(entry)).map((entry) => `${entry}.ts`),
    "kernel/spec/{start,build}.mjs",
    "bench/*.ts",
    // Copied into JupyterLab by kernel/spec/lab-extension.ts.
    "kernel/spec/browser/{cell-languages,questions}.ts",
    // What `#platform/…` leads to in a browser.
    "src/platform/browser/*.ts",
  ],
  project: ["{src,kernel,test,bench,docs}/**/*.{ts,mjs}", "!test/fixtures/**", "!src/**/files/**"],
  // Read as a file, for the pages under test.
  ignoreDependencies: ["axe-core"],
  // Peers that tests and benchmarks compare with: see test/components.ts.
  ignoreBinaries: ["dockerd", "skopeo", "mkfifo", "umount"],
} satisfies KnipConfig;
