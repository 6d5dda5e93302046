import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { describeWith } from "../components.js";
import { temporaryFolder } from "../temporary-folder.js";
import { artefact, CHROMIUM_FLAGS } from "./browser.js";
import { type LabServer, startLab } from "./lab-server.js";
import { NotebookPage } from "./notebook-page.js";

/** The two front ends of one server, and the path of a notebook in each. */
const FRONT_ENDS = [
  ["JupyterLab", "lab/workspaces/session/tree"],
  ["Notebook 7", "notebooks"],
] as const;

describeWith(["build", "venv", "chromium"], "a session in a browser", (path) => {
  let lab: LabServer;
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    const home = temporaryFolder();
    folder = join(home, "notebooks");
    mkdirSync(folder);
    lab = await startLab({ home, args: [`--ServerApp.root_dir=${folder}`] });
    browser = await chromium.launch({ executablePath: path("chromium"), args: CHROMIUM_FLAGS });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  });

  describe.each(FRONT_ENDS)("%s", (name, tree) => {
    let notebook: NotebookPage;
    let page: Page;

    beforeAll(async () => {
      const file = `${name.replaceAll(" ", "-").toLowerCase()}.ipynb`;
      writeFileSync(join(folder, file), JSON.stringify(newNotebook()));
      page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
      notebook = new NotebookPage(page);
      await notebook.open(new URL(`${tree}/${file}?token=${lab.token}`, lab.url).href);
    }, 90_000);

    afterAll(async () => {
      await page?.screenshot({
        path: artefact(`session-${name.replaceAll(" ", "-").toLowerCase()}.png`),
        fullPage: true,
      });
      await page?.close();
    });

    // What a test left in the last cell is not the next one's.
    beforeEach(() => notebook.clear());

    test("a cell is typed and run; it is coloured as TypeScript", { timeout: 60_000 }, async () => {
      const cell = await notebook.run('const answer: number = 6 * 7; // to all\nanswer + "text".length');
      expect(await notebook.outputOf(cell)).toContain("46");
      const colours = await notebook.colours(cell);
      const plain = await notebook.plainColour(cell);
      for (const piece of ["const", "answer", "6", "// to all", '"text"'])
        expect([piece, colours[piece] !== undefined && colours[piece] !== plain]).toEqual([piece, true]);
    });

    test("a console cell is coloured as one when the notebook is opened", { timeout: 60_000 }, async () => {
      const cell = page.locator(".jp-Notebook .jp-CodeCell").first();
      const plain = await notebook.plainColour(cell);
      await expect.poll(() => notebook.colours(cell)).toHaveProperty("# opened");
      expect((await notebook.colours(cell))["# opened"]).not.toBe(plain);
    });

    test.each([
      ["$ docker run --rm ubuntu echo 'one' # two", ["'one'", "# two"]],
      ['%%sh base\nfor f in /etc/*; do\necho "$f"  # three', ["for", "do", "echo", "# three"]],
      ["%%dockerfile -t app\nFROM ubuntu\n# four\nRUN true", ["FROM", "# four", "RUN"]],
      ["%%html\n<b title='five'>six</b>", ["b", "title", "'five'"]],
      ["\n%time await docker.images() // seven", ["await", "// seven"]],
    ])("%j is coloured as what it is, while it is typed", { timeout: 60_000 }, async (text, pieces) => {
      const cell = await notebook.type(text);
      const plain = await notebook.plainColour(cell);
      const found = async (): Promise<string[]> => {
        const colours = await notebook.colours(cell);
        return pieces.filter((piece) => colours[piece] !== undefined && colours[piece] !== plain);
      };
      await expect.poll(found).toEqual(pieces);
      await page.screenshot({});
      // And as TypeScript again, when it is that.
      await notebook.clear();
      await notebook.type("const six = 6;");
      await expect
        .poll(() => notebook.colours(cell))
        .toMatchObject({ const: expect.any(String), "6": expect.any(String) });
    });

    test("Tab offers what fits; the arrow and Enter take from the list", { timeout: 60_000 }, async () => {
      await notebook.run("const fleet = { ships: 3, shipments: [1], sailors: 9 };");
      const cell = await notebook.type("fleet.shi");
      await page.keyboard.press("Tab");
      const items = page.locator(".jp-Completer .jp-Completer-item");
      await items.first().waitFor();
      expect(await page.locator(".jp-Completer .jp-Completer-match").allInnerTexts()).toEqual([
        "shipments",
        "ships",
      ]);
      await page.screenshot({ path: artefact(`completion-${tree.slice(0, 3)}.png`) });
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      expect(await notebook.textOf(cell)).toBe("fleet.ships");
      await page.keyboard.press("Shift+Enter");
      await notebook.done(cell);
      expect(await notebook.outputOf(cell)).toContain("3");
    });

    test("Shift-Tab tells the type and the documentation", { timeout: 60_000 }, async () => {
      await notebook.type("docker.history");
      await page.keyboard.press("Shift+Tab");
      const tip = page.locator(".jp-Tooltip");
      await tip.waitFor();
      await page.screenshot({ path: artefact(`tooltip-${tree.slice(0, 3)}.png`) });
      expect(await tip.innerText()).toMatch(/history\(image: [\s\S]*\): Promise<[\s\S]*docker image history/);
    });

    test("an endless loop is interrupted; variables survive", { timeout: 60_000 }, async () => {
      await notebook.run("const survivor = 11;");
      const cell = await notebook.start('console.log("begun"); while (true) {}');
      await cell.locator(".jp-OutputArea-output").first().waitFor();
      await notebook.choose("Kernel", /^Interrupt Kernel/);
      await notebook.done(cell);
      expect(await notebook.outputOf(cell)).toContain("InterruptedError");
      expect(await notebook.outputOf(await notebook.run("survivor"))).toContain("11");
    });

    test("an input box is answered, by a cell's code and in a container", { timeout: 60_000 }, async () => {
      const asked = await notebook.start('"Hello " + (await input("Who? ")) + "!"');
      await notebook.answer(asked, "Ada");
      await notebook.done(asked);
      expect(await notebook.outputOf(asked)).toContain("'Hello Ada!'");

      const shell = await notebook.start("$ docker run -ti --rm ubuntu bash");
      await notebook.answer(shell, "echo typed $((40 + 2)) in $(. /etc/os-release; echo $ID)");
      await notebook.answer(shell, "exit");
      await notebook.done(shell);
      expect(await notebook.outputOf(shell)).toContain("typed 42 in ubuntu");
    });

    test("Restart from the menu forgets variables", { timeout: 60_000 }, async () => {
      await notebook.run("const forgotten = 1;");
      await notebook.choose("Kernel", /^Restart Kernel…/);
      const another = notebook.nextKernel();
      await page.locator(".jp-Dialog").getByRole("button", { name: "Confirm Kernel Restart" }).click();
      await another;
      await notebook.idle();
      const cell = await notebook.run("typeof forgotten");
      expect(await notebook.outputOf(cell)).toContain("'undefined'");
    });
  });
});

/** A notebook as it comes from somebody else, with a cell to type in. */
function newNotebook(): object {
  const cells = ["$ docker images # opened", ""].map((source, index) => ({
    ...{ cell_type: "code", id: `cell-${index}`, execution_count: null, metadata: {}, outputs: [], source },
  }));
  const kernelspec = { name: "layerlab", display_name: "layerlab (TypeScript)", language: "typescript" };
  return { cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 };
}
