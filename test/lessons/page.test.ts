import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exportLessons } from "../../kernel/lesson/export.js";
import { ROOT } from "../../kernel/spec/start/paths.mjs";
import { stubOf } from "../../src/lesson/handout.js";
import { type Cell, type Notebook, parseNotebook } from "../../src/lesson/notebook.js";
import { lessonPage } from "../../src/lesson/page.js";
import { describeWith } from "../components.js";
import { temporaryFolder } from "../temporary-folder.js";
import { handoutPath } from "./claims.js";
import { axeProblems, overflows } from "./judge-page.js";

const NOTEBOOKS = join(ROOT, "notebooks", "solved");
const lessons = readdirSync(NOTEBOOKS).filter((name) => name.endsWith(".ipynb"));

function notebook(...cells: Cell[]): Notebook {
  return { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
}

function text(source: string): Cell {
  return { cell_type: "markdown", metadata: {}, source };
}

function shows(data: { readonly "text/plain": string; readonly [type: string]: string }): Cell {
  return {
    cell_type: "code",
    metadata: {},
    source: "shown",
    execution_count: 1,
    outputs: [{ output_type: "display_data", data, metadata: {} }],
  };
}

const HOSTILE = notebook(
  text('# Title\n<script>window.ran = 1</script><img src="x" onerror="window.ran = 2">'),
  text(
    '[click](javascript:window.ran=3) <a href="//evil.example/">x</a> <base href="https://evil.example/">',
  ),
  shows({ "text/plain": "", "text/html": "<b onclick='window.ran = 4'>b</b><iframe srcdoc='x'></iframe>" }),
  shows({
    "text/plain": "",
    "text/html": '<p style="position: fixed; background: url(https://evil.example/)">p</p>',
  }),
  shows({
    "text/plain": "a picture",
    "image/svg+xml":
      '<svg xmlns="http://www.w3.org/2000/svg" onload="window.ran = 5"><script>window.ran = 6</script></svg>',
  }),
  shows({ "text/plain": "", "image/png": '"><script>window.ran = 7</script>' }),
  shows({ "text/plain": "<script>window.ran = 8</script>" }),
);

describe("a page of a lesson", () => {
  test.each(lessons)("%s: has all its text and outputs", (name) => {
    const lesson = parseNotebook(readFileSync(join(NOTEBOOKS, name), "utf8"));
    const { html, title } = lessonPage(lesson, name);
    expect(title).not.toBe(name);
    const stubs = lesson.cells.filter((cell) => stubOf(cell) !== undefined).length;
    expect(html.match(/<pre class="input"/g)).toHaveLength(
      lesson.cells.filter((cell) => cell.cell_type === "code").length + stubs,
    );
    expect(html.match(/<summary>A solution/g) ?? []).toHaveLength(stubs);
    const pictures = lesson.cells.flatMap((cell) => (cell.cell_type === "code" ? cell.outputs : []));
    const svg = pictures.filter(
      (output) => "data" in output && "image/svg+xml" in output.data && !("text/html" in output.data),
    );
    expect(html.match(/<figure><img src="data:image\/svg/g) ?? []).toHaveLength(svg.length);
  });

  test("cells of tables know their column's heading, for narrow pages", () => {
    const table = (inner: string) =>
      `<table><thead><tr><th scope="col"></th><th scope="col">A &amp; "B"</th><th scope="col">C</th></tr></thead><tbody>${inner}</tbody></table>`;
    const { html } = lessonPage(
      notebook(
        shows({
          "text/plain": "",
          "text/html": table(
            `<tr><th scope="row">r</th><td data-label="x">1</td><td>${table('<tr><td>2</td><td colspan="2">3</td></tr>')}</td></tr><tr><td>4</td><td>5</td><td>6</td></tr>`,
          ),
        }),
      ),
      "x",
    );
    expect(
      [...html.matchAll(/<t[dh][^>]*data-label="([^"]*)"[^>]*>([^<]*)/g)].map(([, label, text]) => [
        label,
        text,
      ]),
    ).toEqual([
      ["A &amp; &quot;B&quot;", "1"],
      ["C", ""],
      ["A &amp; &quot;B&quot;", "3"],
      ["A &amp; &quot;B&quot;", "5"],
      ["C", "6"],
    ]);
  });

  test("links to other lessons lead to their pages, headings can be linked to", () => {
    const { html } = lessonPage(
      notebook(
        text("# One\n[next](02-next.ipynb#a-part) [site](https://example.org/x.ipynb)\n## A part\n## A part"),
      ),
      "one",
    );
    expect(html).toContain('<a href="02-next.html#a-part">next</a>');
    expect(html).toContain('<a href="https://example.org/x.ipynb">site</a>');
    expect(html).toContain('<h2 id="A-part-1">A part</h2>');
    expect(html).toContain('<li><a href="#A-part">A part</a></li>');
  });

  test("colours of terminals are left out, and of a line written over its last text stays", () => {
    const cell: Cell = {
      cell_type: "code",
      metadata: {},
      source: "x",
      execution_count: null,
      outputs: [{ output_type: "stream", name: "stdout", text: "10%\r100%\r\n\u001b[31mred\u001b[0m\n" }],
    };
    expect(lessonPage(notebook(cell), "x").html).toContain(
      '<pre class="stdout" tabindex="0">100%\nred\n</pre>',
    );
  });

  test("a long output that is folded in JupyterLab is folded here", () => {
    const long = { ...shows({ "text/plain": "a log" }), metadata: { jupyter: { outputs_hidden: true } } };
    const { html } = lessonPage(notebook(long, shows({ "text/plain": "no log" })), "x");
    expect(html).toMatch(/<details><summary>What it prints<\/summary><pre class="stdout"[^>]*>a log/);
    expect(html).toMatch(/<\/pre><pre class="stdout"[^>]*>no log/);
  });

  test("nothing of a hostile notebook is left that could run, load or cover the page", () => {
    const { html } = lessonPage(HOSTILE, "hostile");
    expect(html).not.toMatch(/<script|<iframe|<base|\son\w+=["']|javascript:|evil\.example|position:/i);
    expect(html).toContain("default-src 'none'");
  });
});

describe("layerlab lesson export", () => {
  const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
  test.each([
    ["quotes in quotes", JSON.stringify(notebook(text(`${">".repeat(20_000)} deep`)))],
    ["quotes and lists in each other", JSON.stringify(notebook(text(`${"> - ".repeat(2000)}deep`)))],
    [
      "lists in lists",
      JSON.stringify(
        notebook(text(Array.from({ length: 2000 }, (_, at) => `${"  ".repeat(at)}- deep`).join("\n"))),
      ),
    ],
    [
      "metadata",
      `{"cells":[{"cell_type":"markdown","metadata":{},"source":"deep"}],"metadata":{"a":${nested(100_000)}},"nbformat":4}`,
    ],
    [
      "a source",
      `{"cells":[{"cell_type":"markdown","metadata":{},"source":["deep",${nested(100_000)}]}],"nbformat":4}`,
    ],
    [
      "a traceback",
      `{"cells":[{"cell_type":"markdown","metadata":{},"source":"deep"},{"cell_type":"code","source":"","outputs":[{"output_type":"error","traceback":[${nested(100_000)}]}]}],"nbformat":4}`,
    ],
  ])("%s without end: the page is written, and the others", (_, hostile) => {
    const folder = mkdtempSync(join(tmpdir(), "layerlab-export-"));
    try {
      writeFileSync(join(folder, "a.ipynb"), hostile);
      writeFileSync(join(folder, "b.ipynb"), JSON.stringify(notebook(text("# Fine"))));
      expect(exportLessons([join(folder, "a.ipynb"), join(folder, "b.ipynb")], join(folder, "out"))).toBe(0);
      expect(readFileSync(join(folder, "out", "a.html"), "utf8")).toContain("deep");
      expect(readFileSync(join(folder, "out", "b.html"), "utf8")).toContain("Fine");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("goes on after a notebook that cannot be read, and says which", () => {
    const directory = mkdtempSync(join(tmpdir(), "layerlab-export-"));
    try {
      writeFileSync(join(directory, "bad.ipynb"), "{");
      const given = [join(directory, "bad.ipynb"), join(directory, "none.ipynb")];
      const good = lessons.slice(0, 2).map((name) => join(NOTEBOOKS, name));
      expect(exportLessons([...given, ...good], join(directory, "site"))).toBe(1);
      expect(readdirSync(join(directory, "site")).sort()).toEqual([
        ...lessons.slice(0, 2).map((name) => name.replace(".ipynb", ".html")),
        "index.html",
      ]);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

test("a handout's page is made of the solved form, where that is beside it", () => {
  const folder = temporaryFolder();
  expect(exportLessons([handoutPath("03-the-container-layer-is-not-the-image")], folder)).toBe(0);
  const html = readFileSync(join(folder, "03-the-container-layer-is-not-the-image.html"), "utf8");
  expect(html).toContain("<summary>A solution</summary>");
  cpSync(handoutPath("00-welcome"), join(folder, "alone.ipynb"));
  expect(exportLessons([join(folder, "alone.ipynb")], folder)).toBe(0);
  expect(readFileSync(join(folder, "alone.html"), "utf8")).toContain(
    "Run the cells that follow to find out.",
  );
});

describeWith(["chromium"], "pages in a browser", (component) => {
  let browser: Awaited<ReturnType<typeof chromium.launch>>;
  let directory: string;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "layerlab-pages-"));
    browser = await chromium.launch({ executablePath: component("chromium"), args: ["--no-sandbox"] });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(directory, { recursive: true });
  });

  test("a hostile notebook's page runs nothing and asks for nothing", async () => {
    const file = join(directory, "hostile.html");
    writeFileSync(file, lessonPage(HOSTILE, "hostile").html);
    const page = await browser.newPage();
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    await page.getByText("click").click();
    expect(await page.evaluate("window.ran")).toBeUndefined();
    expect(requests.filter((url) => !url.startsWith("data:"))).toEqual([pathToFileURL(file).href]);
  });

  test("every lesson fits a phone, and its pictures are drawn", async () => {
    exportLessons(
      lessons.map((name) => join(NOTEBOOKS, name)),
      directory,
    );
    for (const name of lessons) {
      const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
      await page.goto(pathToFileURL(join(directory, name.replace(".ipynb", ".html"))).href);
      const width = await page.evaluate("document.documentElement.scrollWidth");
      const broken = await page.evaluate(
        "[...document.images].filter((image) => image.naturalWidth === 0).length",
      );
      expect({ name, width, broken }).toEqual({ name, width: 390, broken: 0 });
      // No column is out of sight: rows of a table are lists there, and drawings are narrow.
      await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
      expect({ name, cut: await overflows(page, ".rich, pre") }).toEqual({ name, cut: [] });
      await page.close();
    }
  });

  test("no page has a fault against WCAG AA, light and dark; a prediction is made by keyboard", {
    timeout: 120_000,
  }, async () => {
    exportLessons(
      lessons.map((name) => join(NOTEBOOKS, name)),
      directory,
    );
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme });
      for (const name of lessons) {
        await page.goto(pathToFileURL(join(directory, name.replace(".ipynb", ".html"))).href);
        expect({ name, cut: await overflows(page, ".rich, pre") }).toEqual({ name, cut: [] });
        const form = page.getByRole("group", { name: "Predict" }).first();
        // Nothing tells before it is asked.
        for (const hidden of [form.locator(".told"), page.getByText(/^(Answer|A solution|What it shows)/)])
          for (const each of await hidden.all())
            if ((await each.evaluate((element: { tagName: string }) => element.tagName)) !== "SUMMARY")
              expect(await each.isVisible()).toBe(false);
        await form.getByRole("radio").first().focus();
        await page.keyboard.press("Space");
        expect(await form.innerText()).toMatch(/(✓ right|✗ not this)[\s\S]*The run: /);
        expect({ name, colorScheme, problems: await axeProblems(page, "body") }).toEqual({
          name,
          colorScheme,
          problems: [],
        });
      }
      await page.close();
    }
  });
});
