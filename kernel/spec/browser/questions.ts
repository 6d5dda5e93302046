import type { Found, QuestionData } from "../../../src/lesson/question.js";
import { make, type PageContent, type PageDocument, type PageElement, withCode } from "./page.js";
import { load, type Versions } from "./shared-packages.js";

/**
 * Runs in the browser, in JupyterLab or Notebook 7: draws a lesson's questions as radio buttons, tells the kernel what was
 * picked, and picks it again when the question is asked again.
 */

/** The parts of JupyterLab's modules that are used. */
interface Kernel {
  readonly connectionStatus: string;
  createComm(target: string): { open(data: Said): unknown };
}
/** What the kernel is told. */
interface Said {
  readonly question: string;
  readonly choice: string;
  /** It was picked before the question was asked this time. */
  readonly isEarlier: boolean;
}
interface NotebookPanel {
  readonly node: PageElement;
  readonly context: { readonly path: string };
  readonly sessionContext: { readonly session: { readonly kernel: Kernel | null } | null };
}
interface NotebookTracker {
  find(matches: (panel: NotebookPanel) => boolean): NotebookPanel | undefined;
}
interface MimeModel {
  readonly trusted: boolean;
  /** Whatever a notebook holds. */
  readonly data: { readonly [type: string]: unknown };
}
interface Widget {
  readonly node: PageElement;
}
interface Renderer extends Widget {
  renderModel(model: MimeModel): Promise<void>;
}
interface RenderMimeRegistry {
  addFactory(
    factory: {
      readonly safe: boolean;
      readonly mimeTypes: readonly string[];
      createRenderer(): Renderer;
    },
    rank: number,
  ): void;
}

interface SharedPackages {
  readonly "@lumino/widgets"?: Versions<{ readonly Widget: new () => Widget }>;
  readonly "@jupyterlab/rendermime"?: Versions<{ readonly IRenderMimeRegistry: unknown }>;
  readonly "@jupyterlab/notebook"?: Versions<{ readonly INotebookTracker: unknown }>;
}

/** Names that the kernel knows, too. */
export interface QuestionNames {
  /** The type of the data, which the browser gets as it was written. */
  readonly mimeType: string;
  /** The comm by which a choice reaches the kernel. */
  readonly target: string;
}

/** JupyterLab's plugin; it does nothing if JupyterLab is too old to have what it needs. */
export async function questions(shared: SharedPackages, names: QuestionNames): Promise<object> {
  const about = {
    id: "layerlab:questions",
    description: "Draws the questions of lessons as choices that are remembered.",
    autoStart: true,
  };
  const widgets = await load(shared["@lumino/widgets"]);
  const rendermime = await load(shared["@jupyterlab/rendermime"]);
  const notebook = await load(shared["@jupyterlab/notebook"]);
  if (!widgets || !rendermime || !notebook) return { ...about, activate: () => undefined };
  return {
    ...about,
    requires: [rendermime.IRenderMimeRegistry],
    optional: [notebook.INotebookTracker],
    activate(_: unknown, registry: RenderMimeRegistry, tracker: NotebookTracker | null): void {
      class QuestionRenderer extends widgets.Widget implements Renderer {
        async renderModel({ data, trusted }: MimeModel): Promise<void> {
          const question = data[names.mimeType];
          if (!isQuestion(question)) return;
          const memory = new Memory(names, tracker, this.node, question);
          if (question.shows === "answer") drawAnswer(this.node, question, memory, trusted);
          else drawQuestion(this.node, question, memory);
        }
      }
      // Before text/html, which says the same to those who cannot draw this.
      registry.addFactory(
        { safe: true, mimeTypes: [names.mimeType], createRenderer: () => new QuestionRenderer() },
        0,
      );
    },
  };
}

/** What was said to a question: kept in the browser, by notebook, and told to the kernel. */
class Memory {
  readonly #names: QuestionNames;
  readonly #tracker: NotebookTracker | null;
  readonly #node: PageElement;
  readonly #question: QuestionData;

  constructor(
    names: QuestionNames,
    tracker: NotebookTracker | null,
    node: PageElement,
    question: QuestionData,
  ) {
    this.#names = names;
    this.#tracker = tracker;
    this.#node = node;
    this.#question = question;
  }

  /** What was said when the question was asked before, if it is still among the choices. */
  get remembered(): string | undefined {
    const { choices } = this.#question;
    const kept = this.#storage?.getItem(this.#key);
    return kept !== null && kept !== undefined && choices.includes(kept) ? kept : undefined;
  }

  keep(choice: string): void {
    try {
      this.#storage?.setItem(this.#key, choice);
    } catch {
      // A browser that keeps nothing, or is full: the kernel still knows.
    }
    this.tell(choice, false);
  }

  tell(choice: string, isEarlier: boolean): void {
    const kernel = this.#panel?.sessionContext.session?.kernel;
    if (kernel?.connectionStatus !== "connected") return;
    kernel.createComm(this.#names.target).open({ question: this.#question.question, choice, isEarlier });
  }

  get #panel(): NotebookPanel | undefined {
    return this.#tracker?.find(({ node }) => node.contains(this.#node));
  }

  get #key(): string {
    return `${this.#names.target}:${this.#panel?.context.path ?? ""}:${this.#question.question}`;
  }

  get #storage() {
    try {
      return this.#node.ownerDocument.defaultView?.localStorage;
    } catch {
      // Forbidden by the browser's settings.
      return undefined;
    }
  }
}

const BOX =
  "border: 1px solid var(--jp-border-color1, #8a8a8a); border-radius: 4px; padding: 4px 14px 10px; margin: 4px 0; max-width: 760px; min-width: 0";
