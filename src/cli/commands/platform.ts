import { UsageError } from "../../errors/cli.js";
import { InvalidPlatformError } from "../../errors/oci.js";
import { parsePlatform, platformText } from "../../oci/platform.js";
import type { ParsedOptions } from "../syntax/parsed-options.js";

/**
 * `--platform` of a command about an image: nothing without one, or with an empty one.
 *
 * @param prefix what the client says before the reason, which differs from command to command
 * @throws {UsageError}
 */
export function platformOption(options: ParsedOptions, prefix: string): { readonly platform?: string } {
  const text = options.text("platform") ?? "";
  return text === "" ? {} : { platform: checkedPlatform(text, prefix) };
}

/** The platform in its normal form. @throws {UsageError} */
export function checkedPlatform(text: string, prefix: string): string {
  try {
    return platformText(parsePlatform(text));
  } catch (error) {
    if (!(error instanceof InvalidPlatformError)) throw error;
    throw new UsageError(`${prefix}${error.message}`, 1);
  }
}
