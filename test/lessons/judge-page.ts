import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What of the elements that `selector` names is wider than its place, and so cut off or to be scrolled sideways. */
export async function overflows(page: Page, selector: string): Promise<string[]> {
  return await page.evaluate(
    `[...document.querySelectorAll(${JSON.stringify(selector)})]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => element.scrollWidth + " in " + element.clientWidth + ": " + element.textContent.trim().slice(0, 60))`,
  );
}

/**
 * What axe-core finds against WCAG 2.1 AA in the elements that `selector` names: the rule, and where. Predictions are unfolded
 * before: what is not shown is not judged.
 */
export async function axeProblems(page: Page, selector: string): Promise<string[]> {
  // Given nothing to judge, axe judges the whole page.
  await page.locator(selector).first().waitFor();
  await page.evaluate(
    "for (const choice of document.querySelectorAll('fieldset details')) choice.open = true",
  );
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(AXE);
  const include = `[...document.querySelectorAll(${JSON.stringify(selector)})]`;
  const found: Found = await page.evaluate(
    `axe.run({ include: ${include} }, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], resultTypes: ["violations"] })`,
  );
  // Where nothing was looked at nothing is wrong.
  if (found.passes.length === 0) throw new Error(`axe found nothing to judge in ${selector}`);
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ html, any }) => `${id}: ${any.map(({ message }) => message).join(" ")} ${html.slice(0, 120)}`,
    ),
  );
}

interface Found {
  readonly passes: readonly unknown[];
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly {
      readonly html: string;
      readonly any: readonly { readonly message: string }[];
    }[];
  }[];
}
