import type { BuildEvent } from "../builder/events.js";
import type { MimeBundle } from "./displayable.js";
import { BADGES, type Badge, badge } from "./html/badge.js";
import { type Content, element } from "./html/element.js";
import { code, table } from "./html/table.js";
import { OutputLines } from "./output-lines.js";

interface Vertex {
  readonly name: string;
  state: "running" | "reused" | "done" | "failed";
  seconds: number;
  readonly output: OutputLines;
}

const STATES: Readonly<Record<Vertex["state"], { readonly word: string; readonly badge: Badge }>> = {
  running: { word: "running", badge: BADGES.neutral },
  reused: { word: "reused", badge: BADGES.added },
  done: { word: "done", badge: BADGES.changed },
  failed: { word: "failed", badge: BADGES.deleted },
};

/** Lines of a running step that are shown. */
const TAIL = 8;
/** Lines of one step that are kept. */
const MAX_LINES = 2000;

/** A running build, for an output that can be updated in place. */
export class BuildBoard {
  readonly #vertices = new Map<number, Vertex>();

  add(event: BuildEvent): void {
    if (event.kind === "warning") return;
    if (event.kind === "vertex") {
      this.#vertices.set(event.id, {
        name: event.name,
        state: "running",
        seconds: 0,
        output: new OutputLines(MAX_LINES),
      });
      return;
    }
    const vertex = this.#vertices.get(event.id);
    if (vertex === undefined) return;
    switch (event.kind) {
      case "log":
        vertex.output.add(event.bytes);
        break;
      case "cached":
        vertex.state = "reused";
        break;
      case "done":
        vertex.state = "done";
        vertex.seconds = event.seconds;
        break;
      case "error":
        vertex.state = "failed";
        break;
      case "status":
        break;
    }
  }

  /** @param text the plain log so far, for places that show no HTML */
  bundle(text: string): MimeBundle {
    const steps = [...this.#vertices.values()].filter(({ name }) => !name.startsWith("[internal]"));
    const html = table({
      caption: steps.some(({ state }) => state === "failed") ? "The build failed." : "Building…",
      headings: ["STEP", "STATE", "TIME"],
      rows: steps.map((vertex): readonly Content[] => [
        [
          code(vertex.name),
          vertex.state === "running" || vertex.state === "failed" ? tail(vertex) : undefined,
        ],
        badge(STATES[vertex.state].word, STATES[vertex.state].badge),
        vertex.state === "done" ? `${vertex.seconds.toFixed(1)}s` : "",
      ]),
    });
    return { "text/html": html.html, "text/plain": text };
  }
}

function tail({ output }: Vertex): Content {
  const shown = output.tail(TAIL);
  if (shown.length === 0) return undefined;
  return element("pre", { style: "font-size: 12px; margin: 2px 0; white-space: pre-wrap" }, shown.join("\n"));
}

/** The whole log, folded, to go under the table of a finished build. */
export function foldedLog(text: string): Content {
  return element(
    "details",
    { style: "margin: 4px 10px" },
    element("summary", { style: "font-size: 13px" }, "The build's log"),
    element("pre", { style: "font-size: 12px; white-space: pre-wrap" }, text),
  );
}
