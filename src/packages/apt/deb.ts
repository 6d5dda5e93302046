import { concat, fromBytes, zeros } from "../../vfs/data.js";
import type { FileData } from "../../vfs/filesystem.js";
import { type ArchivePackage, archivePackage } from "./archive/index.js";
import { parseStanzas, type Stanza } from "./deb822.js";
import { encode, textBeforeZeros } from "./files.js";

const MAGIC = "!<arch>\n";

/** A package file: its control data, and the files it installs. */
export interface Deb {
  readonly control: Stanza;
  readonly contents: ArchivePackage;
}

/** A stand-in for a .deb: an archive's first bytes, the package's name, and zeros up to the true size. */
export function debFile(candidate: Stanza): FileData {
  const text = `${MAGIC}This file stands in for the real package. Its size is true; the rest of it is zeros.

Package: ${candidate.get("Package")}
Version: ${candidate.get("Version")}
Architecture: ${candidate.get("Architecture")}
`;
  const bytes = encode(text);
  const size = Number(candidate.get("Size"));
  return concat(fromBytes(bytes), zeros(Math.max(1, size - bytes.length)));
}

/** Reads a .deb; `undefined` for a file that is not one, or whose package is not in the archive. */
export function readDeb(data: FileData): Deb | undefined {
  if (new TextDecoder().decode(data.read(0, MAGIC.length)) !== MAGIC) return undefined;
  const stanzas = parseStanzas(textBeforeZeros(data));
  const header = stanzas.find((stanza) => stanza.has("Package"));
  if (header === undefined) return undefined;
  const contents = archivePackage(header.get("Package"), header.get("Version"));
  const [control] = parseStanzas(contents?.control ?? "");
  return contents === undefined || control === undefined ? undefined : { control, contents };
}

/** `libcap2-bin_1%3a2.44-1_arm64.deb`: the name under which apt keeps a package. */
export function debName(stanza: Stanza): string {
  const version = stanza.get("Version").replaceAll(":", "%3a");
  return `${stanza.get("Package")}_${version}_${stanza.get("Architecture")}.deb`;
}
