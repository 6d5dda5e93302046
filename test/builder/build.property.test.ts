import fc from "fast-check";
import { expect, test } from "vitest";
import { createMemoryFileSystem } from "../../src/vfs/memory.js";
import { cases } from "../random.js";
import { TestBuilder } from "./context.js";

const EPOCH = 1_700_000_000;

/** Instructions that can stand in any order, over few files and names, so that edits meet. */
const line = fc.oneof(
  fc
    .record({ name: fc.constantFrom("a", "b", "c"), text: fc.constantFrom("1", "2") })
    .map(({ name, text }) => `RUN echo ${text} >> /${name} || true`),
  fc.constantFrom(
    "RUN rm -f /a || true",
    "RUN mkdir -p /d && echo $V > /d/v || true",
    "RUN rm -rf /data/olddir || true",
    "RUN cat /data/a.txt",
  ),
  fc.constantFrom(
    "COPY x /x",
    "COPY . /all/",
    "COPY --chown=1:2 y /sub/",
    "ADD x y /many/",
    "COPY --link x /linked",
  ),
  fc.constantFrom(
    "WORKDIR /w",
    "WORKDIR sub",
    "USER 1000",
    "USER root",
    "ENV V=1",
    "ENV V=2",
    "ARG A=1",
    "LABEL l=1",
    'CMD ["x"]',
  ),
);
const body = fc.array(line, { maxLength: 7 });
const files = fc.record({ x: fc.constantFrom("1", "2"), y: fc.constantFrom("1", "2") });

function context({ x, y }: { x: string; y: string }) {
  const fs = createMemoryFileSystem({ now: () => 1 });
  fs.writeFile("/x", new TextEncoder().encode(x));
  fs.writeFile("/y", new TextEncoder().encode(y));
  return fs;
}

const text = (lines: readonly string[]) => `FROM tiny-base\n${lines.join("\n")}\n`;

test("whatever was built before, a build from the cache gives the layers that a build without it gives", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(body, files), { minLength: 2, maxLength: 4 }), async (builds) => {
      const lab = new TestBuilder();
      for (const [lines, given] of builds) {
        const cached = await lab.build(text(lines), context(given), { epoch: EPOCH });
        const fresh = await new TestBuilder().build(text(lines), context(given), {
          epoch: EPOCH,
          noCache: true,
        });
        expect(cached.layers).toEqual(fresh.layers);
        expect(cached.config.config).toEqual(fresh.config.config);
      }
    }),
    cases(15),
  );
}, 60_000);

test("a second build of the same is all reused, gives the same image, and no miss is without a cause", async () => {
  await fc.assert(
    fc.asyncProperty(body, body, files, files, async (one, two, before, after) => {
      const lab = new TestBuilder();
      const first = await lab.build(text(one), context(before));
      const again = await lab.build(text(one), context(before));
      expect(again.steps.filter(({ miss }) => miss !== undefined)).toEqual([]);
      expect(again.id).toBe(first.id);
      const changed = await lab.build(text(two), context(after));
      const labels = changed.steps.map(({ label }) => label);
      for (const [at, { miss }] of changed.steps.entries()) {
        if (miss?.reason !== "parent-changed") continue;
        // The cause is a step below it that was built, too, for a reason of its own.
        const cause = labels.indexOf(miss.cause);
        expect(cause).toBeGreaterThanOrEqual(0);
        expect(cause).toBeLessThan(at);
        expect(changed.steps[cause]?.miss?.reason).not.toBe("parent-changed");
        expect(changed.steps[cause]?.miss).toBeDefined();
      }
    }),
    cases(20),
  );
}, 60_000);

const copied = fc.constantFrom("COPY --from=one /x* /got/", "COPY --from=one /data /data2", "COPY x /x2");
const stages = fc
  .record({
    one: fc.array(line, { minLength: 1, maxLength: 3 }),
    base: fc.constantFrom("tiny-base", "one"),
    two: fc.array(fc.oneof(line, copied), { minLength: 1, maxLength: 4 }),
    front: fc.boolean(),
  })
  .map(({ one, base, two, front }) =>
    [
      ...(front ? ["FROM tiny-base AS front", "RUN echo front > /front"] : []),
      "FROM tiny-base AS one",
      ...one,
      `FROM ${base}`,
      ...two,
      ...(front ? ["COPY --from=front /front /"] : []),
      "",
    ].join("\n"),
  );

test("a preview is what the build then does, and where it does not know that, it says so", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(stages, files), { minLength: 2, maxLength: 3 }), async (builds) => {
      const lab = new TestBuilder();
      for (const [dockerfile, given] of builds) {
        const told = await lab.preview(dockerfile, context(given));
        const { steps } = await lab.build(dockerfile, context(given));
        expect(steps.map(({ label }) => label)).toEqual(told.map(({ label }) => label));
        for (const [at, step] of told.entries()) {
          if (step.outcome === "reused") {
            expect(steps[at]).toMatchObject({ outcome: "reused", layer: step.layer, size: step.size });
          } else if (step.outcome === "would-build" && step.isCertain) {
            expect(steps[at]?.outcome).toBe("built");
            // Files that are not known yet may turn out to be a reason of their own.
            if (step.also.every(({ reason }) => reason !== "source-unknown"))
              expect(steps[at]?.miss?.reason).toBe(step.miss.reason);
          }
        }
      }
    }),
    cases(20),
  );
}, 60_000);
