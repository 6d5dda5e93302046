import fc from "fast-check";
import { expect, test } from "vitest";
import { createLab } from "../../src/lab/lab.js";
import { cases } from "../random.js";

const path = fc.constantFrom(
  "/srv/a",
  "/srv/a/b",
  "/srv/c",
  "/opt/d",
  "/etc/issue",
  "/etc/skel",
  "/etc/skel/.profile",
  "/etc/deb",
  "a",
  "b",
  "'two words'",
);
const word = fc.constantFrom("one", "two  three", "$HOME", "it is", "");
const line = fc.oneof(
  fc.tuple(fc.constantFrom("mkdir -p", "touch", "rm -rf", "rm -f", "rmdir", "chmod 600", "chmod 755"), path),
  fc.tuple(fc.constantFrom("mv", "cp -r", "cp -a", "ln", "ln -sf"), path, path),
  fc.tuple(
    fc.constantFrom("echo"),
    word.map((text) => `"${text}"`),
    fc.constantFrom(">", ">>"),
    path,
  ),
  fc.tuple(fc.constantFrom("cd"), fc.constantFrom("/srv", "/opt", "/", "/srv/a")),
  fc.tuple(fc.constantFrom("chown 7:8", "truncate -s 5", "ls -l", "touch -d @1000000000"), path),
);
const command = fc.record({
  text: line.map((words) => words.join(" ")),
  how: fc.constantFrom("line", "line", "exec", "failing", "joined"),
});

test("whatever simple commands ran, the recipe gives the layer's DiffID in one step, and its files in many", async () => {
  const lab = await createLab({ clock: ticking() });
  const { docker } = lab;
  await docker.pull("ubuntu");
  let count = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 12 }), async (commands) => {
      count += 1;
      const box = await docker.run("ubuntu", { name: `box-${count}` });
      for (const { text, how } of commands) {
        if (how === "exec") await box.exec(["sh", "-c", text]);
        else
          await box.exec(
            how === "failing" ? `${text}; false` : how === "joined" ? `${text} && ${text}` : text,
          );
      }
      const made = await box.commit(`made-${count}`);
      for (const steps of ["few", "each"] as const) {
        const recipe = await made.recipe({ steps });
        const { data } = await recipe.verify();
        const { dockerfile } = recipe;
        const [layer] = data.layers;
        if (steps === "few") expect({ dockerfile, ...data }).toMatchObject({ equal: true, settings: [] });
        // A step cannot link to a file of a step below, nor rename its directory, and marks its deletions anew: what is
        // left then is the same files, but perhaps other times.
        if (steps === "each" && commands.some(({ text }) => /^ln \//.test(text) || /^ln [^-]/.test(text)))
          continue;
        const others = layer?.differences.filter(({ kind, what, in: where }) => {
          const minor = where === "both" && what.every((aspect) => aspect === "time" || aspect === "opaque");
          return kind !== "deletion" && !minor;
        });
        expect({ dockerfile, others }).toEqual({ dockerfile, others: layer === undefined ? undefined : [] });
      }
      await box.remove({ force: true });
      await docker.rmi(`made-${count}`);
    }),
    cases(20),
  );
}, 120_000);

/** Long ago, and slow: a second passes every few changes. */
function ticking(): () => number {
  let now = 1_700_000_000;
  return () => {
    now += 0.3;
    return now;
  };
}
