import { dataStandIn } from "../../stand-in/file-content.js";
import { zeros } from "../../vfs/data.js";
import type { FileData } from "../../vfs/filesystem.js";
import { ownModule } from "./own-modules.js";
import type { Wheel, WheelFile } from "./wheel-index.js";

const encoder = new TextEncoder();

/** A comment in place of a file, cut off if the file is smaller. */
function comment(text: string, size: number): Uint8Array {
  return text.length <= size ? filled(text, size) : filled("#", size);
}

/** Text padded with blanks and a newline to the size of the real file; longer text stays as it is. */
function filled(text: string, size: number): Uint8Array {
  const bytes = encoder.encode(text);
  const room = size - bytes.length;
  if (room <= 0) return bytes;
  const whole = new Uint8Array(size).fill(0x20);
  whole.set(bytes);
  whole[size - 1] = 0x0a;
  return whole;
}

/** The content for a wheel's file: a small module of ours, or a text that says what it stands for. */
export function contentOf(wheel: Wheel, file: WheelFile): Uint8Array | FileData {
  if (file.size === 0) return new Uint8Array(0);
  const own = ownModule(wheel, file.path);
  if (own !== undefined) return filled(own, file.size);
  if (file.path.endsWith(".py"))
    return comment(
      `# Stands in for ${file.path} of ${wheel.name} ${wheel.version}: only its size is true.\n`,
      file.size,
    );
  if (/\.(pyi|typed|txt|rst|md|html|css|js)$/.test(file.path))
    return comment(`# Stands in for ${file.path} of ${wheel.name} ${wheel.version}.\n`, file.size);
  return dataStandIn(file.size);
}

/** A compiled module: pip makes one for each file it installs. */
export function compiledOf(size: number): FileData {
  return size > 128 ? dataStandIn(size) : zeros(size);
}

/** A file of the `.dist-info` directory. */
export function infoOf(wheel: Wheel, name: string, size: number): Uint8Array {
  if (name !== "METADATA") return filled(`Stands in for ${name} of ${wheel.name} ${wheel.version}.\n`, size);
  const head = [
    "Metadata-Version: 2.1",
    `Name: ${wheel.name}`,
    `Version: ${wheel.version}`,
    ...wheel.metadata,
  ];
  return filled(
    `${head.join("\n")}\n\nThe description of the real package is left out; blanks keep its size.\n`,
    size,
  );
}

export function wheelText({ generator, purelib, tags }: Wheel): string {
  return `Wheel-Version: 1.0\nGenerator: ${generator}\nRoot-Is-Purelib: ${purelib}\n${tags.map((tag) => `Tag: ${tag}\n`).join("")}\n`;
}

export function scriptText(interpreter: string, module: string, call: string): string {
  return `#!${interpreter}\nimport sys\nfrom ${module} import ${call}\nif __name__ == '__main__':\n    sys.exit(${call}())\n`;
}
