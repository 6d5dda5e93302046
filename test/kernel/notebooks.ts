interface SmallNotebook {
  readonly cells: readonly string[];
  /** Where TypeScript has something to say, as `cell:line:column TS0000`. */
  readonly warnings: readonly string[];
}

function right(...cells: string[]): SmallNotebook {
  return { cells, warnings: [] };
}

function wrong(warnings: readonly string[], ...cells: string[]): SmallNotebook {
  return { cells, warnings };
}

/** What people write in the cells of one notebook; no name is declared twice, so that each is a program, too. */
export const NOTEBOOKS: readonly SmallNotebook[] = [
  // Variables that begin without a value, or with less than they hold later.
  right("let u; u = 5", "u"),
  right("let n = null; n = 5", "n + 1"),
  right("let a = []; a.push(1)", "a.push(2); a.length"),
  right('var v; v = "a"', "v.length"),
  right("let total;", "total = 5", "total + 1"),
  right("let max; for (const n of [3, 9]) { if (max === undefined || n > max) max = n }", "max"),
  right("let found: string | undefined;", 'found = "here"', "found.length", "[1].map(() => found?.length)"),
  right('let either: string | number = "text"', "either.length", "either = 5", "either.toFixed(1)"),
  right(
    "let last: Date | null = null",
    "last = new Date(0)",
    "last.getTime()",
    "last = null",
    "last === null",
  ),
  right("let unset: string", 'unset = "a"', "unset.length"),
  right("let list: number[] | undefined", "list ??= []; list.push(1)", "list.length"),
  right("let grown = {} as Record<string, number>", "grown.x = 1", "grown.x + 1"),
  right("let one = 1, two = one + 1;", "one += two; [one, two] = [two, one]", "one * two"),
  right("let { p, q: [r] } = { p: 1, q: ['x'] };", "r.length + p", "({ p } = { p: 3 }); p"),
  wrong(["2:1:8 TS18047"], "let maybe = null as string | null;", "(() => maybe.length)"),
  wrong(["2:1:1 TS2322"], "let count = 1;", "count = 'text'"),
  wrong(["2:1:9 TS2339"], "const thing = { a: 1 };", "thing.a.b"),
  // Nothing about types that nobody has written.
  right("function add(x, y) { return x + y }", "add(1, 2)"),
  right("const twice = (x) => x * 2;", "twice(4)"),
  right("const pick = ({ name, size }) => name + size", "pick({ name: 'a', size: 1 })"),
  right("try { throw new Error('x') } catch (e) { e.message }"),
  right("const table = { a: 1 }; const key = 'a' as string; table[key]"),
  right("function rest(...all) { return all.length }\nrest(1, 2)"),
  right(
    "class Bag { items: any[] = []; add(item) { this.items.push(item); return this } }",
    "new Bag().add(1).items",
  ),
  right("const visit = (node) => node && visit(node.next);", "visit({ next: null })"),
  // Declarations of all kinds, seen by later cells.
  right(
    "interface Point { x: number; y: number }",
    "const origin: Point = { x: 0, y: 0 };",
    "function move(point: Point, by: number): Point { return { ...point, x: point.x + by } }",
    "move(origin, 3).x.toFixed(1)",
  ),
  right("type Id = string | number; type Pair<T> = [T, T];", "const pair: Pair<Id> = ['a', 1];", "pair[0]"),
  right(
    "class Shape { constructor(readonly name: string) {} area() { return 0 } }",
    "class Circle extends Shape { constructor(private r: number) { super('circle') } override area() { return Math.PI * this.r ** 2 } }",
    "const shapes: Shape[] = [new Circle(1)];",
    "shapes.map((each) => each.area().toFixed(2) + each.name)",
  ),
  right("enum Color { Red, Green = 'g' }", "const favourite: Color = Color.Green;", "Color.Red + 1"),
  right(
    "namespace Geometry { export const sides = 3; export interface Side { n: number } }",
    "const side: Geometry.Side = { n: Geometry.sides };",
  ),
  right(
    "abstract class Base { abstract run(): number }",
    "class Derived extends Base { run() { return 1 } }",
    "new Derived().run()",
  ),
  right(
    "class Box<T> { #value: T; constructor(value: T) { this.#value = value } get() { return this.#value } }",
    "new Box(3).get() + 1",
  ),
  right(
    "function over(x: string): string; function over(x: number): number; function over(x: any) { return x }",
    "over(1) + over('a').length",
  ),
  right("const enum Level { Low = 1, High }", "const level: Level = Level.High;"),
  right("declare const fromElsewhere: number;", "typeof fromElsewhere"),
  right("function* numbers() { yield 1; yield 2 }", "[...numbers()].map((n) => n + 1)"),
  right("async function later() { return 5 }", "(await later()).toFixed()"),
  right("const config = { port: 80, host: 'a' } satisfies Record<string, unknown>;", "config.port + 1"),
  right(
    "function tuple<const T extends readonly unknown[]>(t: T): T { return t }",
    "tuple([1, 'a'])[1].length",
  ),
  right(
    "const assertString: (x: unknown) => asserts x is string = (x) => { if (typeof x !== 'string') throw x };",
    "const given: unknown = 'a'; assertString(given); given.length",
  ),
  right(
    "interface Tree { value: number; children: Tree[] }",
    "const sum = (tree: Tree): number => tree.value + tree.children.reduce((s, c) => s + sum(c), 0);",
    "sum({ value: 1, children: [] })",
  ),
  right(
    "type Json = string | number | Json[] | { [key: string]: Json };",
    "const json: Json = { a: [1, 'b'] };",
    "JSON.stringify(json)",
  ),
  right("const unique = Symbol('u');", "const holder = { [unique]: 1 };", "holder[unique] + 1"),
  // Exports, which a cell may write.
  right("const loc = 1; export { loc }", "loc + 1"),
  right("export const shown = 1; export function show() { return shown }", "show() + shown"),
  right("export default function main() { return 'm' }", "main().length"),
  right("export default class Main { v = 1 }", "new Main().v + 1"),
  right("export interface Shared { a: string }", "const shared: Shared = { a: 'x' };"),
  right("export type Named = { n: number }; export enum Kind { A }", "const named: Named = { n: Kind.A };"),
  right("export default 5"),
  // Imports, seen by later cells.
  right("import fs from 'node:fs';", "fs.readFileSync.name.length"),
  right("import { join, sep as separator } from 'node:path';", "join('a', separator).length"),
  right("import * as os from 'node:os';", "os.cpus().length + 1"),
  right("import type { Stats } from 'node:fs';", "const size = (stats: Stats) => stats.size;"),
  right(
    "import { type Dirent, readdirSync } from 'node:fs';",
    "const entries: Dirent[] = readdirSync('.', { withFileTypes: true });",
  ),
  right("import assert from 'node:assert/strict';", "assert.equal(1, 1)"),
  right("const { basename } = await import('node:path');", "basename('/a/b').length"),
  right("const path = require('node:path');", "path.join('a')"),
  right(
    "import EventEmitter from 'node:events'; class Bus extends EventEmitter {}",
    "new Bus().on('x', () => {})",
  ),
  // Programs of several steps.
  right(
    "const words = 'to be or not to be'.split(' ');",
    "const counts = new Map<string, number>();",
    "for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);",
    "[...counts].sort(([, a], [, b]) => b - a).slice(0, 2)",
  ),
  right(
    "const people = [{ name: 'Ada', age: 36 }, { name: 'Bob', age: 41 }];",
    "const older = people.filter(({ age }) => age > 40).map(({ name }) => name);",
    "older.join(', ')",
  ),
  right(
    "const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));",
    "await sleep(1); await Promise.all([sleep(1), sleep(1)])",
  ),
  right(
    "const memo: Record<number, number> = {}; const fib = (n: number): number => n < 2 ? n : (memo[n] ??= fib(n - 1) + fib(n - 2));",
    "fib(50)",
  ),
  right(
    "const response = { json: async () => ({ ok: true }) };",
    "const { ok } = await response.json();",
    "ok === true",
  ),
  right(
    "let state = { step: 0, done: false };",
    "while (!state.done) { state.step++; state = { ...state, done: state.step > 3 } }",
    "state.step",
  ),
  right(
    "const log: string[] = []; const say = (text: string) => { log.push(text) };",
    "say('a'); say('b');",
    "log.length",
  ),
  right("label: for (let i = 0; i < 2; i++) { for (;;) continue label }"),
  right("const now = new Date(); now.getFullYear() > 2000 ? 'later' : 'before'"),
  right("[3, 1, 2].toSorted().findLast((n) => n < 3)?.toFixed(1)"),
  right("const buffer = Buffer.from('a'); new Uint8Array(buffer).length"),
  right("const url = new URL('https://example.org/a?b=c'); url.searchParams.get('b')"),
  right("structuredClone({ a: new Date(0) }).a.getTime()"),
  right("const big = 10n ** 20n;", "big.toString().length"),
  right("process.argv.length; process.env.HOME ?? 'none'"),
  right(
    "class Counter { static made = 0; constructor() { Counter.made++ } static { this.made = 10 } }",
    "new Counter(); Counter.made",
  ),
  right(
    "const compose = <A, B, C>(f: (a: A) => B, g: (b: B) => C) => (a: A) => g(f(a));",
    "compose((n: number) => n + 1, String)(1).length",
  ),
  right(
    "type Event = { kind: 'a'; a: number } | { kind: 'b'; b: string };",
    "const area = (e: Event) => { switch (e.kind) { case 'a': return e.a; case 'b': return e.b.length } };",
    "area({ kind: 'b', b: 'x' }) + 1",
  ),
  right(
    "function isNumber(x: unknown): x is number { return typeof x === 'number' }",
    "[1, 'a'].filter(isNumber).map((n) => n + 1)",
  ),
  right("const frozen = Object.freeze([1, 2, 3] as const);", "frozen[0] + frozen.length"),
  // Mistakes.
  wrong(["1:1:7 TS2322"], "const text: string = 5;"),
  wrong(["2:1:8 TS2345"], "const square = (n: number) => n * n;", "square('a')"),
  wrong(["1:2:1 TS2304"], "const here = 1;\nnowhere + here"),
  wrong(["2:1:1 TS2554"], "function needs(a: number, b: number) { return a + b }", "needs(1)"),
  wrong(["1:1:14 TS2588"], "const k = 1; k = 2"),
];
