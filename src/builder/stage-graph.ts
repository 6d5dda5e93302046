import type { Command } from "../dockerfile/command.js";
import type { Stage } from "../dockerfile/stages.js";
import { BuildDefinitionError } from "../errors/build.js";

/** The number of the stage that `--from=NAME` means; `undefined` for an image. */
type StageNamed = (from: string) => number | undefined;

/** A stage that reads from itself, or from a later one that reads from it. @throws {BuildDefinitionError} */
export function checkCircles(stages: readonly Stage[], stageNamed: StageNamed): void {
  const visited = new Set<number>();
  const path = new Set<number>();
  const visit = (stage: Stage): void => {
    if (visited.has(stage.index)) return;
    visited.add(stage.index);
    path.add(stage.index);
    for (const { command, instruction } of stage.body) {
      for (const from of readsFrom(command)) {
        const source = stageNamed(from);
        const read = source === undefined ? undefined : stages[source];
        if (read === undefined) continue;
        const [first] = path;
        if (path.has(read.index))
          throw new BuildDefinitionError(
            `circular dependency detected on stage: ${nameOf(stages[first ?? 0] ?? stage)}`,
            instruction.location,
          );
        visit(read);
      }
    }
    path.delete(stage.index);
  };
  for (const stage of stages) visit(stage);
}

/** To BuildKit, an image that is copied from or mounted is a stage, too; so is the nothing below any other mount. */
export function usesImages(stages: readonly Stage[], stageNamed: StageNamed): boolean {
  return stages.some(({ body }) =>
    body.some(
      ({ command }) =>
        readsFrom(command).some((from) => stageNamed(from) === undefined) ||
        (command.keyword === "RUN" && command.mounts.some((mount) => mountedFrom(mount) === "")),
    ),
  );
}

export function nameOf({ name, index }: Stage): string {
  return name ?? `stage-${index}`;
}

/** What a line names with `--from`, or with `from=` of a mount. */
function readsFrom(command: Command): readonly string[] {
  if (command.keyword === "COPY") return command.from === "" ? [] : [command.from];
  if (command.keyword !== "RUN") return [];
  return command.mounts.map(mountedFrom).filter((from) => from !== "");
}

function mountedFrom(mount: string): string {
  const field = mount.split(",").find((each) => /^from=/i.test(each)) ?? "";
  return field.slice("from=".length);
}
