import { readArchive } from "../../src/tar/read.js";
import { fromBytes, toBytes } from "../../src/vfs/data.js";

/** Somebody who runs docker commands. */
export type Docker = (
  args: readonly string[],
  stdin?: Buffer,
) => Promise<{ readonly stdout: Buffer; readonly stderr: string; readonly exitCode: number }>;

/**
 * What comes of an archive: as an image, and copied into a container of the image `base`, a line for each thing to be
 * seen. Without ids, and without times of the day it ran.
 */
export async function told(docker: Docker, number: number, archive: Buffer): Promise<string[]> {
  const lines: string[] = [];
  const image = `odd:${number}`;
  const say = async (what: string, args: readonly string[], stdin?: Buffer): Promise<Buffer | undefined> => {
    const { stdout, stderr, exitCode } = await docker(args, stdin);
    if (exitCode === 0) return stdout;
    lines.push(`${what}: ${refusal(stderr)}`);
    return undefined;
  };
  const imported = await say("import", ["import", "-", image], archive);
  if (imported !== undefined) {
    const made = await docker(["create", "--network", "none", "--name", `i${number}`, image, "sh"]);
    const exported = await say("export", ["export", `i${number}`]);
    if (made.exitCode === 0 && exported !== undefined) lines.push(...listed("export", exported));
  }
  await docker(["create", "--network", "none", "--name", `c${number}`, "base", "sh"]);
  await say("cp", ["cp", "-", `c${number}:/tmp`], archive);
  const diff = await docker(["diff", `c${number}`]);
  const changes = diff.stdout
    .toString()
    .split("\n")
    .filter((line) => line !== "");
  lines.push(...changes.sort().map((line) => `diff: ${line}`));
  const copied = await say("cp back", ["cp", `c${number}:/tmp`, "-"]);
  if (copied !== undefined) lines.push(...listed("cp back", copied));
  return lines;
}

/** The error in the words of engines that unpack in their own process. */
function refusal(stderr: string): string {
  return stderr
    .replace(/^WARNING:.*\n/gm, "")
    .replace(/Error processing tar file\(exit status 1\): /g, "")
    .replace(/Error processing tar file\((.*?)\): ?/g, "$1")
    .trim();
}

const LATE = Date.UTC(2025, 0) / 1000;

function listed(what: string, archive: Buffer): string[] {
  return [...readArchive(fromBytes(archive))].map((entry) => {
    const content =
      entry.type === "file" ? Buffer.from(toBytes(entry.data)).toString("latin1") : entry.linkname;
    const time = entry.mtime < LATE ? entry.mtime : "now";
    const attributes = Object.keys(entry.xattrs ?? {}).map((name) => ` ${name}`);
    return `${what}: ${entry.type} ${entry.name} ${entry.mode.toString(8)} ${entry.uid}:${entry.gid} ${time} ${JSON.stringify(content)}${attributes.join("")}`;
  });
}
