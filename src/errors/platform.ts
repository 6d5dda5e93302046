import { LayerlabError } from "./base.js";

/** Something of the platform has to be prepared before it is used. */
export class PlatformNotReadyError extends LayerlabError<"ENOTREADY", { call: string; first: string }> {
  constructor(call: string, first: string) {
    super("ENOTREADY", `${call}() was called too early: wait for ${first}() first`, { call, first });
  }
}

/** Bytes that should be compressed data of some format are not, or not all of it. */
export class CompressedDataError extends LayerlabError<"ECOMPRESSED", { format: string; reason: string }> {
  constructor(format: string, reason: string) {
    super("ECOMPRESSED", `${format}: ${reason}`, { format, reason });
  }
}

/** A file that a page needs for one of its programs is not where it was looked for. */
export class AssetMissingError extends LayerlabError<
  "EASSET",
  { name: string; url: string; status: number }
> {
  constructor(name: string, url: string, status: number) {
    super(
      "EASSET",
      `${name} is not available: ${url} returned ${status}; put the file there, or say where it is with setAssetSource()`,
      {
        name,
        url,
        status,
      },
    );
  }
}
