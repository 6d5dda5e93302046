import { pipPrograms } from "../../src/packages/pip/index.js";
import type { Runtime } from "../../src/process/process.js";
import { pythonPrograms } from "../../src/programs/python/index.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { standIn } from "../../src/stand-in/program-file.js";
import type { FileSystem } from "../../src/vfs/filesystem.js";
import { container, encode } from "./support.js";

export function pythonRuntime(): Runtime {
  return createRuntime({ programs: [...pythonPrograms, ...pipPrograms] });
}

/** The files `apt install python3 python3-pip` would bring, as far as the interpreter and pip look at them. */
export function withPython(fs: FileSystem = container()): FileSystem {
  for (const path of ["/usr/lib/python3.10", "/usr/lib/python3/dist-packages/pip", "/usr/local/lib"])
    fs.mkdir(path, { recursive: true });
  fs.mkdir("/usr/local/lib/python3.10/dist-packages", { recursive: true });
  fs.writeFile("/usr/lib/python3.10/os.py", encode("# stand-in\n"));
  fs.writeFile("/usr/lib/python3/dist-packages/pip/__init__.py", encode('__version__ = "22.0.2"\n'));
  for (const [name, version] of [
    ["pip", "22.0.2"],
    ["setuptools", "59.6.0"],
    ["wheel", "0.37.1"],
  ]) {
    const info = `/usr/lib/python3/dist-packages/${name}-${version}.dist-info`;
    fs.mkdir(info);
    fs.writeFile(`${info}/METADATA`, encode(`Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`));
  }
  program(fs, "/usr/bin/python3.10", standIn("python", 5_900_000, "3.10.12"));
  fs.symlink("python3.10", "/usr/bin/python3");
  program(fs, "/usr/bin/pip3", standIn("pip", 225, "22.0.2"));
  fs.symlink("pip3", "/usr/bin/pip");
  return fs;
}

function program(fs: FileSystem, path: string, data: ReturnType<typeof standIn>): void {
  fs.writeFile(path, data, { mode: 0o755 });
  fs.chmod(path, 0o755);
}
