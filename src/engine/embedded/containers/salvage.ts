import { type Digest, isDigest } from "../../../oci/digest.js";
import type { ContainerSummary } from "../../containers.js";
import { NAME } from "./name.js";

/** What is known of a container whose record is damaged; a member that is not known is empty. */
export interface Salvaged {
  readonly name: string;
  readonly imageId: Digest | "";
  readonly imageName: string;
  readonly created: string;
}

export const NOTHING: Salvaged = { name: "", imageId: "", imageName: "", created: "" };

/**
 * The text need not be JSON any more. These members are in front of everything else that has members of these names
 * (`encode` of `files.ts`).
 */
export function salvaged(text: string): Salvaged {
  const name = member(text, "name");
  const imageId = member(text, "imageId");
  const created = member(text, "created");
  return {
    name: NAME.test(name) ? name : "",
    imageId: isDigest(imageId) ? imageId : "",
    imageName: member(text, "imageName"),
    created: Number.isNaN(Date.parse(created)) ? "" : created,
  };
}

function member(text: string, name: string): string {
  const [, value = ""] = new RegExp(`"${name}":"([^"\\\\\\p{Cc}]*)"`, "u").exec(text) ?? [];
  return value;
}

/** Its line in a list. */
export function salvagedSummary(id: string, known: Salvaged, damage: string): ContainerSummary {
  return {
    id,
    name: known.name,
    imageId: known.imageId,
    image: known.imageName,
    command: "",
    created: known.created,
    status: "dead",
    damage,
    paused: false,
    exitCode: 0,
    labels: {},
    ports: {},
    networks: [],
    mounts: [],
  };
}
