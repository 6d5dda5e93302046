import { describe, expect, test } from "vitest";
import { createRuntime } from "../../src/programs/runtime.js";
import { standIn } from "../../src/stand-in/program-file.js";
import { applyChanges } from "../../src/vfs/apply.js";
import type { FileSystem } from "../../src/vfs/filesystem.js";
import { emptyChanges } from "../../src/vfs/node.js";
import { UnionFileSystem } from "../../src/vfs/union.js";
import { container, encode, run } from "./support.js";

const runtime = createRuntime();
const bash = (fs: FileSystem, line: string) => run(runtime, fs, ["bash", "-c", line]);

/** A container over an image: what `container()` holds and a directory with files, all in the lower layers. */
function overImage(): FileSystem {
  const metadata = { mode: 0o755, uid: 0, gid: 0, mtime: 1_700_000_000 };
  const upper = emptyChanges(metadata);
  const image = container(new UnionFileSystem({ lower: undefined, upper }));
  image.mkdir("/data/deep", { recursive: true });
  image.writeFile("/data/file", encode("from the image\n"), { mode: 0o640 });
  image.writeFile("/data/deep/other", encode("deep\n"));
  image.symlink("file", "/data/link");
  image.chown("/data/file", 1, 50);
  image.utimes("/data/file", 1_600_000_000);
  return new UnionFileSystem({ lower: applyChanges(undefined, upper), upper: emptyChanges(metadata) });
}

describe("over an image's layers", () => {
  test("mv of a directory copies it with its metadata and removes it", async () => {
    const fs = overImage();
    expect(() => fs.rename("/data", "/elsewhere")).toThrow(/EXDEV/);
    expect(await bash(fs, "mv /data /moved && ls -R /moved; cat /moved/link; ls -d /data")).toEqual({
      stdout: "/moved:\ndeep\nfile\nlink\n\n/moved/deep:\nother\nfrom the image\n",
      stderr: "ls: cannot access '/data': No such file or directory\n",
      exitCode: 2,
    });
    expect(fs.stat("/moved/file")).toMatchObject({ mode: 0o640, uid: 1, gid: 50, mtime: 1_600_000_000 });
  });

  test("rm -r, then the same name again, shows nothing of the image's", async () => {
    const fs = overImage();
    expect(await bash(fs, "rm -r /data; mkdir /data; touch /data/new; ls -A /data")).toMatchObject({
      stdout: "new\n",
      exitCode: 0,
    });
  });

  test("a redirection replaces a lower file's content and keeps its metadata", async () => {
    const fs = overImage();
    await bash(fs, "echo more >> /data/file; echo x > /data/deep/other");
    expect(new TextDecoder().decode(fs.readFile("/data/file"))).toBe("from the image\nmore\n");
    expect(fs.stat("/data/file")).toMatchObject({ mode: 0o640, uid: 1, gid: 50 });
    expect(new TextDecoder().decode(fs.readFile("/data/deep/other"))).toBe("x\n");
  });

  test("reading changes nothing", async () => {
    const metadata = { mode: 0o755, uid: 0, gid: 0, mtime: 1 };
    const below = emptyChanges(metadata);
    container(new UnionFileSystem({ lower: undefined, upper: below }));
    const upper = emptyChanges(metadata);
    const fs = new UnionFileSystem({ lower: applyChanges(undefined, below), upper });
    await bash(
      fs,
      "ls -la / /etc; cat /etc/passwd; id; which ls; stat /etc; cd /tmp; test -f /etc/group; cat < /etc/group; x=$(cat <<< here); find / -name x",
    );
    expect([...upper.changes.keys()]).toEqual([]);
  });
});

