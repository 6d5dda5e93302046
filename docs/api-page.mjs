// Makes `docs/API.md` from the types that `src/index.ts` exports and their doc comments. `npm run docs` writes it, and
// `test/readme/api-page.test.ts` holds that it is up to date and that every method of it has an example that compiles.
//
// TypeScript's own checker prints the types, as a notebook's completion does. (typedoc, tried, prints those of a method
// that comes from a mapped type as `...rest` and `Promise`.)
import { join } from "node:path";
import ts from "typescript";
import { ROOT } from "../kernel/spec/start/paths.mjs";

/** What the page describes, in its order: `variable` is how examples call a value of the type. */
const SECTIONS = /** @type {const} */ ([
  {
    title: "The `docker` object",
    text: "In a notebook it is there; a program gets it from `createLab`.",
    types: { Docker: "docker" },
  },
  {
    title: "Images and containers",
    text: "What `docker.image`, `docker.container` and others give. Views that `docker` has of them they have themselves.",
    types: { Image: "image", ImageAt: "then", Container: "box" },
  },
  {
    title: "Values that show themselves",
    text: "The last value of a cell is shown: as a table or a picture where there is one, as text everywhere else.",
    types: {
      Build: "build",
      Layer: "layer",
      LedgerView: "ledger",
      Recipe: "recipe",
      Finished: "finished",
      Table: "table",
      View: "view",
    },
  },
  {
    title: "Options",
    text: "All in one object, the last argument of a method.",
    types: {
      RunOptions: undefined,
      CommandOptions: undefined,
      BuildRequest: undefined,
      CommitOptions: undefined,
      HistoryOptions: undefined,
      RecipeOptions: undefined,
    },
  },
  {
    title: "The lab",
    text: 'In a notebook `lab` is there. A program makes one: `import { createLab } from "layerlab"`.',
    types: {
      createLab: "createLab",
      LabOptions: undefined,
      Lab: "lab",
      Prediction: "prediction",
      PredictionOptions: undefined,
      Check: "check",
      Requirement: undefined,
      ArchiveMember: undefined,
    },
  },
  {
    title: "Data",
    text: "The rows of tables, and what views have in `.data`. All of it is read-only.",
    types: {
      Named: undefined,
      ImageSummary: undefined,
      ContainerSummary: undefined,
      HistoryRow: undefined,
      LayerSummary: undefined,
      Change: undefined,
      RecordedCommand: undefined,
      Stack: undefined,
      StackLayer: undefined,
      Sharing: undefined,
      SharingMember: undefined,
      SharedLayer: undefined,
      LayerChanges: undefined,
      LayerChange: undefined,
      LayerFile: undefined,
      FileSide: undefined,
      Ledger: undefined,
      LedgerLayer: undefined,
      LedgerRow: undefined,
      Lenses: undefined,
      Comparison: undefined,
      Compared: undefined,
      Difference: undefined,
      Verification: undefined,
      VerifiedBlob: undefined,
      RecipeProof: undefined,
      ProvenLayer: undefined,
      ProvenDifference: undefined,
      LayerTransfer: undefined,
    },
  },
]);

/**
 * @typedef {{ readonly owner: string, readonly name: string, readonly text: string }} Example
 * @typedef {{ readonly page: string, readonly examples: readonly Example[], readonly undocumented: readonly string[] }} ApiPage
 */

/** @returns {ApiPage} */
export function apiPage() {
  const entry = join(ROOT, "src/index.ts");
  const program = ts.createProgram([entry], compilerOptions());
  return new Writer(program, entry).write();
}

/** Those of tsconfig.json. @returns {ts.CompilerOptions} */
export function compilerOptions() {
  const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), ts.sys.readFile);
  return ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, ROOT).options;
}

class Writer {
  /** @type {ts.TypeChecker} */
  #checker;
  /** @type {ReadonlyMap<string, ts.Symbol>} */
  #exports;
  /** @type {string[]} */
  #lines = [];
  /** @type {Example[]} */
  #examples = [];
  /** @type {string[]} */
  #undocumented = [];

