import type { ContainerInspect, ImageInspect } from "../engine/engine.js";
import type { ContainerConfig } from "../oci/types.js";
import type { MimeBundle } from "./displayable.js";
import { goJson } from "./go-text.js";
import { type Content, element, type Html } from "./html/element.js";
import { code, table } from "./html/table.js";
import { inspectText } from "./text/inspect.js";
import { humanSize } from "./units.js";

/** `docker image inspect` as a summary, with the whole JSON folded under it; its text is Docker's own. */
export function imageInspectBundle(image: ImageInspect): MimeBundle {
  const layers = image.RootFS.Layers;
  return bundle(image, `Image ${image.RepoTags[0] ?? image.Id.slice(0, 19)}`, [
    ["Id", code(image.Id)],
    ["Names", names(image.RepoTags)],
    ["Made from", image.Parent === "" ? "nothing stored here" : code(image.Parent)],
    ["Comment", image.Comment === "" ? "none" : image.Comment],
    ["Created", image.Created],
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
  ]);
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
    ...configRows(container.Config),
    [
      "Its own layer",
      container.GraphDriver.Data.UpperDir === "" ? "none" : code(container.GraphDriver.Data.UpperDir),
    ],
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

function bundle(value: ImageInspect | ContainerInspect, caption: string, rows: readonly Row[]): MimeBundle {
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
