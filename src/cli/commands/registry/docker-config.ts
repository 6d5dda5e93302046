import type { DockerConfig } from "../../../registry/docker-config.js";

/** Docker's own configuration file. Loaded on demand: it needs a machine with files. */
export async function dockerConfig(): Promise<DockerConfig> {
  const { DockerConfig } = await import("../../../registry/docker-config.js");
  return new DockerConfig();
}

/** The registry a server argument names: `https://localhost:5000/v2/` → `localhost:5000` */
export function registryOf(server: string): string {
  const host = server.replace(/^https?:\/\//, "").replace(/\/.*$/, "");
  return host === "index.docker.io" || host === "registry-1.docker.io" ? "docker.io" : host;
}