const LEGEND = "padding: 0 6px; font-weight: bold";
const LINE = "padding: 4px 0; line-height: 1.5";
const CHOICE =
  "display: flex; gap: 8px; align-items: baseline; padding: 4px 0; cursor: pointer; line-height: 1.5";
const RIGHT =
  "color: #0b4a1c; background: #d7f0dc; padding: 1px 7px; border-radius: 9px; white-space: nowrap";
const WRONG =
  "color: #7a1212; background: #fbdcdc; padding: 1px 7px; border-radius: 9px; white-space: nowrap";

function drawQuestion(node: PageElement, question: QuestionData, memory: Memory): void {
  const page = node.ownerDocument;
  const { found } = question;
  let said = question.said;
  const status = make(page, "div", { style: LINE, role: "status" });
  const say = () => status.replaceChildren(...[question.found === undefined ? hint(said) : ""]);
  const inputs = question.choices.map((choice) => {
    const input = make(page, "input", {
      type: "radio",
      name: `layerlab-${question.id}`,
      value: choice,
      checked: choice === said,
      disabled: found !== undefined,
    });
    input.addEventListener("change", () => {
      said = choice;
      memory.keep(choice);
      say();
    });
    return make(page, "label", { style: CHOICE }, input, make(page, "span", {}, withCode(page, choice)));
  });
  say();
  node.replaceChildren(
    make(
      page,
      "fieldset",
      { style: BOX },
      make(page, "legend", { style: LEGEND }, "Predict"),
      make(page, "div", { style: LINE }, withCode(page, question.question)),
      inputs,
      found === undefined ? status : outcome(page, question, found),
    ),
  );
  // Asked again, or by a kernel that was started again: what was picked then is picked, once this is on the page.
  if (said !== undefined) return;
  setTimeout(() => {
    const { remembered } = memory;
    if (remembered === undefined || said !== undefined) return;
    memory.tell(remembered, true);
    drawQuestion(node, { ...question, said: remembered }, memory);
  });
}

function hint(said: string | undefined): string {
  return said === undefined
    ? "Pick the one you expect, then run the cells that follow."
    : "Now run the cells that follow.";
}

/** What the run has found: at once to those who said something, and else when it is asked for. */
function outcome(page: PageDocument, { said, choices }: QuestionData, found: Found): PageElement {
  const run = runText(page, found);
  if (said !== undefined) return make(page, "div", { style: LINE }, verdict(page, said, found), " ", run);
  return make(
    page,
    "details",
    {},
    make(page, "summary", { style: LINE }, "Show the answer"),
    make(page, "div", { style: LINE }, run),
    choices
      .filter((choice) => choice !== found.right && Object.hasOwn(found.notes, choice))
      .map((choice) =>
        make(
          page,
          "div",
          { style: LINE },
          withCode(page, choice),
          ": ",
          withCode(page, found.notes[choice] ?? ""),
        ),
      ),
  );
}

function drawAnswer(node: PageElement, question: QuestionData, memory: Memory, trusted: boolean): void {
  const page = node.ownerDocument;
  const { found, said } = question;
  if (found === undefined) return;
  const shown = [
    make(page, "div", { style: LINE }, runText(page, found)),
    ...(said === undefined
      ? []
      : [
          make(
            page,
            "div",
            { style: LINE },
            "You said: ",
            withCode(page, said),
            " ",
            verdict(page, said, found),
          ),
        ]),
  ];
  // In a notebook that somebody else has run, it waits to be asked for.
  node.replaceChildren(
    trusted
      ? make(
          page,
          "div",
          { style: BOX },
          make(page, "div", { style: LINE }, withCode(page, question.question)),
          shown,
        )
      : make(
          page,
          "details",
          { style: BOX },
          make(page, "summary", { style: LINE }, "Answer: ", withCode(page, question.question)),
          shown,
        ),
  );
  // A kernel that was started again may have answered before it was told what had been picked.
  if (said !== undefined) return;
  setTimeout(() => {
    const { remembered } = memory;
    if (remembered !== undefined) drawAnswer(node, { ...question, said: remembered }, memory, trusted);
  });
}

function runText(page: PageDocument, { text, because }: Found): PageContent {
  return [make(page, "strong", {}, "The run: ", withCode(page, text), "."), " ", withCode(page, because)];
}

function verdict(page: PageDocument, said: string, { right, notes }: Found): PageContent {
  if (said === right) return make(page, "span", { style: RIGHT }, "✓ right");
  const note = Object.hasOwn(notes, said) ? [" ", withCode(page, notes[said] ?? "")] : undefined;
  return [make(page, "span", { style: WRONG }, "✗ not this"), note];
}

/** Whether the data are of a form that can be drawn; a notebook can come from anywhere. */
function isQuestion(value: unknown): value is QuestionData {
  if (!isObject(value)) return false;
  const { shows, id, question, choices, said, found } = value;
  return (
    (shows === "question" || shows === "answer") &&
    typeof id === "string" &&
    typeof question === "string" &&
    Array.isArray(choices) &&
    choices.every((choice) => typeof choice === "string") &&
    (said === undefined || typeof said === "string") &&
    (found === undefined || isFound(found))
  );
}

function isFound(value: unknown): value is Found {
  if (!isObject(value)) return false;
  const { text, because, right, notes } = value;
  return (
    typeof text === "string" &&
    typeof because === "string" &&
    (right === undefined || typeof right === "string") &&
    isObject(notes) &&
    Object.values(notes).every((note) => typeof note === "string")
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
