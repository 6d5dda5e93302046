import type { BuildCheck } from "../../builder/check.js";
import { type BuildOutline, type BuildTarget, listTargets } from "../../builder/describe.js";
import type { BuildOptions } from "../../builder/options.js";
import { type LintWarning, ruleDescription, ruleUrl } from "../../dockerfile/lint-rules.js";
import type { Location } from "../../dockerfile/parse.js";
import type { Engine } from "../../engine/engine.js";
import { goJson } from "../../go/json.js";
import { quotedLines } from "../build-progress/plain.js";
import type { CommandIO } from "../command-io.js";
import type { ParsedOptions } from "../syntax/parsed-options.js";
import { csv } from "./fields.js";
import { refusal } from "./refusal.js";

/** What a build is asked for instead of being done. */
export interface BuildCall {
  readonly name: "lint" | "outline" | "targets";
  readonly isJson: boolean;
  /** The answer decides nothing about the exit code. */
  readonly ignoresStatus: boolean;
}

/** `--check`, `--call outline,format=json`; `undefined` for a build. @throws {UsageError} in buildx's words */
export function readCall(options: ParsedOptions): BuildCall | undefined {
  const text = options.flag("check") ? "check" : options.text("call") || "build";
  let name: string | undefined;
  let [isJson, ignoresStatus] = [false, false];
  for (const field of csv(text)) {
    const [key = "", value] = field.split(/=(.*)/s);
    if (value === undefined) {
      if (name !== undefined) throw refusal(`invalid print value: ${text}`);
      name = field;
    } else if (key === "format") isJson = value === "json";
    else if (key === "ignorestatus") ignoresStatus = /^(1|t|true)$/i.test(value);
    else throw refusal(`invalid print field: ${field}`);
  }
  switch (name) {
    case undefined:
    case "build":
      return undefined;
    case "check":
    case "lint":
      return { name: "lint", isJson, ignoresStatus };
    case "outline":
    case "targets":
      return { name, isJson, ignoresStatus };
    default:
      throw refusal(
        `failed to solve: unsupported request frontend.${name}: check, outline and targets are known`,
      );
  }
}

/** Asks, and prints the answer as buildx does. @returns the exit code */
export async function answerCall(
  call: BuildCall,
  options: BuildOptions,
  { engine, io }: { readonly engine: Engine; readonly io: CommandIO },
): Promise<number> {
  const { dockerfile, dockerfileName = "Dockerfile" } = options;
  switch (call.name) {
    case "targets":
      io.stdout(targetsText(listTargets(dockerfile), call));
      return 0;
    case "outline":
      io.stdout(outlineText(await engine.outlineBuild(options), call));
      return 0;
    case "lint": {
      const check = await engine.checkBuild(options);
      const lines = dockerfile.split(/\r?\n/);
      io.stdout(call.isJson ? checkJson(check, dockerfileName) : checkText(check, dockerfileName, lines));
      if (check.error !== undefined) {
        const { message } = check.error;
        const place =
          "line" in check.error.data ? quoted(dockerfileName, lines, locationIn(check.error.data)) : "";
        io.stderr(`ERROR: ${message}\n${place}`);
        return 1;
      }
      return check.warnings.length > 0 && !call.ignoresStatus ? 1 : 0;
    }
  }
}

function checkText({ warnings, error }: BuildCheck, name: string, lines: readonly string[]): string {
  if (warnings.length === 0) return error === undefined ? "Check complete, no warnings found.\n" : "";
  const count = warnings.length === 1 ? "1 warning has" : `${warnings.length} warnings have`;
  return [
    `Check complete, ${count} been found!\n`,
    ...warnings.map((each) => warningText(each, name, lines)),
  ].join("");
}

function warningText(
  { rule, detail, location }: LintWarning,
  name: string,
  lines: readonly string[],
): string {
  const url = ruleUrl(rule);
  return `\nWARNING: ${rule}${url === "" ? "" : ` - ${url}`}\n${detail}\n${quoted(name, lines, location)}`;
}

function quoted(name: string, lines: readonly string[], { line, endLine }: Location): string {
  return quotedLines(name, lines, line, endLine);
}

function locationIn(data: object): Location {
  const { line = 0, endLine = line } = { line: undefined, endLine: undefined, ...data };
  return { line: Number(line), endLine: Number(endLine) };
}

function checkJson({ warnings, error }: BuildCheck, name: string): string {
  const document = {
    warnings: warnings.map(({ rule, detail, location }) => ({
      ruleName: rule,
      description: ruleDescription(rule),
      url: ruleUrl(rule) || undefined,
      detail,
      location: ranges(location),
    })),
    sources: [{ filename: name, language: "Dockerfile" }],
    buildError: error === undefined ? undefined : { message: error.message },
  };
  return `${goJson(document, 2)}\n`;
}

function ranges({ line, endLine }: Location): object {
  return { ranges: [{ start: { line }, end: { line: endLine } }] };
}

function targetsText(targets: readonly BuildTarget[], { isJson }: BuildCall): string {
  if (isJson) {
    const list = targets.map(({ name, isDefault, description, base, platform, location }) => ({
      name,
      default: isDefault || undefined,
      description: description || undefined,
      base: base || undefined,
      platform: platform || undefined,
      location: ranges(location),
    }));
    return `${goJson({ targets: list }, 2)}\n`;
  }
  const rows = targets.map(({ name = "", isDefault, description }) => [
    isDefault ? `${name} (default)`.trim() : name,
    description,
  ]);
  return columns([["TARGET", "DESCRIPTION"], ...rows], 1);
}

function outlineText({ name, description, args, secrets }: BuildOutline, { isJson }: BuildCall): string {
  if (isJson) {
    const document = {
      name: name || undefined,
      description: description || undefined,
      args: args.map(({ name: arg, value, description: about, location }) => ({
        name: arg,
        description: about || undefined,
        value: value || undefined,
        location: ranges(location),
      })),
      secrets: secrets.map(({ name: secret, isRequired, location }) => ({
        name: secret,
        required: isRequired || undefined,
        location: ranges(location),
      })),
    };
    return `${goJson(document, 2)}\n`;
  }
  const head = [["TARGET:", name], ...(description === "" ? [] : [["DESCRIPTION:", description]])];
  const parts = [
    ...(name === "" && description === "" ? [] : [columns(head, 1)]),
    ...(args.length === 0
      ? []
      : [
          columns(
            [
              ["BUILD ARG", "VALUE", "DESCRIPTION"],
              ...args.map((arg) => [arg.name, arg.value, arg.description]),
            ],
            3,
          ),
        ]),
    ...(secrets.length === 0
      ? []
      : [
          columns(
            [["SECRET", "REQUIRED"], ...secrets.map((each) => [each.name, each.isRequired ? "true" : ""])],
            3,
          ),
        ]),
  ];
  return parts.map((part) => `${part}\n`).join("");
}

/** Cells that begin below each other, with blanks between; the last of a line is not filled up. */
function columns(rows: readonly (readonly string[])[], gap: number): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => (row[at] ?? "").length)) + gap);
  return rows
    .map((row) =>
      row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join(""),
    )
    .map((line) => `${line}\n`)
    .join("");
}
