import { toHex } from "#platform/bytes";
import { VolumeCreateError } from "../../../errors/volumes.js";
import { quote } from "../../../go/quote.js";
import { randomBytes } from "../../../platform/random.js";
import type { VolumeOptions } from "../../volumes.js";
import { volumeEvent } from "../events/report.js";
import type { LabStore } from "../store/store.js";
import { VOLUME_NAME } from "./files.js";
import type { Volume } from "./volume.js";

/** What Docker 23 and later write on the volumes that nobody named. */
const ANONYMOUS = "com.docker.volume.anonymous";
const OPTIONS = ["type", "o", "device", "size"];

/**
 * A new volume, or the one of that name (moby `volume/service`, `volume/local`).
 *
 * @param created RFC 3339
 * @throws {VolumeCreateError}
 */
export function createVolume(
  options: VolumeOptions,
  { volumes, events }: Pick<LabStore, "volumes" | "events">,
  created: string,
): Volume {
  const anonymous = options.name === undefined || options.name === "";
  const name = anonymous ? toHex(randomBytes(32)) : (options.name ?? "");
  const driver = options.driver ?? "local";
  if (driver !== "local" && driver !== "")
    throw new VolumeCreateError(
      name,
      `error looking up volume plugin ${driver}: plugin ${quote(driver)} not found`,
      404,
    );
  const known = volumes.get(name);
  if (known !== undefined) return known;
  checkName(name);
  checkOptions(name, options.options ?? {});
  const labels = { ...options.labels, ...(anonymous ? { [ANONYMOUS]: "" } : {}) };
  const made = volumes.add({
    name,
    created,
    labels: orNull(labels),
    options: orNull(options.options ?? {}),
    anonymous,
  });
  volumeEvent(events, "create", made);
  return made;
}

function checkName(name: string): void {
  if (name.length === 1)
    throw new VolumeCreateError(
      name,
      "volume name is too short, names should be at least two alphanumeric characters",
    );
  if (!VOLUME_NAME.test(name))
    throw new VolumeCreateError(
      name,
      `${quote(name)} includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`,
    );
  if (name.length > 255) throw new VolumeCreateError(name, "file name too long");
}

/** Docker mounts something into the volume for these; here nothing can be mounted, so they are checked and kept. */
function checkOptions(name: string, options: Readonly<Record<string, string>>): void {
  for (const option of Object.keys(options))
    if (!OPTIONS.includes(option)) throw new VolumeCreateError(name, `invalid option: ${quote(option)}`);
  const given = Object.keys(options).filter((option) => option !== "size");
  if (given.length === 0) return;
  for (const required of ["device", "type"])
    if (!options[required]) throw new VolumeCreateError(name, `missing required option: ${quote(required)}`);
}

function orNull(texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> | null {
  return Object.keys(texts).length === 0 ? null : texts;
}
