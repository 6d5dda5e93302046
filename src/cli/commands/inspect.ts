import { containerInspectBundle, imageInspectBundle, volumeInspectBundle } from "../../display/inspect.js";
import { inspectText } from "../../display/text/inspect.js";
import type { ContainerInspect } from "../../engine/containers.js";
import type { Engine } from "../../engine/engine.js";
import type { ImageInspect, PlatformOptions } from "../../engine/images.js";
import type { NetworkInspect } from "../../engine/networks.js";
import type { VolumeInspect } from "../../engine/volumes.js";
import { TemplateError, UsageError } from "../../errors/cli.js";
import { containerInspect } from "../../go/docker/container.js";
import { imageInspect } from "../../go/docker/image.js";
import { inspectTemplate } from "../../go/docker/inspect.js";
import { networkResource } from "../../go/docker/network.js";
import { volumeInspect } from "../../go/docker/volume.js";
import { goJson } from "../../go/json.js";
import type { GoType } from "../../go/reflect/type.js";
import { errorText } from "../error-text.js";
import { show } from "../show-bundle.js";
import type { Invocation } from "../syntax/command-spec.js";

type Found =
  | { readonly kind: "image"; readonly value: ImageInspect }
  | { readonly kind: "container"; readonly value: ContainerInspect }
  | { readonly kind: "network"; readonly value: NetworkInspect }
  | { readonly kind: "volume"; readonly value: VolumeInspect };

export type Finder = (engine: Engine, name: string) => Promise<Found>;

/** `--size`: adds the bytes of the container's own files, and of all files it sees, at Docker's place in the JSON. */
export function sized({ options }: Invocation, find: Finder): Finder {
  if (!options.flag("size")) return find;
  return async (engine, name) => {
    const found = await find(engine, name);
    if (found.kind !== "container") return found;
    const { images, containers } = await engine.df();
    const { Config, ...base } = found.value;
    const own = containers.items.find(({ id }) => id === base.Id)?.size ?? 0;
    const below = images.items.find(({ id }) => id === base.Image)?.size ?? 0;
    return { kind: "container", value: { ...base, SizeRw: own, SizeRootFs: own + below, Config } };
  };
}

export function imageFinder(options: PlatformOptions): Finder {
  return async (engine, name) => ({ kind: "image", value: await engine.inspectImage(name, options) });
}

export const findImage: Finder = imageFinder({});

export const findContainer: Finder = async (engine, name) => ({
  kind: "container",
  value: await engine.inspectContainer(name),
});

export const findNetwork: Finder = async (engine, name) => ({
  kind: "network",
  value: await engine.inspectNetwork(name),
});

export const findVolume: Finder = async (engine, name) => ({
  kind: "volume",
  value: await engine.inspectVolume(name),
});

/** @param typedOnly the client has no JSON of the daemon's to try a template with a second time */
export async function inspect(
  { engine, io, options, args }: Invocation,
  find: Finder,
  typedOnly = false,
): Promise<number> {
  const print = printer(options.text("format"), typedOnly);
  const found: Found[] = [];
  const failures: string[] = [];
  for (const name of args) {
    try {
      found.push(await find(engine, name));
    } catch (error) {
      failures.push(errorText(error));
    }
  }
  const [only] = found;
  if (print !== undefined) for (const one of found) io.stdout(`${print(one, (text) => io.stdout(text))}\n`);
  else if (options.text("format") === "json") io.stdout(`${goJson(found.map(({ value }) => value))}\n`);
  else if (found.length === 1 && only !== undefined && only.kind !== "network") show(io, bundleOf(only));
  else io.stdout(inspectText(found.map(({ value }) => value)));
  if (failures.length > 0) io.stderr(`${failures.join("\n")}\n`);
  return failures.length > 0 ? 1 : 0;
}

function bundleOf(found: Exclude<Found, { readonly kind: "network" }>) {
  switch (found.kind) {
    case "image":
      return imageInspectBundle(found.value);
    case "container":
      return containerInspectBundle(found.value);
    case "volume":
      return volumeInspectBundle(found.value);
  }
}

/** Undefined for plain JSON. A template that cannot be parsed fails before anything is looked up. */
function printer(
  format: string | undefined,
  typedOnly: boolean,
): ((found: Found, stdout: (text: string) => void) => string) | undefined {
  if (format === undefined || format === "" || format === "json") return undefined;
  const failed = (error: unknown, exitCode: number): never => {
    if (!(error instanceof TemplateError)) throw error;
    throw new UsageError(`template parsing error: ${error.message}`, exitCode);
  };
  try {
    const print = inspectTemplate(format, { typedOnly });
    return ({ kind, value }, stdout) => {
      try {
        return print({ type: TYPES[kind], data: value });
      } catch (error) {
        // The client has ended the line by then.
        stdout("\n");
        return failed(error, 1);
      }
    };
  } catch (error) {
    return failed(error, 64);
  }
}

const TYPES: Readonly<Record<Found["kind"], GoType>> = {
  image: imageInspect,
  container: containerInspect,
  network: networkResource,
  volume: volumeInspect,
};
