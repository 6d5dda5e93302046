import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createRuntime } from "../../src/programs/runtime.js";
import { standIn } from "../../src/stand-in/program-file.js";
import type { FileSystem } from "../../src/vfs/filesystem.js";
import { container, encode, run } from "./support.js";

interface Row {
  readonly line: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

interface Recorded {
  /** Of /etc, by name. */
  readonly start: Readonly<Record<string, string>>;
  readonly groups: readonly {
    readonly rows: readonly Row[];
    readonly files: Readonly<Record<string, string>>;
  }[];
}

const FIXTURE = join(import.meta.dirname, "../fixtures/debian-accounts/recorded.json");
const RECORDED: Recorded = JSON.parse(readFileSync(FIXTURE, "utf8"));
const runtime = createRuntime();

function machine(start: Readonly<Record<string, string>> = RECORDED.start): FileSystem {
  const fs = container();
  for (const name of ["adduser", "deluser", "groupmod", "usermod", "su", "runuser"])
    fs.writeFile(`/usr/sbin/${name}`, standIn(name, 4096), { mode: 0o755 });
  for (const name of ["adduser", "deluser", "groupmod", "usermod", "su", "runuser"])
    fs.chmod(`/usr/sbin/${name}`, 0o755);
  fs.symlink("adduser", "/usr/sbin/addgroup");
  fs.symlink("deluser", "/usr/sbin/delgroup");
  for (const [name, text] of Object.entries(start)) fs.writeFile(`/etc/${name}`, encode(text));
  fs.mkdir("/srv");
  return fs;
}

/** Without the day of the last change. */
function withoutDays(shadow: string): string {
  return shadow.replace(/^([^:\n]*:[^:\n]*):\d+:/gm, "$1:DAY:");
}

describe("accounts, as Debian keeps them", () => {
  test.each(RECORDED.groups.map((group) => [group.rows[0]?.line ?? "", group] as const))(
    "%s …",
    async (_, { rows, files }) => {
      const fs = machine();
      const ran: Row[] = [];
      for (const { line } of rows) ran.push({ line, ...(await run(runtime, fs, ["bash", "-c", line])) });
      // Debian's tool looks for cron's files, which no container here has.
      const heard = rows.map((row) => ({
        ...row,
        stderr: row.stderr.replace(/^deluser: .*crontab.*\n/gm, ""),
      }));
      expect(ran).toEqual(heard);
      const kept = Object.keys(files).map((name) => [
        name,
        withoutDays(new TextDecoder().decode(fs.readFile(`/etc/${name}`))),
      ]);
      expect(Object.fromEntries(kept)).toEqual(
        Object.fromEntries(Object.entries(files).map(([name, text]) => [name, withoutDays(text)])),
      );
    },
  );

  test("gpasswd adds and removes one member", async () => {
    const fs = machine();
    fs.writeFile("/usr/bin/gpasswd", standIn("gpasswd", 4096), { mode: 0o755 });
    fs.chmod("/usr/bin/gpasswd", 0o755);
    const line = (words: string) => run(runtime, fs, ["bash", "-c", words]);
    expect(await line("gpasswd -a daemon staff; grep staff /etc/group; gpasswd -d daemon staff")).toEqual({
      stdout: "Adding user daemon to group staff\nstaff:x:50:daemon\nRemoving user daemon from group staff\n",
      stderr: "",
      exitCode: 0,
    });
    expect(await line("gpasswd -d daemon staff; gpasswd -a none staff; gpasswd -a daemon none")).toEqual({
      stdout: "",
      stderr:
        "gpasswd: user 'daemon' is not a member of 'staff'\ngpasswd: user 'none' does not exist\ngpasswd: group 'none' does not exist in /etc/group\n",
      exitCode: 3,
    });
  });

  test("a home is as private as login.defs wants it", async () => {
    const fs = machine();
    fs.writeFile("/etc/login.defs", encode("# HOME_MODE 0700\nUMASK\t\t022\nHOME_MODE\t0750\n"));
    expect(await run(runtime, fs, ["bash", "-c", "useradd -m a; stat -c %a /home/a"])).toMatchObject({
      stdout: "750\n",
    });
  });

  test("without one, as Ubuntu's or as Debian's wants it", async () => {
    const fs = machine();
    const made = "useradd -m a; stat -c %a /home/a; userdel -r a 2> /dev/null";
    expect(await run(runtime, fs, ["bash", "-c", made])).toMatchObject({ stdout: "755\n" });
    fs.writeFile("/usr/sbin/useradd", standIn("useradd", 4096, "4.8.1"));
    expect(await run(runtime, fs, ["bash", "-c", made])).toMatchObject({ stdout: "750\n" });
  });

  test("nobody but root may", async () => {
    const fs = machine().as({ uid: 1000, gid: 1000, groups: [], umask: 0o022 });
    expect(await run(runtime, fs, ["bash", "-c", "useradd x; runuser -u daemon -- id"])).toEqual({
      stdout: "",
      stderr:
        "useradd: cannot lock /etc/passwd; try again later.: Permission denied\nrunuser: may not be used by non-root users\n",
      exitCode: 1,
    });
  });
});

describe("accounts, as BusyBox keeps them", () => {
  const box = (): FileSystem => {
    const fs = machine({
      passwd: "root:x:0:0:root:/root:/bin/ash\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n",
      group: "root:x:0:root\nusers:x:100:\nnogroup:x:65533:\nnobody:x:65534:\n",
      shadow: "root:*::0:::::\nnobody:!::0:::::\n",
    });
    fs.writeFile("/usr/bin/busybox", standIn("busybox", 4096), { mode: 0o755 });
    fs.chmod("/usr/bin/busybox", 0o755);
    for (const name of ["adduser", "addgroup", "deluser", "delgroup", "su"]) {
      fs.remove(`/usr/sbin/${name}`, { force: true });
      fs.symlink("/bin/busybox", `/usr/bin/${name}`);
    }
    return fs;
  };

  test.each<[string, Partial<Omit<Row, "line">>]>([
    [
      "addgroup -S app && adduser -S app -G app; id app",
      { stdout: "uid=100(app) gid=101(app) groups=101(app)\n", stderr: "" },
    ],
    [
      "adduser -S web; id web; grep web /etc/passwd /etc/group",
      {
        stdout:
          "uid=100(web) gid=65533(nogroup) groups=65533(nogroup)\n/etc/passwd:web:x:100:65533:Linux User,,,:/home/web:/sbin/nologin\n/etc/group:nogroup:x:65533:web\n",
      },
    ],
    ["adduser -D joe; stat -c %a /home/joe; su joe -c 'id -un'", { stdout: "2755\njoe\n" }],
    [
      "adduser -D -H -u 1500 -s /bin/ash -g Joe joe; grep joe /etc/passwd; ls /home",
      { stdout: "joe:x:1500:1500:Joe:/home/joe:/bin/ash\n" },
    ],
    [
      "addgroup -g 82 -S www-data; adduser -u 82 -D -S -G www-data www-data; id www-data",
      { stdout: "uid=82(www-data) gid=82(www-data) groups=82(www-data)\n" },
    ],
    ["adduser root", { stderr: "adduser: user 'root' in use\n", exitCode: 1 }],
    ["addgroup users", { stderr: "addgroup: group 'users' in use\n", exitCode: 1 }],
    ["adduser -G none x", { stderr: "adduser: unknown group none\n", exitCode: 1 }],
    [
      "adduser nobody users; grep users /etc/group; deluser nobody; delgroup users; grep -c . /etc/group",
      { stdout: "users:x:100:nobody\n2\n" },
    ],
  ])("%s", async (line, expected) => {
    expect(await run(runtime, box(), ["bash", "-c", line])).toMatchObject(expected);
  });
});
