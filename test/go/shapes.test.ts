import { expect, test } from "vitest";
import { containerInspect } from "../../src/go/docker/container.js";
import { imageInspect } from "../../src/go/docker/image.js";
import { info } from "../../src/go/docker/info.js";
import { serverVersion } from "../../src/go/docker/version.js";
import type { GoType } from "../../src/go/reflect/type.js";
import { recorded } from "./recorded.js";

interface StructRow {
  readonly struct: string;
  readonly fields: readonly {
    readonly name: string;
    readonly json: string;
    readonly omitEmpty?: boolean;
    readonly embedded?: boolean;
    readonly type: string;
  }[];
}
interface NamedRow {
  readonly name: string;
  readonly kind: string;
  readonly element?: string;
}

const table = recorded<{ readonly structs: readonly StructRow[]; readonly named: readonly NamedRow[] }>(
  "shapes",
);

/** What only a daemon in a swarm says; and a type that templates see as text. */
const isLeftOut = (name: string): boolean =>
  name === "time.Time" || (name.startsWith("swarm.") && !ofOurs.structs.has(name));

/** Our descriptions, read the way the recording program reads Go's. */
function describe(roots: readonly GoType[]) {
  const structs = new Map<string, StructRow>();
  const named = new Map<string, NamedRow>();
  const visit = (type: GoType): void => {
    if (structs.has(type.name) || named.has(type.name)) return;
    const isDefined = /^[a-zA-Z0-9]+\.\w+$/.test(type.name);
    if (type.kind !== "struct" && isDefined) {
      const element = type.kind === "slice" || type.kind === "map" ? { element: type.element.name } : {};
      named.set(type.name, { name: type.name, kind: type.kind, ...element });
    }
    if (type.kind === "struct" && type.name !== "time.Time") {
      structs.set(type.name, {
        struct: type.name,
        fields: type.fields.map(({ name, json, omitEmpty, embedded, type: { name: typeName } }) => ({
          name,
          json,
          ...(omitEmpty ? { omitEmpty } : {}),
          ...(embedded ? { embedded } : {}),
          type: typeName,
        })),
      });
      for (const field of type.fields) visit(field.type);
    }
    if (type.kind === "map") visit(type.key);
    if ("element" in type) visit(type.element);
  };
  for (const root of roots) visit(root);
  return { structs, named };
}

const ofOurs = describe([imageInspect, containerInspect, serverVersion, info]);

/** A cluster's description is empty on purpose. */
const withoutCluster = (rows: readonly StructRow[]): readonly StructRow[] =>
  rows.filter(({ struct }) => struct !== "swarm.ClusterInfo");

test("the types that templates see have Docker's members, in Docker's order", () => {
  const theirs = table.structs.filter(({ struct }) => !isLeftOut(struct) && struct !== "system.legacyFields");
  const byName = (a: StructRow, b: StructRow): number => (a.struct < b.struct ? -1 : 1);
  expect(withoutCluster([...ofOurs.structs.values()]).toSorted(byName)).toEqual(
    withoutCluster(theirs).toSorted(byName),
  );
});

test("types that have a name of their own are of Docker's kind", () => {
  const theirs = table.named.filter(({ name }) => !/^swarm\.ExternalCA|^time\.Duration/.test(name));
  const byName = (a: NamedRow, b: NamedRow): number => (a.name < b.name ? -1 : 1);
  const ours = [...ofOurs.named.values()].filter(
    ({ name }) => name !== "time.Duration" && name !== "json.Number",
  );
  expect(ours.toSorted(byName)).toEqual(theirs.toSorted(byName));
});
