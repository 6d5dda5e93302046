import { boolean, fieldsOf } from "./fields.js";
import { refusal } from "./refusal.js";

/**
 * Whether `--provenance`, `--sbom` or `--attest` ask for attestations, rather than switch them off.
 *
 * @throws {UsageError} in buildx's words
 */
export function areAttestationsWanted(
  attest: readonly string[],
  short: Readonly<Record<"provenance" | "sbom", string | undefined>>,
): boolean {
  const types = new Set<string>();
  const all = [...attest, ...canonical("provenance", short.provenance), ...canonical("sbom", short.sbom)];
  let isWanted = false;
  for (const text of all) {
    const fields = fieldsOf(text, (field) => `invalid value ${field}`);
    const type = fields.get("type");
    if (type === undefined || type === "") throw refusal("attestation type not specified");
    const disabled = fields.get("disabled");
    if (disabled !== undefined && boolean(disabled) === undefined)
      throw refusal(
        `invalid value disabled=${disabled}: strconv.ParseBool: parsing "${disabled}": invalid syntax`,
      );
    if (types.has(type)) throw refusal(`duplicate attestation field ${type}`);
    types.add(type);
    isWanted ||= boolean(disabled) !== true;
  }
  return isWanted;
}

/** buildx `CanonicalizeAttest`: a switch, or settings. */
function canonical(type: string, text: string | undefined): readonly string[] {
  if (text === undefined || text === "") return [];
  const isOn = boolean(text);
  if (isOn !== undefined) return [`type=${type},disabled=${!isOn}`];
  return [`type=${type},${text}`];
}