describe("metadata", () => {
  test.each([
    [
      "cp -a keeps owner, mode and time",
      "cp -a /data /copy",
      "/copy/file",
      { mode: 0o640, uid: 1, gid: 50, mtime: 1_600_000_000 },
    ],
    ["cp gives the copy to who copies", "cp /data/file /copy", "/copy", { mode: 0o640, uid: 0, gid: 0 }],
    ["cp -p", "cp -p /data/file /copy", "/copy", { mode: 0o640, uid: 1, gid: 50, mtime: 1_600_000_000 }],
    [
      "cp gives a copy no set-user-ID",
      "chmod 4755 /data/file; cp /data/file /copy",
      "/copy",
      { mode: 0o755 },
    ],
    ["cp -r and a directory", "chmod 2750 /data/deep; cp -r /data/deep /copy", "/copy", { mode: 0o750 }],
    ["cp -r and a closed one", "chmod 1644 /data/deep; cp -r /data/deep /copy", "/copy", { mode: 0o1644 }],
    [
      "cp -r where a directory hands its group on",
      "chmod 2777 /tmp; cp -r /data/deep /tmp/copy",
      "/tmp/copy",
      { mode: 0o2755 },
    ],
    ["chown by name", "chown daemon:staff /tmp", "/tmp", { uid: 1, gid: 50 }],
    ["chown to a user's own group", "chown daemon: /tmp", "/tmp", { uid: 1, gid: 1 }],
    ["chown -R", "chown -R 7:8 /data", "/data/deep/other", { uid: 7, gid: 8 }],
    ["chgrp", "chgrp staff /data/file", "/data/file", { uid: 1, gid: 50 }],
    ["chmod symbolic", "chmod u=rwx,g+s,o-r /data/deep", "/data/deep", { mode: 0o2751 }],
    ["touch -d", "touch -d 2024-01-01T00:00:00Z /data/file", "/data/file", { mtime: 1_704_067_200 }],
    ["touch -r", "touch -r /data/file /new", "/new", { mtime: 1_600_000_000 }],
    [
      "install",
      "install -m 4755 -o daemon -g staff -D /data/file /a/b/c",
      "/a/b/c",
      { mode: 0o4755, uid: 1, gid: 50 },
    ],
    ["truncate", "truncate -s 1M /data/file", "/data/file", { size: 1_048_576 }],
    ["dd", "dd if=/dev/zero of=/big bs=1M count=500 status=none", "/big", { size: 524_288_000 }],
    [
      "dd in place",
      "dd if=/data/deep/other of=/data/file bs=1 seek=2 conv=notrunc status=none",
      "/data/file",
      { size: 15 },
    ],
    ["mkdir -m", "mkdir -m 1777 /m", "/m", { mode: 0o1777 }],
    ["umask", "umask 027; touch /u", "/u", { mode: 0o640 }],
  ])("%s", async (_, line, path, expected) => {
    const fs = overImage();
    expect(await bash(fs, line)).toMatchObject({ stderr: "", exitCode: 0 });
    expect(fs.lstat(path)).toMatchObject(expected);
  });

  test("busybox's cp gives a copy set-user-ID too", async () => {
    const fs = overImage();
    fs.writeFile("/usr/bin/busybox", standIn("busybox", 4096));
    fs.chmod("/usr/bin/busybox", 0o755);
    const line = "chmod 4755 /data/file; chmod 2750 /data/deep; busybox cp -r /data /copy";
    expect(await bash(fs, line)).toMatchObject({ stderr: "", exitCode: 0 });
    const modes = ["file", "deep"].map((name) => fs.lstat(`/copy/${name}`).mode);
    expect(modes).toEqual([0o4755, 0o2750]);
  });

  test("ls -l shows mode, links, owner, group, size and time", async () => {
    const fs = overImage();
    fs.chmod("/data/deep", 0o3750);
    fs.utimes("/data/deep", 1_600_000_000);
    fs.utimes("/data/link", 1_600_000_000, { followSymlinks: false });
    fs.chown("/data/deep", 1234, 4321);
    expect((await bash(fs, "ls -l /data")).stdout).toBe(
      [
        "total 8",
        "drwxr-s--T 1 1234   4321  4096 Sep 13  2020 deep",
        "-rw-r----- 1 daemon staff   15 Sep 13  2020 file",
        "lrwxrwxrwx 1 root   root     4 Sep 13  2020 link -> file",
        "",
      ].join("\n"),
    );
  });

  test("useradd and groupadd write the account files", async () => {
    const fs = overImage();
    // As Ubuntu's, whose homes others of the group may look into.
    fs.writeFile("/etc/login.defs", encode("HOME_MODE\t0750\n"));
    const line =
      "groupadd -r web; useradd -m -s /bin/bash -G staff alice; useradd -r -g web svc; id alice; id svc; tail -n 2 /etc/passwd; stat -c '%U %a' /home/alice; useradd alice";
    expect(await bash(fs, line)).toEqual({
      stdout:
        "uid=1000(alice) gid=1000(alice) groups=1000(alice),50(staff)\nuid=999(svc) gid=999(web) groups=999(web)\n" +
        "alice:x:1000:1000::/home/alice:/bin/bash\nsvc:x:999:999::/home/svc:/bin/sh\nalice 750\n",
      stderr: "useradd: user 'alice' already exists\n",
      exitCode: 9,
    });
  });

  test("another user may not", async () => {
    const fs = overImage();
    const user = fs.as({ uid: 1000, gid: 1000, groups: [], umask: 0o022 });
    expect(
      await bash(user, "touch /x; cat /data/file; echo x > /etc/passwd; rm /data/link; whoami; id -u"),
    ).toEqual({
      stdout: "1000\n",
      stderr:
        "touch: cannot touch '/x': Permission denied\ncat: /data/file: Permission denied\n" +
        "bash: line 1: /etc/passwd: Permission denied\nrm: cannot remove '/data/link': Permission denied\n" +
        "whoami: cannot find name for user ID 1000\n",
      exitCode: 0,
    });
  });
});

describe("head", () => {
  // As GNU coreutils 9.1 answers in the C locale.
  const table: readonly (readonly [string, string, string?])[] = [
    ["head -n 2 f", "1\n2\n"],
    ["head -2 f", "1\n2\n"],
    ["head -n -1 f", "1\n2\n3\n"],
    ["head -n -1 g", "a\n"],
    ["head -c 3 f", "1\n2"],
    ["head -c -3 f", "1\n2\n"],
    ["head -n 1 f g", "==> f <==\n1\n\n==> g <==\na\n"],
    ["head -qn 1 f g", "1\na\n"],
    ["head -n0 f", ""],
    [
      "head -n 9 f none",
      "==> f <==\n1\n2\n3\n4",
      "head: cannot open 'none' for reading: No such file or directory\n",
    ],
    ["cat f | head -n 1", "1\n"],
    ["head -n x f", "", "head: invalid number of lines: 'x'\n"],
    ["head -c 300000 /dev/urandom | wc -c", "300000\n"],
    ["head -c 2M /dev/zero > big; wc -c big", "2097152 big\n"],
  ];
  test.each(table)("%s", async (line, stdout, stderr = "") => {
    const fs = container();
    fs.writeFile("/root/f", encode("1\n2\n3\n4"));
    fs.writeFile("/root/g", encode("a\nb\n"));
    const outcome = await bash(fs, `cd /root; ${line}`);
    expect(outcome).toMatchObject({ stdout, stderr, exitCode: stderr === "" ? 0 : 1 });
  });
});
