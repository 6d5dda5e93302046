import { expect, test } from "vitest";
import { createMemoryFileSystem } from "../../src/vfs/memory.js";
import { fixtureText } from "../fixtures.js";
import { TestBuilder } from "./context.js";

interface Case {
  readonly name: string;
  readonly dockerfile: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly target?: string;
  /** `13 UndefinedVar: Usage of …`, as BuildKit found them. */
  readonly warnings: readonly string[];
  readonly error?: string;
  readonly outline?: {
    readonly name?: string;
    readonly description?: string;
    readonly args?: readonly {
      readonly name: string;
      readonly value?: string;
      readonly description?: string;
    }[];
    readonly secrets?: readonly { readonly name: string; readonly required?: boolean }[];
  };
}

const CASES: readonly Case[] = JSON.parse(fixtureText("buildkit-lint/cases.json"));

test.each(CASES)(
  "$name: as BuildKit finds it",
  async ({ dockerfile, buildArgs = {}, target, ...recorded }) => {
    const { builder } = new TestBuilder();
    const context = createMemoryFileSystem();
    const options = { dockerfile, buildArgs, context, ...(target === undefined ? {} : { target }) };
    const { warnings, error } = await builder.check(options);
    const told = warnings.map(({ rule, detail, location }) => `${location.line} ${rule}: ${detail}`);
    expect(told.toSorted()).toEqual(recorded.warnings.toSorted());
    expect(error?.message).toBe(recorded.error);
    if (recorded.outline === undefined) return;
    const outline = await builder.outline(options);
    const { name = "", description = "", args = [], secrets = [] } = recorded.outline;
    expect(outline).toMatchObject({ name, description });
    expect(outline.args.map((arg) => [arg.name, arg.value, arg.description])).toEqual(
      args.map((arg) => [arg.name, arg.value ?? "", arg.description ?? ""]),
    );
    expect(outline.secrets.map((secret) => [secret.name, secret.isRequired])).toEqual(
      secrets.map((secret) => [secret.name, secret.required ?? false]),
    );
  },
);
