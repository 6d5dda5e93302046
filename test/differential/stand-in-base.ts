import { readFileSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import { pack } from "tar-stream";
import { createLab } from "../../src/lab/lab.js";
import { untar } from "../../src/lesson/untar.js";
import type { Entry } from "../../src/tar/entry.js";
import { readArchive } from "../../src/tar/read.js";
import { writeArchive } from "../../src/tar/write.js";
import { fromBytes, toBytes } from "../../src/vfs/data.js";
import { fixturePath } from "../fixtures.js";

/** Holds the real, static busybox whose programs stand in for those of ubuntu. */
const BUSYBOX = fixturePath("docker-ops/tiny-base.tar");
const PROGRAMS =
  "cat chmod chown cp dash dd echo env find head id ls mkdir mv pwd rm rmdir sha256sum sleep stat tail touch true truncate wc";

/**
 * Docker packages for which the lessons ask, and what `docker history` says of the layer in which they are installed. What is
 * in it is not Docker's matter, so the stand-in writes one file of that size.
 */
const APT = `#!/bin/sh
# A script that does, of a program, what the lessons ask of it.
program() { cat > "/usr/bin/$1" && chmod 755 "/usr/bin/$1"; }
case "$*" in
  *nodejs*)
    size=126000000
    program node <<'END'
#!/bin/sh
line=$(cat "$1"); line=\${line#*\\"}; echo "\${line%\\"*}"
END
    ;;
  *curl*)
    size=51900000
    program curl <<'END'
#!/bin/sh
cp "\${3#file://}" "$2"
END
    ;;
  *wget*) size=49400000 ;;
  *python3*)
    size=71200000
    program python3 <<'END'
#!/bin/sh
while IFS= read -r line; do line=\${line#*\\"}; echo "\${line%\\"*}"; done < "$1"
END
    ;;
  *) exit 0 ;;
esac
case "$*" in *python3-pip*) echo '#!/bin/sh' | program pip ;; esac
truncate -s $size /var/lib/packages
`;

/**
 * The lessons' `ubuntu` as an archive for real Docker: its files, its sizes, its settings and history; but the programs in
 * it are busybox's, which a kernel can run. (Ours are run by this project itself and hold no machine code.)
 */
export async function standInBase(): Promise<Buffer> {
  const { docker, engine } = await createLab();
  await docker.pull("ubuntu");
  const saved = untar(await buffer(engine.save(["ubuntu"])));
  const file = (name: string) => {
    const found = saved.find((member) => member.name === name);
    if (found === undefined) throw new Error(`docker save wrote no ${name}`);
    return found;
  };
  const [{ Config, Layers }]: [{ Config: string; Layers: [string] }] = JSON.parse(file("manifest.json").text);
  const layer = toBytes(writeArchive(withBusybox([...readArchive(fromBytes(file(Layers[0]).content))])));
  const config = JSON.parse(file(Config).text);
  config.rootfs.diff_ids = [`sha256:${await sha256(layer)}`];
  config.architecture = process.arch === "x64" ? "amd64" : process.arch;
  delete config.variant;
  const archive = pack();
  archive.entry({ name: "layer.tar" }, Buffer.from(layer));
  archive.entry({ name: "config.json" }, JSON.stringify(config));
  archive.entry(
    { name: "manifest.json" },
    JSON.stringify([{ Config: "config.json", Layers: ["layer.tar"], RepoTags: ["ubuntu:latest"] }]),
  );
  archive.finalize();
  return buffer(archive);
}

/** Programs become links to busybox, which takes perl's place and is made as long as all of them were. */
function withBusybox(entries: readonly Entry[]): Entry[] {
  const busybox = untar(readFileSync(BUSYBOX)).find(({ name }) => name === "./bin/busybox")?.content;
  if (busybox === undefined) throw new Error("the fixture has no busybox");
  const linked = new Set(PROGRAMS.split(" ").map((name) => `usr/bin/${name}`));
  const scripts = new Map([
    ["usr/bin/apt", APT],
    ["usr/bin/apt-get", APT],
    ["usr/bin/bash", '#!/bin/sh\nexec /bin/sh "$@"\n'],
  ]);
  const perl = entries.find(({ name }) => name === "usr/bin/perl");
  if (perl === undefined) throw new Error("ubuntu has no /usr/bin/perl whose place busybox could take");
  let size = perl.data.size;
  const rest = entries
    .filter(({ name, linkname }) => name !== perl.name && linkname !== perl.name)
    .map((entry): Entry => {
      const script = scripts.get(entry.name);
      if (script !== undefined) {
        const data = fromBytes(Buffer.from(script));
        size += entry.data.size - data.size;
        return { ...entry, type: "file", mode: 0o755, linkname: "", data };
      }
      if (!linked.has(entry.name)) return entry;
      size += entry.data.size;
      return { ...entry, type: "symlink", linkname: "perl", data: fromBytes(new Uint8Array()) };
    });
  const program = new Uint8Array(size);
  program.set(busybox);
  return [...rest, { ...perl, type: "file", mode: 0o755, linkname: "", data: fromBytes(program) }];
}

async function sha256(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await crypto.subtle.digest("SHA-256", Buffer.from(bytes))).toString("hex");
}
