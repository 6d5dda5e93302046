import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pythonRuntime, withPython } from "./python-support.js";
import { encode, run } from "./support.js";

const ROOT = join(import.meta.dirname, "../../src");
const FILES = readdirSync(ROOT, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".py"));

/** Says of each file what is wrong with it: the compiler's words, and names that are used and set nowhere. */
const CHECK = `
import ast, builtins, pathlib, sys
known = set(dir(builtins)) | {"__file__", "__name__"}
for path in sorted(pathlib.Path("/checked").rglob("*.py")):
    try:
        tree = ast.parse(path.read_text(), str(path))
        compile(tree, str(path), "exec")
    except SyntaxError as error:
        print(path, error)
        continue
    nodes = list(ast.walk(tree))
    bound = {n.id for n in nodes if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}
    bound |= {n.name for n in nodes if isinstance(n, (ast.FunctionDef, ast.ClassDef))}
    bound |= {n.arg for n in nodes if isinstance(n, ast.arg)}
    bound |= {n.name for n in nodes if isinstance(n, ast.ExceptHandler) and n.name}
    bound |= {(a.asname or a.name).split(".")[0] for n in nodes if isinstance(n, (ast.Import, ast.ImportFrom)) for a in n.names}
    for node in nodes:
        if isinstance(node, ast.Name) and node.id not in bound | known:
            print(f"{path}:{node.lineno}: {node.id} is nowhere set")
`;

async function check(files: Readonly<Record<string, string>>): Promise<string> {
  const fs = withPython();
  for (const [path, text] of Object.entries(files)) {
    fs.mkdir(`/checked/${path}`.replace(/\/[^/]*$/, ""), { recursive: true });
    fs.writeFile(`/checked/${path}`, encode(text));
  }
  const { stdout, stderr, exitCode } = await run(pythonRuntime(), fs, ["python3", "-c", CHECK]);
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  return stdout;
}

test("every Python file compiles with the Python that containers run, and uses no name that is not there", async () => {
  expect(FILES.length).toBeGreaterThan(10);
  const files = FILES.map((path) => [path, readFileSync(join(ROOT, path), "utf8")] as const);
  expect(await check(Object.fromEntries(files))).toBe("");
});

test("the check sees a mistake", async () => {
  const found = await check({ "a.py": "def f(:\n    pass\n", "b/c.py": "import sys\nprint(sis.argv)\n" });
  expect(found).toBe("/checked/a.py invalid syntax (a.py, line 1)\n/checked/b/c.py:2: sis is nowhere set\n");
});
