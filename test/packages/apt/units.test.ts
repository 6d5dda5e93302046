import fc from "fast-check";
import { describe, expect, test } from "vitest";
import PACKAGES from "#text/registry/builtin/ubuntu/jammy/packages.822";
import { archivePackages } from "../../../src/packages/apt/archive/index.js";
import { AptConfig } from "../../../src/packages/apt/config.js";
import { formatStanzas, parseStanzas } from "../../../src/packages/apt/deb822.js";
import { showList, sizeToString, timeToString } from "../../../src/packages/apt/format.js";
import { globPattern } from "../../../src/packages/apt/path-filter.js";
import { parseRelations, satisfies } from "../../../src/packages/apt/relations.js";
import { compareVersions } from "../../../src/packages/apt/version.js";
import { parseCatalogue } from "../../../src/stand-in/catalogue.js";
import { realLog } from "./container.js";

describe("versions (Debian Policy 5.6.12)", () => {
  // Each is older than the next one.
  const ascending = [
    "1.0~~",
    "1.0~~a",
    "1.0~rc1",
    "1.0",
    "1.0-0ubuntu1",
    "1.0-1",
    "1.0-1ubuntu3.4",
    "1.0-1ubuntu3.10",
    "1.0a",
    "1.0+dfsg",
    "1.2",
    "1.10",
    "1:0.1",
  ];

  test.each(ascending.slice(1).map((version, at) => [ascending[at] ?? "", version]))(
    "%s < %s",
    (older, newer) => {
      expect(compareVersions(older, newer)).toBeLessThan(0);
      expect(compareVersions(newer, older)).toBeGreaterThan(0);
    },
  );

  test("leading zeros do not count", () => {
    expect(compareVersions("1.01-01", "1.1-1")).toBe(0);
  });

  test("it is an order", () => {
    const version = fc.stringMatching(/^[0-9][0-9a-z.+~]{0,6}(-[0-9a-z.+~]{1,4})?$/);
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(compareVersions(a, a)).toBe(0);
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0);
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0) {
          expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });
});

describe("relations", () => {
  test("alternatives, versions and architectures are read", () => {
    expect(parseRelations("debconf (>= 0.5) | debconf-2.0, libc6:any, awk")).toEqual([
      [{ name: "debconf", operator: ">=", version: "0.5" }, { name: "debconf-2.0" }],
      [{ name: "libc6" }],
      [{ name: "awk" }],
    ]);
  });

  test("a name that is provided counts, with a version only if one is given", () => {
    const mawk = { name: "mawk", version: "1.3", provides: "awk" };
    expect(satisfies(mawk, { name: "awk" })).toBe(true);
    expect(satisfies(mawk, { name: "awk", operator: ">=", version: "1" })).toBe(false);
    const apt = { name: "apt", version: "2.4.11", provides: "apt-transport-https (= 2.4.11)" };
    expect(satisfies(apt, { name: "apt-transport-https", operator: ">=", version: "1.5" })).toBe(true);
  });
});

describe("apt's figures", () => {
  test.each([
    [5936, "5936 "],
    [76_100, "76.1 k"],
    [121_651, "122 k"],
    [1_758_000, "1758 k"],
    [10_503_680, "10.5 M"],
    [0, "0 "],
  ])("%d bytes: %s", (bytes, text) => {
    expect(sizeToString(bytes)).toBe(text);
  });

  test.each([
    [0.4, "0s"],
    [65, "1min 5s"],
    [3725, "1h 2min 5s"],
  ])("%d seconds: %s", (seconds, text) => {
    expect(timeToString(seconds)).toBe(text);
  });

  test("lists wrap where a real log wraps them", () => {
    const real = realLog("install-nodejs-2025");
    const at = real.indexOf("The following NEW packages will be installed:");
    const lines = real.slice(at + 1, at + 3);
    const names = lines.join(" ").trim().split(/\s+/);
    expect(showList("Title:", names, 80)).toBe(`Title:\n${lines.join("\n")}\n`);
  });
});

test("control files come out as they went in", () => {
  const text =
    "Package: a\nConffiles:\n /etc/a 00\n /etc/b 11\nDescription: one\n two\n .\n three\n\nPackage: b\n";
  expect(formatStanzas(parseStanzas(text))).toBe(text);
});

test("apt.conf: blocks, lists and comments", () => {
  const config = new AptConfig();
  config.parse(`// a comment
DPkg::Post-Invoke { "rm -f /a/*.deb || true"; };
Dir::Cache::pkgcache ""; # nothing
APT { Install-Recommends "false"; NeverAutoRemove { "^a$"; "^b$"; }; };
Acquire::CompressionTypes::Order:: "gz";
`);
  expect(config.list("dpkg::post-invoke")).toEqual(["rm -f /a/*.deb || true"]);
  expect(config.get("Dir::Cache::pkgcache")).toBe("");
  expect(config.flag("APT::Install-Recommends", true)).toBe(false);
  expect(config.list("APT::NeverAutoRemove")).toEqual(["^a$", "^b$"]);
  expect(config.list("Acquire::CompressionTypes::Order")).toEqual(["gz"]);
});

test.each([
  ["/usr/share/doc/*/copyright", "/usr/share/doc/a/b/copyright", true],
  ["/usr/share/man/*", "/usr/share/man", false],
  ["lib[cx]*", "libc6", true],
  ["lib[!c]*", "libc6", false],
  ["a.b", "axb", false],
])("the pattern %s and %s", (glob, path, matches) => {
  expect(globPattern(glob).test(path)).toBe(matches);
});

describe("the archive", () => {
  test.each(
    archivePackages().map((entry) => [/^Package: (.+)$/m.exec(entry.control)?.[1] ?? "", entry] as const),
  )("%s: its files add up to its installed size", (name, entry) => {
    const installed = Number(/^Installed-Size: (\d+)$/m.exec(entry.control)?.[1]);
    const { entries } = parseCatalogue(entry.catalogue, { package: name });
    const directories = new Set<string>();
    let kibibytes = 0;
    for (const item of entries) {
      if ("size" in item) kibibytes += Math.ceil(item.size / 1024);
      const parts = item.path.split("/");
      for (let end = 2; end < parts.length; end++) directories.add(parts.slice(0, end).join("/"));
    }
    const total = kibibytes + directories.size;
    expect(Math.abs(total - installed), `${total} KiB of ${installed}`).toBeLessThan(
      Math.max(30, installed / 10),
    );
  });

  test("whatever a package needs is in the archive or in the image", () => {
    const names = new Set(
      archivePackages().flatMap(({ control }) =>
        parseStanzas(control).map((stanza) => stanza.get("Package")),
      ),
    );
    const image = new Set(parseStanzas(PACKAGES).map((stanza) => stanza.get("Package")));
    for (const { control } of archivePackages()) {
      for (const stanza of parseStanzas(control)) {
        const missing = parseRelations(`${stanza.get("Depends")}, ${stanza.get("Recommends")}`).filter(
          (group) => !group.some(({ name }) => names.has(name) || image.has(name)),
        );
        expect(missing, stanza.get("Package")).toEqual([]);
      }
    }
  });
});
