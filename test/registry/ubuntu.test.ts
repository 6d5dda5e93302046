import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import FILES from "#files/registry/builtin/ubuntu/jammy/files";
import SETTINGS from "#files/registry/builtin/ubuntu/jammy/settings";
import CATALOGUE from "#text/registry/builtin/ubuntu/jammy/catalogue.txt";
import PACKAGES from "#text/registry/builtin/ubuntu/jammy/packages.822";
import { builtinImage, builtinImages } from "../../src/registry/builtin/index.js";
import { parseCatalogue } from "../../src/stand-in/catalogue.js";
import { KNOWN_PROGRAMS } from "../../src/stand-in/known-programs.js";
import { identify } from "../../src/stand-in/program-file.js";
import { applyChanges } from "../../src/vfs/apply.js";
import type { FileSystem } from "../../src/vfs/filesystem.js";
import { type ChangeDirectory, type ChangeNode, emptyChanges } from "../../src/vfs/node.js";
import { UnionFileSystem } from "../../src/vfs/union.js";

function ubuntu() {
  const image = builtinImage({ repository: "ubuntu", tag: "22.04" });
  if (image === undefined) throw new Error("no built-in ubuntu:22.04");
  return image;
}

function baseLayer(): ChangeDirectory {
  const [layer] = ubuntu().layers;
  if (layer === undefined) throw new Error("ubuntu has no layer");
  return layer();
}

function container(): FileSystem {
  return new UnionFileSystem({
    lower: applyChanges(undefined, baseLayer()),
    upper: emptyChanges({ mode: 0o755, uid: 0, gid: 0, mtime: 0 }),
  });
}

const text = (fs: FileSystem, path: string) => new TextDecoder().decode(fs.readFile(path));

/** Every node once, hard links too. */
function nodesOf(directory: ChangeDirectory, found = new Set<ChangeNode>()): Set<ChangeNode> {
  for (const node of directory.changes.values()) {
    found.add(node);
    if (node.kind === "directory") nodesOf(node, found);
  }
  return found;
}

describe("the built-in images", () => {
  test.each(["latest", "22.04", "jammy"])("ubuntu:%s is the one ubuntu image", (tag) => {
    expect(builtinImage({ repository: "ubuntu", tag })).toBe(ubuntu());
  });

  test("what is not built in is not found", () => {
    expect(builtinImage({ repository: "ubuntu", tag: "23.10" })).toBeUndefined();
    expect(builtinImage({ repository: "postgres", tag: "latest" })).toBeUndefined();
  });

  test("each has as many layers as history entries that own one", () => {
    for (const image of builtinImages()) {
      const owners = image.config.history?.filter((entry) => entry.empty_layer !== true) ?? [];
      expect(image.layers.length, image.repository).toBe(owners.length);
    }
  });
});

