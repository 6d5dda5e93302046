import { WrongPlatformError } from "../../../errors/images.js";
import type { ImageRecord } from "../../../image/records.js";
import { meets, parsePlatform, platformText } from "../../../oci/platform.js";
import type { Platform } from "../../../oci/types.js";

/** What an image is for, as its configuration says. */
export function platformOf({ os, architecture, variant }: Platform): Platform {
  return { os, architecture, ...(variant === undefined || variant === "" ? {} : { variant }) };
}

/**
 * The image, if it is one for `platform`, where one is asked for (moby `daemon/images/image.go`).
 *
 * @throws {WrongPlatformError} {@link InvalidPlatformError}
 */
export function requirePlatform(
  record: ImageRecord,
  reference: string,
  platform: string | undefined,
): ImageRecord {
  if (platform === undefined) return record;
  const [has, wanted] = [platformOf(record.image.config), parsePlatform(platform)];
  if (!meets(has, wanted)) throw new WrongPlatformError(reference, platformText(wanted), platformText(has));
  return record;
}
