import { nameOf } from "../../src/posix/name-bytes.js";
import type { Entry } from "../../src/tar/entry.js";
import { entry, file, tar } from "../archives.js";

const TIME = { mtime: 1_500_000_000 };
const dir = (name: string, mode = 0o755): Entry => entry(name, { ...TIME, type: "directory", mode });
const text = (name: string, content = "x", more: Partial<Entry> = {}): Entry =>
  file(name, content, { ...TIME, ...more });
const link = (name: string, linkname: string): Entry => entry(name, { ...TIME, type: "link", linkname });
const symlink = (name: string, linkname: string): Entry =>
  entry(name, { ...TIME, type: "symlink", linkname });

/** Of the image that they are copied into a container of. */
export const BASE = tar(
  dir("etc"),
  text("etc/passwd", "root:x:0:0::/:/bin/sh\n"),
  dir("tmp", 0o1777),
  dir("bin"),
  text("bin/sh"),
);

/** What `setcap cap_net_bind_service+ep` writes. */
const CAPABILITY = nameOf(new Uint8Array([1, 0, 0, 2, 0, 4, ...new Array<number>(14).fill(0)]));
const CAPABLE = { mode: 0o755, xattrs: { "security.capability": CAPABILITY, "user.note": "n" } };

/** Archives that a reader can understand in more than one way. Each is imported, and copied into a container. */
export const ODD_ARCHIVES: Readonly<Record<string, Buffer>> = {
  "an empty link target": tar(symlink("a", "")),
  "an empty hard link target": tar(link("a", "")),
  "a directory called .": tar(dir(".", 0o700)),
  "a directory called /": tar(dir("/", 0o700)),
  "a directory called ..": tar(dir("..", 0o700)),
  "a name that climbs": tar(text("../../esc")),
  "a name that climbs from the middle": tar(text("a/../../b")),
  "an absolute name": tar(text("/abs")),
  "a file whose name ends in a slash": tar(text("a/")),
  "a hard link to a directory": tar(dir("d"), link("l", "d")),
  "a hard link that climbs": tar(text("f"), link("l", "../f")),
  "a hard link to itself": tar(link("l", "l")),
  "a file behind a symbolic link to elsewhere": tar(symlink("s", "/etc"), text("s/x")),
  "a symbolic link that climbs": tar(symlink("s", "../../.."), text("s/x")),
  "a file below a file": tar(text("f"), text("f/g")),
  "whiteout of .": tar(text(".wh..", "")),
  "whiteout of ..": tar(text(".wh...", "")),
  "whiteout of nothing": tar(text(".wh.", "")),
  "an opaque root": tar(text(".wh..wh..opq", ""), text("q")),
  "a folder of AUFS": tar(dir(".wh..wh.plnk", 0o700), text(".wh..wh.plnk/1.2")),
  "a file of AUFS": tar(text(".wh..wh.aufs", "")),
  "overlayfs's own device": tar(entry("a", { ...TIME, type: "character-device" })),
  "a pipe": tar(entry("p", { ...TIME, type: "fifo" })),
  "a file twice": tar(text("a", "1"), text("a", "2")),
  "a directory twice": tar(dir("d"), dir("d", 0o700)),
  "a directory over a file": tar(text("a"), dir("a")),
  "a file over a directory": tar(dir("a"), text("a")),
  "a file twice, with ./": tar(text("a", "1"), text("./a", "2")),
  "a file twice, with //": tar(text("d/a", "1"), text("d//a", "2")),
  "a file twice, with / in front": tar(text("a", "1"), text("/a", "2")),
  "a file over a hard link": tar(text("a", "1"), link("b", "a"), text("b", "2")),
  "directories that are only implied": tar(text("x/y/z")),
  "a capability": tar(text("cap", "x", CAPABLE)),
  "an opaque directory by its attribute": tar(
    entry("etc", { ...TIME, type: "directory", mode: 0o755, xattrs: { "trusted.overlay.opaque": "y" } }),
    text("etc/new"),
  ),
  "init layer's files in the image": tar(
    ...[dir("etc", 0o750), text("etc/hosts"), text("etc/hostname"), text("etc/resolv.conf")],
    ...[text("etc/mtab"), text(".dockerenv"), dir("dev", 0o700), text("dev/console"), dir("dev/pts", 0o700)],
    ...[dir("dev/shm", 0o777), text("dev/other"), dir("proc", 0o555), text("proc/x"), dir("sys", 0o555)],
  ),
  "links where the init layer's files go": tar(
    ...[dir("real"), text("real/hosts"), symlink("etc", "real"), symlink("dev", "/nowhere")],
    ...[symlink("proc", "real"), text("sys")],
  ),
  "directories where the init layer's files go": tar(
    ...[dir("etc"), dir("etc/hosts"), text("etc/hosts/a"), dir("etc/mtab"), dir(".dockerenv")],
    ...[symlink("etc/resolv.conf", "../run/r"), dir("run"), text("run/r"), symlink("etc/hostname", "/no/h")],
  ),
};
