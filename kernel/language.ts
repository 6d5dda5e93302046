import { createRequire } from "node:module";
import { type JsonObject, PROTOCOL_VERSION } from "./wire/message.js";

/** How editors recognize this kernel's cells. */
export const MIME_TYPE = "application/typescript";

const require = createRequire(import.meta.url);

function versionOf(packageFile: string): string {
  const { version }: { version: string } = require(packageFile);
  return version;
}

/** The content of `kernel_info_reply`: what this kernel is, and how front ends show its language. */
export function kernelInfo(): JsonObject {
  const version = versionOf("../../package.json");
  const typescript = versionOf("typescript/package.json");
  return {
    status: "ok",
    protocol_version: PROTOCOL_VERSION,
    implementation: "layerlab",
    implementation_version: version,
    language_info: {
      name: "typescript",
      version: typescript,
      mimetype: MIME_TYPE,
      file_extension: ".ts",
      // A name, not an object: JupyterLab 4 looks languages up by name, and would find JavaScript for CodeMirror 5's
      // `{ name: "javascript", typescript: true }`.
      codemirror_mode: "typescript",
      pygments_lexer: "typescript",
      nbconvert_exporter: "script",
    },
    banner: `layerlab ${version}: TypeScript ${typescript} on Node ${process.versions.node}, with container images inside. %help tells how cells are written.`,
    debugger: false,
    supported_features: [],
    help_links: [
      { text: "OCI image specification", url: "https://github.com/opencontainers/image-spec" },
      { text: "TypeScript handbook", url: "https://www.typescriptlang.org/docs/handbook/intro.html" },
    ],
  };
}
