/** A server's part of an archive: the pockets of one release. */
export interface Repository {
  readonly uri: string;
  readonly architecture: string;
  readonly suites: Readonly<Record<string, Suite>>;
}

export interface Suite {
  /** Bytes of the signed list of indexes. */
  readonly inRelease: number;
  readonly description: string;
  /** By component: bytes of its compressed index, as fetched. */
  readonly components: Readonly<Record<string, number>>;
}

/**
 * Ubuntu 22.04's archive for arm64 in April 2024. The figures of `jammy`, which is frozen, are exact to what apt
 * shows. Those of the other pockets are estimates between what apt showed in November 2023 and in 2025.
 */
export const REPOSITORIES: readonly Repository[] = [
  {
    uri: "http://ports.ubuntu.com/ubuntu-ports",
    architecture: "arm64",
    suites: {
      jammy: {
        inRelease: 270_087,
        description: "Ubuntu Jammy 22.04",
        components: { main: 1_758_000, restricted: 24_200, universe: 17_200_000, multiverse: 224_000 },
      },
      "jammy-updates": {
        inRelease: 119_000,
        description: "Ubuntu Jammy Updates",
        components: { main: 1_536_000, restricted: 1_352_000, universe: 1_231_000, multiverse: 28_000 },
      },
      "jammy-backports": {
        inRelease: 109_000,
        description: "Ubuntu Jammy Backports",
        components: { main: 79_300, restricted: 0, universe: 31_800, multiverse: 0 },
      },
      "jammy-security": {
        inRelease: 110_000,
        description: "Ubuntu Jammy Security Updates",
        components: { main: 1_262_000, restricted: 1_344_000, universe: 968_000, multiverse: 23_400 },
      },
    },
  },
];

/**
 * How large an index is on disk, for each byte fetched. Compressed (lz4): an estimate, from a container of November
 * 2023 in which 25.6 MB of indexes took 42 to 43 MB. Plain: universe's 64.3 MB for 17.5 MB fetched.
 */
export const INDEX_GROWTH = { compressed: 1.64, plain: 3.68 };
