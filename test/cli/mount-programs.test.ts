import { beforeAll, expect, test } from "vitest";
import { run, type TestLab, ubuntuLab } from "./engine.js";

/** The columns and words are those of coreutils 8.32 and util-linux 2.37 in a container of a real Docker; sizes are this engine's. */
let lab: TestLab;
beforeAll(async () => {
  lab = await ubuntuLab();
});

const RUN = "docker run --rm -v data:/data --tmpfs /run:size=64m ubuntu";

test.each([
  [
    "df",
    /^Filesystem {5}1K-blocks +Used Available Use% Mounted on\noverlay {9}61255492 +\d+ +\d+ +1% \/\ntmpfs {14}65536 +0 +65536 +0% \/dev\nshm {16}65536 +0 +65536 +0% \/dev\/shm\ntmpfs {14}65536 +0 +65536 +0% \/run\n\/dev\/vda1 {7}61255492 +\d+ +\d+ +1% \/data\n$/,
  ],
  [
    "sh -c 'head -c 3000000 /dev/zero > /run/x; df -hT /run/x'",
    /\ntmpfs {10}tmpfs {3}64M +2\.9M +62M +5% \/run\n$/,
  ],
  ["df -h /", /^Filesystem {6}Size {2}Used Avail Use% Mounted on\noverlay +59G +\d+M +59G +1% \/\n$/],
  ["sh -c 'df -P /data | tail -1'", /^\/dev\/vda1 +61255492 +\d+ +\d+ +1% \/data\n$/],
  ["sh -c 'df -m --total -t tmpfs | tail -1'", /^total +192 +0 +192 +0% -\n$/],
  ["sh -c 'df /nope; echo $?'", /^1\n$/],
  ["sh -c 'df -a | grep -c proc'", /^1\n$/],
  [
    "mount -t tmpfs",
    /^tmpfs on \/dev type tmpfs \(rw,nosuid,size=65536k,mode=755\)\n(?:.*\n)*tmpfs on \/run type tmpfs \(/,
  ],
  ["sh -c 'mount | head -1'", /^overlay on \/ type overlay \(rw,relatime,lowerdir=/],
  ["sh -c 'mount /dev/sda1 /mnt; echo $?'", /^32\n$/],
  [
    "sh -c 'mountpoint /data; mountpoint /etc; echo $?'",
    /^\/data is a mountpoint\n\/etc is not a mountpoint\n32\n$/,
  ],
  ["hostname -i", /^172\.17\.0\.\d+\n$/],
])("%s", async (command, expected) => {
  expect((await run(`${RUN} ${command}`, lab)).stdout).toMatch(expected);
});

test("kill of an exec reaches the container's first process", async () => {
  const traps = 'trap "echo hup; exit 3" HUP; while :; do sleep 0.02; done';
  expect((await run(`docker run -d --name web1 ubuntu bash -c '${traps}'`, lab)).exitCode).toBe(0);
  expect(await run("docker exec web1 kill -HUP 1", lab)).toEqual({ stdout: "", stderr: "", exitCode: 0 });
  expect((await run("docker wait web1", lab)).stdout).toBe("3\n");
  expect((await run("docker logs web1", lab)).stdout).toBe("hup\n");
});
