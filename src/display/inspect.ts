import type { ContainerInspect } from "../engine/containers.js";
import type { ImageInspect } from "../engine/images.js";
import type { StackMount } from "../engine/views.js";
import type { VolumeInspect } from "../engine/volumes.js";
import { goJson } from "../go/json.js";
import { humanSize } from "../go/units.js";
import type { ContainerConfig } from "../oci/types.js";
import type { MimeBundle } from "./displayable.js";
import { type Content, element, type Html } from "./html/element.js";
import { code, table } from "./html/table.js";
import { MOUNTS_STAY, mountWords } from "./mounts.js";
import { inspectText } from "./text/inspect.js";

/**
 * `docker image inspect` as a summary, with the whole JSON folded under it; its text is Docker's own.
 *
 * @param leftOut what was mounted in the container it was just committed from
 */
export function imageInspectBundle(image: ImageInspect, leftOut: readonly StackMount[] = []): MimeBundle {
  const layers = image.RootFS.Layers;
  return bundle(image, `Image ${image.RepoTags[0] ?? image.Id.slice(0, 19)}`, [
    ["Id", code(image.Id)],
    ["Names", names(image.RepoTags)],
    ["Made from", image.Parent === "" ? "nothing stored here" : code(image.Parent)],
    ["Comment", image.Comment === "" ? "none" : image.Comment],
    ["Created", image.Created ?? "the image does not say"],
    ["Platform", `${image.Os}/${image.Architecture}`],
    ...configRows(image.Config),
    ["Size", humanSize(image.Size)],
    [
      `RootFS: ${layers.length} ${layers.length === 1 ? "layer" : "layers"}, lowest first`,
      element(
        "ol",
        { style: "margin: 0; padding-left: 24px" },
        layers.map((layer) => element("li", {}, code(layer))),
      ),
    ],
    ...(leftOut.length > 0
      ? [["Left out of it", [leftOut.map(mountLine), element("div", {}, MOUNTS_STAY)]] as const]
      : []),
  ]);
}

function mountLine(mount: StackMount): Html {
  const { target, what } = mountWords(mount);
  return element("div", {}, code(target), `: ${what}`);
}

/** `docker container inspect`, the same way. */
export function containerInspectBundle(container: ContainerInspect): MimeBundle {
  const { State } = container;
  const state =
    State.Status === "exited"
      ? `exited with code ${State.ExitCode}, ${State.FinishedAt}`
      : State.Running
        ? `running since ${State.StartedAt}`
        : State.Status;
  return bundle(container, `Container ${container.Name.replace(/^\//, "")}`, [
    ["Id", code(container.Id)],
    ["Image", [container.Config.Image ?? "", " ", code(container.Image)]],
    ["Created", container.Created],
    ["State", state],
    ["Runs", code([container.Path, ...container.Args].join(" "))],
    ...(container.Mounts.length > 0
      ? [
          [
            "Mounts, not part of its layer",
            lines(
              container.Mounts.map(({ Name, Source, Destination }) => `${Name ?? Source} → ${Destination}`),
            ),
          ] as const,
        ]
      : []),
    ...configRows(container.Config),
    [
      "Its own layer",
      container.GraphDriver.Data.UpperDir === "" ? "none" : code(container.GraphDriver.Data.UpperDir),
    ],
  ]);
}

/** `docker volume inspect`, the same way. */
export function volumeInspectBundle(volume: VolumeInspect): MimeBundle {
  const labels = Object.entries(volume.Labels ?? {}).map(([name, value]) => `${name}=${value}`);
  return bundle(volume, `Volume ${volume.Name}`, [
    ["Driver", volume.Driver],
    ["Created", volume.CreatedAt],
    ["Labels", labels.length > 0 ? lines(labels) : "none"],
    ["Mountpoint", [code(volume.Mountpoint), ", where Docker would keep it"]],
  ]);
}

type Row = readonly [string, Content];

function configRows(config: ContainerConfig): readonly Row[] {
  const labels = Object.entries(config.Labels ?? {}).map(([name, value]) => `${name}=${value}`);
  return [
    ["Cmd", config.Cmd?.length ? code(goJson(config.Cmd)) : "none"],
    ...(config.Entrypoint?.length ? [["Entrypoint", code(goJson(config.Entrypoint))] as const] : []),
    ["Env", config.Env?.length ? lines(config.Env) : "none"],
    ...(config.WorkingDir ? [["WorkingDir", code(config.WorkingDir)] as const] : []),
    ...(config.User ? [["User", config.User] as const] : []),
    ...(labels.length > 0 ? [["Labels", lines(labels)] as const] : []),
  ];
}

function names(tags: readonly string[]): Content {
  return tags.length === 0 ? "none: only its id leads to it" : lines(tags);
}

function lines(items: readonly string[]): readonly Html[] {
  return items.map((item) => element("div", {}, code(item)));
}

function bundle(
  value: ImageInspect | ContainerInspect | VolumeInspect,
  caption: string,
  rows: readonly Row[],
): MimeBundle {
  const summary = table({ caption, headings: ["MEMBER", "VALUE"], rows, rowHeadings: true });
  const whole = element(
    "details",
    { style: "margin: 4px 10px" },
    element("summary", {}, "The whole JSON, as docker inspect prints it"),
    element(
      "pre",
      { style: "font-size: 12px; white-space: pre-wrap; overflow-wrap: break-word" },
      goJson([value], 4),
    ),
  );
  return { "text/html": element("div", {}, summary, whole).html, "text/plain": inspectText([value]) };
}