describe("ubuntu", () => {
  test("its history, newest first, as docker history prints it", () => {
    expect(
      ubuntu()
        .config.history?.toReversed()
        .map((entry) => entry.created_by),
    ).toEqual([
      '/bin/sh -c #(nop)  CMD ["/bin/bash"]',
      "/bin/sh -c #(nop) ADD file:07cdbabf782942af04487c9da03de50a611a51e69d8bac1f593acb73a3ba3a46 in / ",
      "/bin/sh -c #(nop)  LABEL org.opencontainers.image.version=22.04",
      "/bin/sh -c #(nop)  LABEL org.opencontainers.image.ref.name=ubuntu",
      "/bin/sh -c #(nop)  ARG LAUNCHPAD_BUILD_ARCH",
      "/bin/sh -c #(nop)  ARG RELEASE",
    ]);
  });

  test("its layer is the 69.2MB of the real one, with and without the targets of links", () => {
    let files = 0;
    let targets = 0;
    for (const node of nodesOf(baseLayer())) {
      if (node.kind === "file") files += node.data.size;
      if (node.kind === "symlink") targets += node.target.length;
    }
    expect((files / 1e6).toPrecision(3)).toBe("69.2");
    expect(((files + targets) / 1e6).toPrecision(3)).toBe("69.2");
  });

  test("it is built once, and only when asked for", () => {
    expect(baseLayer()).toBe(baseLayer());
  });

  test("the top of its tree", () => {
    const fs = container();
    expect(
      fs
        .readdir("/")
        .map((entry) => entry.name)
        .join(" "),
    ).toBe("bin boot dev etc home lib media mnt opt proc root run sbin srv sys tmp usr var");
    for (const link of ["bin", "sbin", "lib"]) expect(fs.readlink(`/${link}`)).toBe(`usr/${link}`);
  });

  test("modes and owners that git or a careless copy would lose", () => {
    const fs = container();
    const seen = (path: string) => {
      const { mode, uid, gid } = fs.stat(path);
      return `${mode.toString(8)} ${uid}:${gid}`;
    };
    expect(seen("/tmp")).toBe("1777 0:0");
    expect(seen("/root")).toBe("700 0:0");
    expect(seen("/usr/bin/su")).toBe("4755 0:0");
    expect(seen("/usr/bin/chage")).toBe("2755 0:42");
    expect(seen("/etc/shadow")).toBe("640 0:42");
    expect(seen("/var/mail")).toBe("2775 0:8");
    expect(seen("/var/cache/apt/archives/partial")).toBe("700 100:0");
  });

  test("perl has two names and one inode", () => {
    const fs = container();
    expect(fs.stat("/usr/bin/perl").nlink).toBe(2);
    expect(fs.stat("/usr/bin/perl").ino).toBe(fs.stat("/usr/bin/perl5.34.0").ino);
  });

  test("texts people read are true", () => {
    const fs = container();
    expect(text(fs, "/etc/os-release").split("\n")[0]).toBe('PRETTY_NAME="Ubuntu 22.04.4 LTS"');
    expect(text(fs, "/etc/lsb-release")).toContain("DISTRIB_CODENAME=jammy\n");
    expect(text(fs, "/etc/debian_version")).toBe("bookworm/sid\n");
    expect(text(fs, "/etc/passwd")).toContain("_apt:x:100:65534::/nonexistent:/usr/sbin/nologin\n");
    expect(text(fs, "/etc/apt/sources.list")).toContain(
      "deb http://ports.ubuntu.com/ubuntu-ports/ jammy universe\n",
    );
    expect(text(fs, "/root/.bashrc")).toContain("PS1=");
    expect(text(fs, "/etc/login.defs")).toMatch(/^UID_MIN\s+1000$/m);
    expect(fs.stat("/etc/login.defs").size).toBe(10734);
  });

  test("every program of the runtime that Ubuntu's packages ship has its file", () => {
    const fs = container();
    const missing = KNOWN_PROGRAMS.filter(({ path }) => fs.lstatIfExists(path) === undefined);
    expect(missing).toEqual([]);
    expect(identify(fs.open("/bin/ls"))).toMatchObject({ kind: "program", program: "ls", note: "8.32" });
    expect(identify(fs.open("/usr/bin/egrep"))).toEqual({ kind: "script", interpreter: "/bin/sh" });
    expect(fs.realpath("/bin/sh")).toBe("/usr/bin/dash");
    expect(fs.realpath("/usr/bin/awk")).toBe("/usr/bin/mawk");
  });

  test("libraries are data, not programs", () => {
    const fs = container();
    expect(fs.stat("/usr/lib/aarch64-linux-gnu/libc.so.6").size).toBe(1641496);
    expect(identify(fs.open("/usr/lib/aarch64-linux-gnu/libc.so.6")).kind).toBe("text");
  });

  test("dpkg's lists and diversions name the 4389 files and directories that dpkg counts", () => {
    const fs = container();
    const paths = new Set<string>();
    for (const { name } of fs.readdir("/var/lib/dpkg/info")) {
      if (!name.endsWith(".list")) continue;
      for (const path of text(fs, `/var/lib/dpkg/info/${name}`).trimEnd().split("\n")) paths.add(path);
    }
    for (const line of text(fs, "/var/lib/dpkg/diversions").split("\n")) {
      if (line.startsWith("/")) paths.add(line);
    }
    expect(paths.size).toBe(4389);
  });

  test("a package's list has directories before what is in them, and links last, as a .deb has", () => {
    const list = text(container(), "/var/lib/dpkg/info/hostname.list");
    expect(list.startsWith("/.\n/bin\n/bin/hostname\n/usr\n/usr/share\n")).toBe(true);
    expect(
      list.endsWith("/bin/dnsdomainname\n/bin/domainname\n/bin/nisdomainname\n/bin/ypdomainname\n"),
    ).toBe(true);
  });

  test("dpkg's status has 101 packages, all installed", () => {
    const stanzas = text(container(), "/var/lib/dpkg/status").trim().split("\n\n");
    expect(stanzas.length).toBe(101);
    expect(stanzas.filter((stanza) => !stanza.includes("\nStatus: install ok installed\n"))).toEqual([]);
    const libc = stanzas.find((stanza) => stanza.startsWith("Package: libc6\n"));
    expect(libc).toContain("\nVersion: 2.35-0ubuntu3.6\n");
  });
});

describe("ubuntu's data", () => {
  const entries = parseCatalogue(CATALOGUE).entries;

  test("a text is the file whose sum dpkg's status has", () => {
    const sums = [...PACKAGES.matchAll(/^ (\/\S+) ([0-9a-f]{32})$/gm)]
      .flatMap(([, path = "", sum]) => (FILES[path] === undefined ? [] : [{ path, text: FILES[path], sum }]))
      .map(({ path, text, sum }) => ({ path, same: createHash("md5").update(text).digest("hex") === sum }));
    expect(sums.length).toBeGreaterThanOrEqual(50);
    // The list of packages has base-files's sums from 22.04.1; these three texts name the point release.
    expect(sums.filter(({ same }) => !same).map(({ path }) => path)).toEqual([
      "/etc/issue",
      "/etc/issue.net",
      "/etc/lsb-release",
    ]);
  });

  test("each text is in the catalogue, and the catalogue's texts are there", () => {
    const texts = entries.filter(({ kind }) => kind === "text").map(({ path }) => path);
    expect(Object.keys(FILES).sort()).toEqual(texts.sort());
  });

  test("each file of settings has a size in the catalogue, and fits in it", () => {
    const sizes = new Map(
      entries.flatMap((entry) => (entry.kind === "data" ? [[entry.path, entry.size]] : [])),
    );
    for (const [path, text] of Object.entries(SETTINGS))
      expect(text.length, path).toBeLessThanOrEqual(sizes.get(path) ?? -1);
  });
});
