import type { ContainerInspect } from "../engine/containers.js";
import type { StackMount } from "../engine/views.js";

/** What a container has mounted, as `inspect` knows it: without sizes. */
export function inspectedMounts({ Mounts, HostConfig }: ContainerInspect): readonly StackMount[] {
  const points = Mounts.map(({ Type, Name, Source, Destination, RW }): StackMount => {
    const source = Name ?? Source;
    // Docker keeps an anonymous volume's name in no other way than by its form.
    const anonymous = Type === "volume" && /^[0-9a-f]{64}$/.test(source);
    return { type: Type, source, anonymous, target: Destination, readOnly: !RW };
  });
  const memory = Object.entries(HostConfig.Tmpfs ?? {}).map(
    ([target, options]): StackMount => ({
      type: "tmpfs",
      source: "",
      anonymous: false,
      target,
      readOnly: options.split(",").includes("ro"),
    }),
  );
  return [...points, ...memory].sort((a, b) => (a.target < b.target ? -1 : 1));
}