  /**
   * @param {ts.Program} program
   * @param {string} entry
   */
  constructor(program, entry) {
    this.#checker = program.getTypeChecker();
    const file = program.getSourceFile(entry);
    const module = file && this.#checker.getSymbolAtLocation(file);
    if (module === undefined) throw new Error(`${entry} exports nothing`);
    this.#exports = new Map(
      this.#checker
        .getExportsOfModule(module)
        .map((symbol) => [
          symbol.name,
          symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol,
        ]),
    );
  }

  /** @returns {ApiPage} */
  write() {
    this.#lines.push(
      "# layerlab in TypeScript",
      "",
      "<!-- Made from the types and their comments by `npm run docs`; a test holds that it is up to date. -->",
      "",
    );
    this.#lines.push(
      "What each value has, and each method with an example. A member in **bold** is always there; the others may be left out, or absent.",
      "Lengths and sizes are bytes and times are ISO 8601 in UTC where nothing else is said; a `DiffID` or `Digest` is a text that begins with `sha256:`.",
      "",
    );
    for (const { title, types } of SECTIONS) {
      const links = Object.keys(types).map((name) => `[${name}](#${anchor(name)})`);
      this.#lines.push(`* **${title}**: ${links.join(", ")}`);
    }
    for (const { title, text, types } of SECTIONS) {
      this.#lines.push("", `## ${title}`, "", text);
      for (const [name, variable] of Object.entries(types)) this.#type(name, variable);
    }
    return {
      page: `${this.#lines.join("\n").replace(/\n{3,}/g, "\n\n")}\n`,
      examples: this.#examples,
      undocumented: this.#undocumented,
    };
  }

  /**
   * @param {string} name
   * @param {string | undefined} variable
   */
  #type(name, variable) {
    const symbol = this.#exports.get(name);
    if (symbol === undefined)
      throw new Error(`src/index.ts does not export ${name}, which docs/api-page.mjs lists`);
    this.#lines.push("", `### ${name}`, "");
    this.#comment(
      name,
      name,
      symbol.getDocumentationComment(this.#checker),
      symbol.getJsDocTags(this.#checker),
      undefined,
    );
    if (symbol.flags & ts.SymbolFlags.Function) {
      this.#signatures(name, this.#checker.getTypeOfSymbol(symbol).getCallSignatures());
      return;
    }
    const type = this.#checker.getDeclaredTypeOfSymbol(symbol);
    if (type.isUnion() || !(type.flags & ts.TypeFlags.Object)) {
      this.#alias(symbol, type);
      return;
    }
    const members = this.#checker.getPropertiesOfType(type).filter((member) => isPublic(member));
    this.#properties(members.filter((member) => !this.#isMethod(member)));
    if (variable === undefined) return;
    const methods = members.filter((member) => this.#isMethod(member));
    // The page has the views' text once, at `docker`.
    const views = methods.filter((member) => name !== "Docker" && isView(member));
    for (const member of methods) if (!views.includes(member)) this.#method(name, variable, member);
    if (views.length === 0) return;
    this.#lines.push(
      "",
      `#### Views of ${name === "Image" ? "an image" : "a container"}`,
      "",
      "What `docker` has under the same name says what they show.",
      "",
    );
    this.#lines.push("```ts");
    for (const member of views)
      for (const one of this.#checker.getTypeOfSymbol(member).getCallSignatures())
        this.#lines.push(`${variable}.${member.name}${this.#signature(one)}`);
    this.#lines.push("```", "");
  }

  /** @param {ts.Signature} signature */
  #signature(signature) {
    const text = this.#checker.signatureToString(signature, undefined, PLAIN);
    // `name?: T | undefined` says twice that it may be left out.
    return text
      .replace(/(\?: )\(([^()]*)\) \| undefined(?=[,)])/g, "$1$2")
      .replace(/(\?: [^?]*?) \| undefined(?=[,)])/g, "$1");
  }

  /** @param {ts.Symbol} symbol */
  #isMethod(symbol) {
    return (
      this.#checker.getTypeOfSymbol(symbol).getCallSignatures().length > 0 &&
      !(symbol.flags & ts.SymbolFlags.Optional)
    );
  }

  /**
   * A union, or another name of a plain type.
   *
   * @param {ts.Symbol} symbol
   * @param {ts.Type} type
   */
  #alias(symbol, type) {
    const node = symbol.declarations?.find(ts.isTypeAliasDeclaration);
    const text = node?.type.getText().replace(/\/\*\*.*?\*\/\s*/gs, "") ?? this.#checker.typeToString(type);
    this.#lines.push("```ts", `type ${symbol.name} = ${text}`, "```");
    if (!type.isUnion()) return;
    for (const part of type.types) {
      if (!(part.flags & ts.TypeFlags.Object) || part.symbol?.name === "__type") continue;
      this.#lines.push("", `**${this.#checker.typeToString(part)}**`, "");
      this.#properties(this.#checker.getPropertiesOfType(part).filter((member) => isPublic(member)));
    }
  }

  /** @param {readonly ts.Symbol[]} members */
  #properties(members) {
    if (members.length === 0) return;
    this.#lines.push("| member | type | |", "|---|---|---|");
    for (const member of members) {
      // `engine?: undefined` only keeps two forms of options apart.
      if (this.#checker.getNonNullableType(this.#checker.getTypeOfSymbol(member)).flags & ts.TypeFlags.Never)
        continue;
      const optional = (member.flags & ts.SymbolFlags.Optional) !== 0;
      const full = this.#checker.getTypeOfSymbol(member);
      // An optional member's type has `undefined` in it, which "may be left out" says already.
      const type = this.#checker.typeToString(
        optional ? this.#checker.getNonNullableType(full) : full,
        undefined,
        PLAIN,
      );
      const doc = plain(member.getDocumentationComment(this.#checker));
      const title = optional ? `\`${member.name}\`` : `**\`${member.name}\`**`;
      this.#lines.push(`| ${title} | \`${cell(type)}\` | ${cell(doc)} |`);
    }
    this.#lines.push("");
  }

  /**
   * @param {string} owner
   * @param {string} variable
   * @param {ts.Symbol} member
   */
  #method(owner, variable, member) {
    this.#lines.push("", `#### ${variable}.${member.name}`, "");
    const signatures = this.#checker.getTypeOfSymbol(member).getCallSignatures();
    this.#signatures(member.name, signatures);
    // Overloads have one comment, at the first of them.
    const [documented = signatures[0]] = signatures.filter(
      (one) => one.getDocumentationComment(this.#checker).length > 0,
    );
    const own = member.getDocumentationComment(this.#checker);
    const comment = own.length > 0 ? own : (documented?.getDocumentationComment(this.#checker) ?? []);
    const tags = own.length > 0 ? member.getJsDocTags(this.#checker) : (documented?.getJsDocTags() ?? []);
    this.#comment(owner, member.name, comment, tags, signatures);
    const missing = [
      ...(comment.length === 0 ? ["a doc comment"] : []),
      ...(tags.some(({ name }) => name === "example") ? [] : ["an @example"]),
    ];
    if (missing.length > 0) this.#undocumented.push(`${owner}.${member.name} lacks ${missing.join(" and ")}`);
  }

  /**
   * @param {string} name
   * @param {readonly ts.Signature[]} signatures
   */
  #signatures(name, signatures) {
    this.#lines.push("```ts", ...signatures.map((one) => `${name}${this.#signature(one)}`), "```", "");
  }

  /**
   * @param {string} owner
   * @param {string} name
   * @param {readonly ts.SymbolDisplayPart[]} comment
   * @param {readonly ts.JSDocTagInfo[]} tags
   * @param {readonly ts.Signature[] | undefined} signatures of a method: a parameter that it has not is not described
   */
  #comment(owner, name, comment, tags, signatures) {
    const text = ts.displayPartsToString([...comment]).trim();
    if (text !== "") this.#lines.push(links(text), "");
    const parameters = new Set(
      signatures?.flatMap((one) => one.getParameters().map((parameter) => parameter.name)),
    );
    /** @param {string} tag */
    const texts = (tag) =>
      tags.filter((one) => one.name === tag).map((one) => ts.displayPartsToString(one.text));
    for (const param of texts("param")) {
      const [, parameter = "", meaning = ""] = /^(\S+)\s*(.*)$/s.exec(param) ?? [];
      if (signatures !== undefined && !parameters.has(parameter)) continue;
      this.#lines.push(`* \`${parameter}\`: ${oneLine(meaning)}`);
    }
    for (const returns of texts("returns")) this.#lines.push(`* returns: ${oneLine(returns)}`);
    for (const thrown of texts("throws")) {
      const [, error, when = ""] = /^\{(\w+)\}\s*(.*)$/s.exec(thrown) ?? [];
      this.#lines.push(
        error === undefined
          ? `* throws ${oneLine(thrown)}`
          : `* throws \`${error}\` ${oneLine(when)}`.trimEnd(),
      );
    }
    const examples = texts("example");
    for (const example of examples) this.#examples.push({ owner, name, text: example });
    if (examples.length > 0) this.#lines.push("", "```ts", ...examples, "```", "");
  }
}

const PLAIN = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;

/** Members that a person writes: no symbols, no `#private`, nothing that only serialization calls. @param {ts.Symbol} symbol */
function isPublic(symbol) {
  return (
    !/^(__|#)/.test(symbol.name) && !["toJSON", "toString"].includes(symbol.name) && !isOfLibrary(symbol)
  );
}

/** A method that came from `src/api/views`. @param {ts.Symbol} symbol */
function isView(symbol) {
  return symbol.declarations?.[0]?.getSourceFile().fileName.includes("/src/api/views/") ?? false;
}

/** What an array has anyway is not described again. @param {ts.Symbol} symbol */
function isOfLibrary(symbol) {
  const file = symbol.declarations?.[0]?.getSourceFile().fileName;
  return file === undefined || file.includes("/node_modules/");
}

/** @param {string} name */
function anchor(name) {
  return name.toLowerCase();
}

/** @param {readonly ts.SymbolDisplayPart[]} parts */
function plain(parts) {
  return oneLine(links(ts.displayPartsToString([...parts])));
}

/** @param {string} text */
function oneLine(text) {
  return text.replace(/\s+/g, " ").trim();
}

/** `{@link start}` is a name in code. @param {string} text */
function links(text) {
  return text.replace(/\{@link ([^}]*)\}/g, "`$1`");
}

/** A bar ends a table's cell. @param {string} text */
function cell(text) {
  return oneLine(text).replaceAll("|", "\\|");
}
