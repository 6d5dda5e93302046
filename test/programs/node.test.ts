import { format, inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { createRuntime } from "../../src/programs/runtime.js";
import { container, encode, installNode, type RunOptions, run } from "./support.js";

const runtime = createRuntime();

/** Runs `node ARGS` where `files` are. */
async function node(
  args: readonly string[],
  files: Readonly<Record<string, string>> = {},
  options: RunOptions = {},
) {
  const fs = container();
  installNode(fs);
  for (const [path, text] of Object.entries(files)) {
    fs.mkdir(path.replace(/\/[^/]*$/, "") || "/", { recursive: true });
    fs.writeFile(path, encode(text));
  }
  return { fs, ...(await run(runtime, fs, ["node", ...args], options)) };
}

/** What later releases than the image's, which may run this test, show in another way. */
const AS_NODE_20 = new Map([
  ["new ArrayBuffer(3)", "ArrayBuffer { [Uint8Contents]: <00 00 00>, byteLength: 3 }"],
  ["{ [Symbol('k')]: 1 }", "{ [Symbol(k)]: 1 }"],
]);

describe("shows values as Node does", () => {
  // The same expression, by the Node this test runs on.
  test.each([
    "1",
    "-0",
    "NaN",
    "1n",
    "'a'",
    '"it\'s"',
    "'a\\nb'",
    "null",
    "undefined",
    "true",
    "Symbol('s')",
    "/a.c/gi",
    "[]",
    "{}",
    "[1, 2, 3]",
    "['a', 'b']",
    "[[1, [2, [3, [4]]]]]",
    "[1, , 3]",
    "[undefined, null]",
    "[,,]",
    "{ a: 1, b: 'two', 'c-d': [3] }",
    "{ a: { b: { c: { d: 1 } } } }",
    "{ f() {}, g: () => 1, h: class A {}, i: class B extends Array {} }",
    "{ get x() { return 1 }, set y(v) {}, get z() { return 1 }, set z(v) {} }",
    "{ [Symbol('k')]: 1 }",
    "new Map([['a', 1], [{ b: 2 }, [3]]])",
    "new Set([1, 'x', { y: 1 }])",
    "new Map()",
    "new Set()",
    "new WeakMap()",
    "new Date(0)",
    "new Date(NaN)",
    "Object.create(null)",
    "Object.assign(Object.create(null), { a: 1 })",
    "new (class Foo { constructor() { this.a = 1 } })()",
    "new (class Foo {})()",
    "[new (class Foo {})()]",
    "Array.from({ length: 7 }, (_, i) => i)",
    "Array.from({ length: 120 }, (_, i) => i)",
    "Array.from({ length: 27 }, (_, i) => i * 1000)",
    "Array.from({ length: 30 }, (_, i) => 'item' + i)",
    "Array.from({ length: 10 }, (_, i) => 'a'.repeat(i))",
    "Array.from({ length: 8 }, (_, i) => ({ id: i, name: 'n' + i }))",
    "{ name: 'a long name that goes on', description: 'and a description that makes the line too long', n: 1 }",
    "{ a: 'x'.repeat(30), b: 'y'.repeat(30) }",
    "{ a: 'x'.repeat(40), b: 'y'.repeat(40) }",
    "['x'.repeat(40), 'y'.repeat(40)]",
    "{ list: [1, 2, 3], nested: { deep: { deeper: [1, 2, { x: 1 }] } } }",
    "(() => { const o = { n: 1 }; o.self = o; return o })()",
    "(() => { const a = [1]; a.push(a, { a }); return a })()",
    "Buffer.from('hi')",
    "new Uint8Array([1, 2, 3])",
    "new ArrayBuffer(3)",
    "Promise.resolve(5)",
    "new Promise(() => {})",
    "Promise.resolve({ a: 1 })",
    "function named() {}",
    "(function () {})",
    "async () => {}",
    "function* g() {}",
    "class A {}",
    "Object.assign(() => 1, { a: 1 })",
    "Object.assign([1, 2], { extra: true })",
    "new Number(3)",
    "new String('abc')",
    "new Boolean(false)",
    "(function () { return arguments })(1, 2)",
    "process.version.length > 2",
    "globalThis === global",
    "JSON",
    "Math",
    "[1.5, -2, 0]",
    "[true, false]",
    "['a'.repeat(100)]",
    "{ 'key with space': 1, valid_key: 2, 3: 4 }",
    "new Map([['key', new Map([['inner', new Set([1])]])]])",
    "{ u: undefined, n: null }",
    "[[], {}, '']",
    "'\\u0001\\x7f'",
    "({ a: 1n, b: Symbol.iterator })",
    "[['a', 1], ['b', 2]]",
    "{ a: [{ b: { c: {} } }] }",
    "Object.freeze({ x: 1 })",
  ])("%s", async (expression) => {
    const expected = AS_NODE_20.get(expression) ?? inspect(new Function(`return (${expression})`)());
    const outcome = await node(["-e", `console.log(require("util").inspect((${expression})))`]);
    expect(outcome).toMatchObject({ stdout: `${expected}\n`, stderr: "", exitCode: 0 });
  });

  test.each([
    [["%s is %d and %i, %f, %j", "x", 4.5, 4.5, 1.25, { a: 1 }]],
    [["%s %s", "only one"]],
    [["%o", [1]]],
    [["%O %%", { a: { b: { c: {} } } }, "extra", 1]],
    [[{ a: 1 }, "text", [1]]],
    [["%s", null, undefined, -0]],
  ])("format %j", async (args) => {
    const outcome = await node(["-e", `console.log(...JSON.parse(process.argv[1]))`, JSON.stringify(args)]);
    expect(outcome.stdout).toBe(`${format(...(JSON.parse(JSON.stringify(args)) as unknown[]))}\n`);
  });
});

describe("command line", () => {
  test.each([
    [["--version"], "v18.19.1\n"],
    [["-p", "1 + 1"], "2\n"],
    [["-p", "'text'"], "text\n"],
    [["-p", "[1, { a: 'x' }]"], "[ 1, { a: 'x' } ]\n"],
    [["-e", "console.log(process.argv)", "a", "b"], "[ '/usr/bin/node', 'a', 'b' ]\n"],
    [
      ["-p", "[process.platform, process.arch, process.version, process.cwd(), process.env.HOME].join()"],
      "linux,arm64,v18.19.1,/,/root\n",
    ],
    [
      ["-p", "[typeof require, typeof module, __filename, __dirname, os.EOL]"],
      "[ 'function', 'object', '[eval]', '.', '\\n' ]\n",
    ],
    [["/app.js", "x", "y"], "/app.js / [ 'x', 'y' ] true\n"],
    [["app"], "/app.js / [] true\n"],
    [["--input-type=module", "-e", "import p from 'node:path'; console.log(p.join('/a', '../b'))"], "/b\n"],
  ])("node %j", async (args, expected) => {
    const files = {
      "/app.js":
        "#!/usr/bin/env node\nconsole.log(__filename, __dirname, process.argv.slice(2), require.main === module)\n",
    };
    expect(await node(args, files)).toMatchObject({ stdout: expected, stderr: "", exitCode: 0 });
  });

  test("a script on standard input, and input for a script", async () => {
    expect(await node([], {}, { stdin: "console.log(6 * 7)" })).toMatchObject({ stdout: "42\n" });
    expect(
      await node(["-p", "require('fs').readFileSync(0, 'utf8').trim()"], {}, { stdin: "in\n" }),
    ).toMatchObject({ stdout: "in\n" });
    const events =
      "process.stdin.on('data', (d) => console.log(String(d).length)).on('end', () => console.log('end'))";
    expect(await node(["-e", events], {}, { stdin: "four" })).toMatchObject({ stdout: "4\nend\n" });
    const lines =
      "require('readline').createInterface({ input: process.stdin }).on('line', (l) => console.log('<' + l + '>'))";
    expect(await node(["-e", lines], {}, { stdin: "a\nb\n" })).toMatchObject({ stdout: "<a>\n<b>\n" });
  });

  test.each([
    ["process.exit(3)", 3],
    ["process.exitCode = 4", 4],
    ["try { process.exit(5) } finally { console.log('never') }", 5],
    ["process.on('exit', () => { process.exitCode = 6 })", 6],
    ["setTimeout(() => process.exit(7), 1); setInterval(() => {}, 1)", 7],
    ["Promise.reject(new Error('x')).catch(() => process.exit(8))", 8],
    ["throw new Error('x')", 1],
    ["process.on('uncaughtException', () => process.exit(9)); throw 1", 9],
    ["", 0],
  ])("%s ends with %i", async (code, expected) => {
    const { exitCode, stdout } = await node(["-e", code]);
    expect({ exitCode, stdout }).toEqual({ exitCode: expected, stdout: "" });
  });
});

describe("errors", () => {
  test.each([
    [
      "throw in a function",
      "function f() {\n  throw new Error('bad thing');\n}\nf();\n",
      "/app.js:2\n  throw new Error('bad thing');\n  ^\n\nError: bad thing\n    at f (/app.js:2:13)\n    at Object.<anonymous> (/app.js:4:1)\n\nNode.js v18.19.1\n",
    ],
    [
      "throw on the first line",
      "throw new TypeError('first')\n",
      "/app.js:1\nthrow new TypeError('first')\n^\n\nTypeError: first\n    at Object.<anonymous> (/app.js:1:11)\n\nNode.js v18.19.1\n",
    ],
    [
      "a syntax error",
      "let x = ;\n",
      "/app.js:1\nlet x = ;\n        ^\n\nSyntaxError: Unexpected token ';'\n\nNode.js v18.19.1\n",
    ],
    [
      "an error with members",
      "require('fs').readFileSync('/nope')\n",
      "/app.js:1\nrequire('fs').readFileSync('/nope')\n             ^\n\nError: ENOENT: no such file or directory, open '/nope'\n    at Object.<anonymous> (/app.js:1:14) {\n  errno: -2,\n  syscall: 'open',\n  code: 'ENOENT',\n  path: '/nope'\n}\n\nNode.js v18.19.1\n",
    ],
    [
      "a rejection nobody handles",
      "Promise.reject(new Error('lost'))\n",
      "/app.js:1\nPromise.reject(new Error('lost'))\n                   ^\n\nError: lost\n    at Object.<anonymous> (/app.js:1:20)\n\nNode.js v18.19.1\n",
    ],
  ])("%s", async (_, source, expected) => {
    expect(await node(["/app.js"], { "/app.js": source })).toMatchObject({
      stdout: "",
      stderr: expected,
      exitCode: 1,
    });
  });

  test.each([
    ["null.x", "TypeError: Cannot read properties of null (reading 'x')"],
    ["const a = {}; a.b.c()", "TypeError: Cannot read properties of undefined (reading 'c')"],
    ["const a = {}; a.b()", "TypeError: a.b is not a function"],
    ["nowhere", "ReferenceError: nowhere is not defined"],
    ["const c = 1; c = 2", "TypeError: Assignment to constant variable."],
    ["require('./none')", "Error: Cannot find module './none'"],
    [
      "require('http')",
      "Error [ERR_NO_NETWORK]: The module 'http' is not available: this small node runs in a teaching container without a network",
    ],
    ["JSON.parse('{')", "SyntaxError:"],
    [
      "require('assert').strictEqual(1, 2)",
      "AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:",
    ],
  ])("%s says %s", async (code, expected) => {
    const outcome = await node(["-e", code]);
    expect(outcome.stderr).toContain(`\n${expected}`);
    expect(outcome.stderr).toContain("[eval]");
    expect(outcome.exitCode).toBe(1);
  });

  test("a file that is not there", async () => {
    expect(await node(["gone.js"])).toMatchObject({
      stderr: expect.stringContaining("Error: Cannot find module '/gone.js'"),
      exitCode: 1,
    });
  });
});

describe("modules", () => {
  test("CommonJS: relative, index, node_modules, exports, JSON, cycles", async () => {
    const files = {
      "/w/main.js":
        "const { hi } = require('dep'); console.log(hi('x'), require('./lib'), require('./data').v, require('@s/p/sub'), require('./a').done)",
      "/w/lib/index.js": "module.exports = __filename",
      "/w/data.json": '{ "v": 42 }',
      "/w/node_modules/dep/package.json": '{ "main": "./out/start" }',
      "/w/node_modules/dep/out/start.js": "exports.hi = (n) => 'hi ' + n",
      "/w/node_modules/@s/p/package.json":
        '{ "exports": { ".": "./no.js", "./*": { "import": "./esm/*.mjs", "require": "./cjs/*.js" } } }',
      "/w/node_modules/@s/p/cjs/sub.js": "module.exports = 'sub'",
      "/w/a.js": "exports.done = false; const b = require('./b'); exports.done = b.seen === false",
      "/w/b.js": "exports.seen = require('./a').done",
    };
    expect(await node(["/w/main.js"], files)).toMatchObject({
      stdout: "hi x /w/lib/index.js 42 sub true\n",
      stderr: "",
    });
  });

  test("ES modules: files, CommonJS, built-in, dynamic, top-level await, type", async () => {
    const files = {
      "/w/package.json": '{ "type": "module" }',
      "/w/main.js":
        "import fs, { existsSync } from 'fs'; import { a } from './m.mjs'; import c from './c.cjs'; import { z } from './c.cjs'; const d = await import('./m.mjs'); console.log(existsSync('/w'), fs.existsSync === existsSync, a, c.z, z, d.default())",
      "/w/m.mjs": "export const a = 'A'; export default () => 'D'",
      "/w/c.cjs": "module.exports = { z: 9 }",
    };
    expect(await node(["/w/main.js"], files)).toMatchObject({
      stdout: "true true A 9 9 D\n",
      stderr: "",
      exitCode: 0,
    });
    expect(await node(["/h.mjs"], { "/h.mjs": "await new Promise(() => {})" })).toMatchObject({
      exitCode: 13,
    });
    expect((await node(["/h.mjs"], { "/h.mjs": "import './none.mjs'" })).stderr).toContain(
      "Cannot find module '/none.mjs'",
    );
  });
});

test("timers, microtasks and ticks in Node's order", async () => {
  const code = [
    "setTimeout(() => console.log('timeout'), 5); setImmediate(() => console.log('immediate'))",
    "Promise.resolve().then(() => console.log('micro')); queueMicrotask(() => console.log('micro 2'))",
    "let n = 0; const t = setInterval(() => { if (++n === 3) { clearInterval(t); console.log('interval') } }, 10)",
    "setTimeout(() => console.log('never'), 1e6).unref(); console.log('now')",
  ].join("\n");
  expect(await node(["-e", code])).toMatchObject({
    stdout: "now\nmicro\nmicro 2\nimmediate\ntimeout\ninterval\n",
    exitCode: 0,
  });
});

test("fs reads and writes the container's files with the process's rights", async () => {
  const code = [
    "const fs = require('fs')",
    "fs.mkdirSync('/tmp/a/b', { recursive: true }); fs.writeFileSync('/tmp/a/b/c.txt', 'héllo'); fs.appendFileSync('/tmp/a/b/c.txt', '!')",
    "console.log(fs.readFileSync('/tmp/a/b/c.txt', 'utf8'), fs.statSync('/tmp/a/b/c.txt').size, fs.readdirSync('/tmp/a'))",
    "fs.renameSync('/tmp/a/b/c.txt', '/tmp/d.txt'); fs.symlinkSync('d.txt', '/tmp/l'); console.log(fs.readlinkSync('/tmp/l'), fs.existsSync('/tmp/a/b/c.txt'))",
    "fs.chmodSync('/tmp/d.txt', 0o600); fs.rmSync('/tmp/a', { recursive: true })",
    "fs.promises.readFile('/tmp/l', 'utf8').then((t) => fs.readFile('/gone', (e) => console.log(t, e.code)))",
  ].join("; ");
  const { fs, ...outcome } = await node(["-e", code]);
  expect(outcome).toMatchObject({ stdout: "héllo! 7 [ 'b' ]\nd.txt false\nhéllo! ENOENT\n", stderr: "" });
  expect(fs.stat("/tmp/d.txt").mode).toBe(0o600);
  expect(fs.lstatIfExists("/tmp/a")).toBeUndefined();
  const other = fs.as({ uid: 1000, gid: 1000, groups: [], umask: 0o022 });
  const refused = await run(runtime, other, [
    "node",
    "-p",
    "try { fs.readFileSync('/tmp/d.txt') } catch (e) { e.message }",
  ]);
  expect(refused.stdout).toBe("EACCES: permission denied, open '/tmp/d.txt'\n");

  fs.chmod("/tmp/d.txt", 0o644);
  const allowed = await run(runtime, other, [
    "node",
    "-e",
    "for (const m of ['F_OK', 'R_OK', 'W_OK', 'X_OK']) try { fs.accessSync('/tmp/d.txt', fs.constants[m]); console.log(m) } catch (e) { console.log(e.message) }",
  ]);
  expect(allowed.stdout.split("\n")).toEqual([
    "F_OK",
    "R_OK",
    "EACCES: permission denied, access '/tmp/d.txt'",
    "EACCES: permission denied, access '/tmp/d.txt'",
    "",
  ]);
});
