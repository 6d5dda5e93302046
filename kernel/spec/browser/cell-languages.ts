import type { Extension, Transaction } from "@codemirror/state";
import { load, type Versions } from "./shared-packages.js";

/**
 * Runs in the browser, in JupyterLab or Notebook 7: colours a cell by its kind, rather than as TypeScript throughout. The
 * cell's first line decides; see `parseCell`.
 */

/** How the kernel recognizes kinds of cells. */
export interface CellKinds {
  /** The language of TypeScript cells; other kernels' cells are left as they are. */
  readonly mimeType: string;
  /** A line that begins a console cell. */
  readonly consoleLine: RegExp;
  readonly consoleLanguage: string;
  /** JupyterLab's name for the language of a cell's other lines, by the magic that begins the cell, such as `%%sh`. */
  readonly magics: { readonly [magic: string]: string };
}

/** The parts of JupyterLab's and CodeMirror's modules that are used. */
interface LanguageRegistry {
  getLanguage(name: string): Promise<{ readonly support?: { readonly extension: Extension } } | null>;
}
interface EditorModel {
  readonly mimeType: string;
  readonly sharedModel: { getSource(): string };
}
interface ExtensionRegistry {
  addExtension(factory: {
    readonly name: string;
    factory(options: { readonly model: EditorModel }): unknown;
  }): void;
}
interface JupyterCodeMirror {
  readonly IEditorLanguageRegistry: unknown;
  readonly IEditorExtensionRegistry: unknown;
  readonly EditorExtensionRegistry: { createImmutableExtension(extension: Extension): unknown };
}
type CodeMirrorState = Pick<typeof import("@codemirror/state"), "Compartment" | "EditorState" | "Prec">;

interface SharedPackages {
  readonly "@codemirror/state"?: Versions<CodeMirrorState>;
  /** Versions before JupyterLab 4 do not have these. */
  readonly "@jupyterlab/codemirror"?: Versions<Partial<JupyterCodeMirror>>;
}

const NONE: Extension = [];

/** JupyterLab's plugin; it does nothing if JupyterLab is too old to have what it needs. */
export async function cellLanguages(shared: SharedPackages, kinds: CellKinds): Promise<object> {
  const about = {
    id: "layerlab:cell-languages",
    description: "Colours the layerlab kernel's console, %%sh and %%dockerfile cells as what they are.",
    autoStart: true,
  };
  const state = await load(shared["@codemirror/state"]);
  const { IEditorLanguageRegistry, IEditorExtensionRegistry, EditorExtensionRegistry } =
    (await load(shared["@jupyterlab/codemirror"])) ?? {};
  if (!state || !IEditorLanguageRegistry || !IEditorExtensionRegistry || !EditorExtensionRegistry)
    return { ...about, activate: () => undefined };
  return {
    ...about,
    requires: [IEditorLanguageRegistry, IEditorExtensionRegistry],
    async activate(_: unknown, languages: LanguageRegistry, extensions: ExtensionRegistry): Promise<void> {
      const supports = new Map<string, Extension>();
      extensions.addExtension({
        name: about.id,
        factory: ({ model }) =>
          EditorExtensionRegistry.createImmutableExtension(
            languageByFirstLine(
              state,
              model,
              (line) => supports.get(languageOf(kinds, line) ?? "") ?? NONE,
              kinds,
            ),
          ),
      });
      const names = new Set([kinds.consoleLanguage, ...Object.values(kinds.magics)]);
      for (const name of names) {
        const language = await languages.getLanguage(name);
        // With priority over the editor's own language.
        if (language?.support) supports.set(name, state.Prec.highest(language.support.extension));
      }
    },
  };
}

function languageOf({ consoleLine, consoleLanguage, magics }: CellKinds, line: string): string | undefined {
  if (consoleLine.test(line)) return consoleLanguage;
  const magic = /^%%\w+/.exec(line)?.[0];
  return magic === undefined ? undefined : magics[magic];
}

/** Sets the language in the same change that makes the cell one of that language. */
function languageByFirstLine(
  { Compartment, EditorState }: CodeMirrorState,
  model: EditorModel,
  extensionOf: (line: string) => Extension,
  { mimeType }: CellKinds,
): Extension {
  const slot = new Compartment();
  const wanted = (lines: Iterable<string>): Extension => {
    if (model.mimeType !== mimeType) return NONE;
    for (const line of lines) if (line.trim() !== "") return extensionOf(line);
    return NONE;
  };
  return [
    slot.of(wanted(model.sharedModel.getSource().split("\n"))),
    EditorState.transactionExtender.of((transaction: Transaction) => {
      // The editor's own language is set when the kernel has announced it, in a change without text.
      if (!transaction.docChanged && !transaction.reconfigured) return null;
      const next = wanted(transaction.newDoc.iterLines());
      return slot.get(transaction.startState) === next ? null : { effects: slot.reconfigure(next) };
    }),
  ];
}
