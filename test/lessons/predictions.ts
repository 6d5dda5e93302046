import type { Notebook } from "../../src/lesson/notebook.js";

/** Predictions of an executed lesson that no later cell answers, or whose form does not show the answer. */
export function unanswered({ cells }: Notebook): string[] {
  return cells.flatMap((cell, at) => {
    if (cell.cell_type !== "code") return [];
    return [...cell.source.matchAll(/const (\w+) = lab\.predict\(/g)].flatMap(([, name]) => {
      const answering = cells.findIndex(
        (other) => other.cell_type === "code" && other.source.includes(`${name}.is(`),
      );
      const [output] = cell.outputs;
      const text = output?.output_type === "display_data" ? String(output.data["text/plain"]) : "";
      const html = output?.output_type === "display_data" ? String(output.data["text/html"]) : "";
      return [
        ...(answering > at ? [] : [`${name} is answered by no later cell`]),
        ...(/^The run: /m.test(text) ? [] : [`${name} shows no answer: ${text}`]),
        ...(html.split("✓ right").length === 2
          ? []
          : [`${name} does not say of one choice that it is right`]),
      ];
    });
  });
}
