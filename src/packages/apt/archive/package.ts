import type { MaintainerScripts } from "../scripts/scripts.js";

/**
 * A package of the built-in archive.
 *
 * Names, versions, relations and sections are those of Ubuntu 22.04 for arm64 in April 2024. So are installed sizes,
 * except those of libnode72 and ca-certificates, which are estimates (within 100 KiB). A package's size is exact to
 * the three digits that apt shows; openssl's and libnode72's are estimates. Paths are those the packages
 * install; the sizes of single files are estimates that add up to the installed size, except in libicudata.
 */
export interface ArchivePackage {
  /** Where it is published: `jammy`, `jammy-updates`. */
  readonly suite: string;
  readonly component: string;
  /** Bytes of the .deb file. */
  readonly size: number;
  /** Its stanza of the index, without `Filename` and `Size`. */
  readonly control: string;
  /** Its paths, in the format that `src/stand-in/catalogue.ts` describes; everything belongs to the package. */
  readonly catalogue: string;
  /** Configuration files, which stay when the package is removed but not purged. */
  readonly conffiles?: readonly string[];
  /** Contents of the files that the catalogue marks as texts (`t`), by path. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Further files of the package's control archive, by their ending. */
  readonly controlFiles?: Readonly<Record<string, string>>;
  /** Notes for the stand-ins of programs, by path. */
  readonly notes?: Readonly<Record<string, string>>;
  readonly scripts?: MaintainerScripts;
}

/** The triggers file of a package with shared libraries. */
export const LDCONFIG_TRIGGER = "# Triggers added by dh_makeshlibs\nactivate-noawait ldconfig\n";
