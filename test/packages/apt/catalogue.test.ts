import { expect, test } from "vitest";
import { parseCatalogue } from "../../../src/stand-in/catalogue.js";

const SMALL = `
# a comment
@ /usr
@ /usr/bin
+ bash /bin
p=4755 100 bash
l rbash -> bash
@ 2775 0:8 /var/mail
f=0640,0:42 7 secret
% /usr/share/man/man1
+ bash
o bash.1.gz rbash.1.gz
`;

test("a catalogue's lines become paths and package lists", () => {
  const { entries, packageLists } = parseCatalogue(SMALL);
  expect(entries).toEqual([
    { kind: "directory", path: "/usr", mode: 0o755, uid: 0, gid: 0 },
    { kind: "directory", path: "/usr/bin", mode: 0o755, uid: 0, gid: 0 },
    { kind: "program", path: "/usr/bin/bash", size: 100, mode: 0o4755, uid: 0, gid: 0, package: "bash" },
    { kind: "symlink", path: "/usr/bin/rbash", target: "bash" },
    { kind: "directory", path: "/var/mail", mode: 0o2775, uid: 0, gid: 8 },
    { kind: "data", path: "/var/mail/secret", size: 7, mode: 0o640, uid: 0, gid: 42 },
  ]);
  expect(packageLists.get("bash")).toEqual([
    "/bin",
    "/bin/bash",
    "/usr",
    "/usr/share",
    "/usr/share/man",
    "/usr/share/man/man1",
    "/usr/share/man/man1/bash.1.gz",
    "/usr/share/man/man1/rbash.1.gz",
    "/bin/rbash",
  ]);
});

test.each([
  ["z 5 name", /cannot read the line "z 5 name"/],
  ["f large name", /no size in the line "f large name"/],
])("a mistake in a catalogue is reported: %s", (line, message) => {
  expect(() => parseCatalogue(`@ /\n${line}\n`)).toThrow(message);
});
