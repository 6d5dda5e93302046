import { ARCHITECTURE } from "./architecture.js";
import { archivePackage } from "./archive/index.js";
import { debFile, debName } from "./deb.js";
import { makeDirectory, writeFile } from "./files.js";
import { sizeToString, timeToString } from "./format.js";
import { type Candidate, origin } from "./lists.js";
import { AptFailure, type AptSession } from "./session.js";

export const ARCHIVES = "/var/cache/apt/archives";

/** Puts the packages' files into apt's cache, except those that are there already. */
export async function download(session: AptSession, candidates: readonly Candidate[]): Promise<void> {
  const { fs } = session;
  const started = performance.now();
  let bytes = 0;
  let line = 0;
  makeDirectory(fs, ARCHIVES);
  makeDirectory(fs, `${ARCHIVES}/partial`, 0o700);
  for (const candidate of candidates) {
    const { name, version, stanza, file } = candidate;
    if (file !== undefined) {
      line += 1;
      session.say(
        `Get:${line} ${file} ${name} ${stanza.get("Architecture")} ${version} [${sizeToString(Number(stanza.get("Size")))}B]\n`,
      );
      continue;
    }
    const path = `${ARCHIVES}/${debName(stanza)}`;
    const size = Number(stanza.get("Size"));
    if (fs.lstatIfExists(path)?.size === size) continue;
    line += 1;
    const what = `${origin(candidate)} ${ARCHITECTURE} ${name} ${stanza.get("Architecture")} ${version}`;
    if (archivePackage(name, version) === undefined) {
      session.say(`Err:${line} ${what}\n  404  Not Found\n`);
      throw new AptFailure([
        `E: Failed to fetch ${candidate.source.uri}/${stanza.get("Filename")}  404  Not Found`,
        "E: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?",
      ]);
    }
    writeFile(fs, path, debFile(stanza));
    bytes += size;
    session.say(`Get:${line} ${what} [${sizeToString(size)}B]\n`);
    await session.breathe();
  }
  if (bytes === 0) return;
  const seconds = Math.max((performance.now() - started) / 1000, 0.001);
  session.say(
    `Fetched ${sizeToString(bytes)}B in ${timeToString(seconds)} (${sizeToString(bytes / seconds)}B/s)\n`,
  );
}
