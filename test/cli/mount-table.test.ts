import { Volume } from "memfs";
import { expect, test } from "vitest";
import { memoryFiles } from "../../src/cli/disk/memory.js";
import { createLab } from "../../src/lab/lab.js";
import { recordingIO } from "./recording-io.js";

const LINE =
  "docker run --rm --name seen -v data:/d -v data:/ro:ro -v ./shared:/b -v './a folder:/with space:ro' -v ./shared/f:/etc/f " +
  "--tmpfs /t --tmpfs /t2:size=1m,mode=700,ro,exec --mount type=tmpfs,dst=/t3,tmpfs-size=2m,tmpfs-mode=1770 -v other:/d/inner";

/** What Docker Engine 20.10 prints for {@link LINE} on a disk of ext4, and options of that disk left out. */
const RECORDED = `tmpfs /t tmpfs rw,nosuid,nodev,noexec,relatime 0 0
DISK /d ext4 rw,relatime 0 0
DISK /ro ext4 ro,relatime 0 0
DISK /b ext4 rw,relatime 0 0
DISK /with\\040space ext4 ro,relatime 0 0
tmpfs /t3 tmpfs rw,nosuid,nodev,noexec,relatime,size=2048k,mode=1770 0 0
tmpfs /t2 tmpfs ro,nosuid,nodev,relatime,size=1024k,mode=700 0 0
DISK /d/inner ext4 rw,relatime 0 0
DISK /etc/hosts ext4 rw,relatime 0 0
DISK /etc/hostname ext4 rw,relatime 0 0
DISK /etc/resolv.conf ext4 rw,relatime 0 0
DISK /etc/f ext4 rw,relatime 0 0`;

const STANDARD = `proc /proc proc rw,nosuid,nodev,noexec,relatime 0 0
tmpfs /dev tmpfs rw,nosuid,size=65536k,mode=755 0 0
devpts /dev/pts devpts rw,nosuid,noexec,relatime,gid=5,mode=620,ptmxmode=666 0 0
sysfs /sys sysfs ro,nosuid,nodev,noexec,relatime 0 0
shm /dev/shm tmpfs rw,nosuid,nodev,noexec,relatime,size=65536k 0 0`;

/** Runs a line in a lab whose folder has what is mounted. */
async function run(line: string): Promise<string> {
  const disk = Volume.fromJSON({ "/lesson/shared/f": "x\n", "/lesson/a folder/g": "y\n" });
  const { console, docker } = await createLab({ files: memoryFiles(disk) });
  await docker.pull("ubuntu");
  const { io, stdout, stderr } = recordingIO();
  expect(await console(line, io), stderr()).toBe(0);
  return stdout();
}

/** In no order: among mounts of one depth Docker's is by chance. */
const sorted = (text: string): string[] => text.trim().split("\n").sort();

test("/proc/mounts has what is mounted, as in a real container", async () => {
  const [root, ...rows] = (await run(`${LINE} ubuntu cat /proc/mounts`)).trim().split("\n");
  expect(root).toMatch(/^overlay \/ overlay rw,relatime,lowerdir=.*,upperdir=.*,workdir=\S+ 0 0$/);
  const shown = rows.join("\n").replaceAll("/dev/vda1", "DISK");
  expect(sorted(shown)).toEqual([...sorted(STANDARD), ...sorted(RECORDED)].sort());
  // What lies in another mount comes after it.
  expect(shown.indexOf(" /d/inner ")).toBeGreaterThan(shown.indexOf(" /d "));
});

test("/proc/self/mountinfo names the same mounts, and what each lies in", async () => {
  const text = await run(`${LINE} --read-only ubuntu cat /proc/self/mountinfo`);
  const rows = text
    .trim()
    .split("\n")
    .map((line) => line.split(" "));
  const idOf = (place: string): string | undefined => rows.find((row) => row[4] === place)?.[0];
  const rowOf = (place: string): string[] => rows.find((row) => row[4] === place)?.slice(1) ?? [];
  const [, , ...data] = rowOf("/d");
  expect(data).toEqual("/var/lib/docker/volumes/data/_data /d rw,relatime - ext4 /dev/vda1 rw".split(" "));
  expect(rowOf("/d/inner")[0]).toBe(idOf("/d"));
  expect(rowOf("/dev/pts")[0]).toBe(idOf("/dev"));
  expect(rowOf("/t2")[0]).toBe(idOf("/"));
  expect(rowOf("/t2").slice(2).join(" ")).toBe(
    "/ /t2 ro,nosuid,nodev,relatime - tmpfs tmpfs rw,size=1024k,mode=700",
  );
  expect(rowOf("/with\\040space").slice(2, 5).join(" ")).toBe(
    "/lesson/a\\040folder /with\\040space ro,relatime",
  );
  expect(rowOf("/")[4]).toBe("ro,relatime");
  expect(rowOf("/etc/hostname")[4]).toBe("ro,relatime");
});
