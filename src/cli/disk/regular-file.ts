import { HostFileError } from "../../errors/host.js";
import type { FileData } from "../../vfs/filesystem.js";
import type { Disk, OpenFile } from "./disk.js";
import { hostError } from "./errors.js";

const CHUNK = 1 << 20;
/**
 * A regular file's content, read when it is needed. The size is the open file's own. A file that shrinks or is replaced
 * in the meantime is an error, never content that is shorter than its size says.
 *
 * @param shown the name for errors
 * @param worded makes the error for a call that the machine refuses
 * @throws {HostFileError} it is not a regular file
 */
export function regularFile(
  disk: Disk,
  path: string,
  shown = path,
  worded = (error: unknown) => hostError("open", shown, error),
): FileData {
  const attempt = <Result>(act: () => Result): Result => {
    try {
      return act();
    } catch (error) {
      throw error instanceof HostFileError ? error : worded(error);
    }
  };
  const opened = <Result>(use: (file: OpenFile, size: number) => Result): Result => {
    const file = attempt(() => disk.open(path));
    try {
      const stats = file.stat();
      if (!stats.isFile()) throw new HostFileError("open", shown, "not a regular file");
      return attempt(() => use(file, stats.size));
    } finally {
      file.close();
    }
  };
  const size = opened((_, bytes) => bytes);
  const read = (offset: number, length: number): Uint8Array =>
    opened((file) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      for (let done = 0; done < bytes.length; ) {
        const count = file.read(bytes, done, offset + done);
        if (count === 0) throw new HostFileError("read", shown, "file changed as we read it");
        done += count;
      }
      return bytes;
    });
  return {
    size,
    read,
    *chunks() {
      for (let offset = 0; offset < size; offset += CHUNK) yield read(offset, CHUNK);
    },
  };
}
