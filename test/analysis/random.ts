import fc from "fast-check";
import { FileSystemError } from "../../src/errors/filesystem.js";
import type { Step } from "./stack.js";

const NAMES = ["a", "b", "c", "d"] as const;

export const paths: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 })
  .map((parts) => `/${parts.join("/")}`);

type Operation =
  | { readonly kind: "write"; readonly path: string; readonly size: number; readonly fill: number }
  | { readonly kind: "mkdir" | "remove" | "rmdir-mkdir"; readonly path: string }
  | { readonly kind: "chmod"; readonly path: string; readonly mode: number }
  | { readonly kind: "link" | "symlink" | "rename"; readonly path: string; readonly to: string };

const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("write" as const),
      path: paths,
      size: fc.nat(50),
      fill: fc.nat(2),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("mkdir" as const), path: paths }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("remove" as const), path: paths }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("rmdir-mkdir" as const), path: paths }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("chmod" as const),
      path: paths,
      mode: fc.constantFrom(0o600, 0o755),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom("link" as const, "symlink" as const, "rename" as const),
      path: paths,
      to: paths,
    }),
  },
);

/** What one layer does: some operations, of which those that cannot be done are left out. */
export const step: fc.Arbitrary<Step> = fc.array(operation, { maxLength: 10 }).map(
  (operations): Step =>
    (fs) => {
      for (const one of operations) {
        try {
          if (one.kind === "write") fs.writeFile(one.path, new Uint8Array(one.size).fill(one.fill));
          else if (one.kind === "mkdir") fs.mkdir(one.path, { recursive: true });
          else if (one.kind === "chmod") fs.chmod(one.path, one.mode);
          else if (one.kind === "link") fs.link(one.path, one.to);
          else if (one.kind === "symlink") fs.symlink(one.path, one.to);
          else if (one.kind === "rename") fs.rename(one.path, one.to);
          else {
            fs.remove(one.path, { recursive: true, force: true });
            if (one.kind === "rmdir-mkdir") fs.mkdir(one.path);
          }
        } catch (error) {
          if (!(error instanceof FileSystemError)) throw error;
        }
      }
    },
);
