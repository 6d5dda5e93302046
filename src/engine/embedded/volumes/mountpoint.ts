const ROOT = "/var/lib/docker/volumes";

/** Where a volume would lie on a machine of Docker's. */
export function mountpointOf(name: string): string {
  return `${ROOT}/${name}/_data`;
}
