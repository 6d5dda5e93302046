import { ImageInUseError } from "../../../errors/images.js";
import type { ImageRecord } from "../../../image/records.js";
import { registryDocuments } from "../../../image/registry-documents.js";
import { shortId } from "../../../oci/digest.js";
import { familiarName, parseReference } from "../../../oci/reference.js";
import type { ImageRemoval, RemoveImageOptions } from "../../images.js";
import { imageEvent } from "../events/report.js";
import type { LabStore } from "../store/store.js";
import { requirePlatform } from "./platform.js";

type RemovalContext = Pick<
  LabStore,
  "images" | "snapshots" | "containers" | "content" | "events" | "stacks" | "discard"
>;

/**
 * `docker rmi` (moby `daemon/images/image_delete.go`): removes the name; then deletes the image, and the
 * unnamed images it was made from, if nothing needs them: no name, no container, no image made from it.
 *
 * @throws {NoSuchImageError} {@link ImageInUseError} {@link WrongPlatformError}
 */
export function removeImage(
  reference: string,
  { force = false, noPrune = false, platform }: RemoveImageOptions,
  context: RemovalContext,
): readonly ImageRemoval[] {
  const { images, containers } = context;
  const record = requirePlatform(images.find(reference), reference, platform);
  const { id } = record;
  const tags = images.tagsOf(id);
  const done: ImageRemoval[] = [];
  if (!images.isId(reference)) {
    const [user] = containers.of(id);
    if (tags.length === 1 && user !== undefined && !force) {
      throw new ImageInUseError(
        reference,
        `unable to remove repository reference "${reference}" (must force) - container ${shortId(user.id)} is using its referenced image ${shortId(id)}`,
      );
    }
    const removed = untag(record, reference, context, done);
    const repository = repositoryOf(removed);
    // Digests of a registry stay as long as the repository has a name for the image.
    if (!images.tagsOf(id).some((tag) => repositoryOf(tag) === repository))
      for (const digest of images.digestsOf(id))
        if (repositoryOf(digest) === repository) untag(record, digest, context, done);
    if (images.namesOf(id).length === 0 && conflict(record, force, context) === undefined)
      deleteImage(record, context, done, noPrune);
    return done;
  }
  if (tags.length > 1 && !force) {
    throw new ImageInUseError(
      reference,
      `unable to delete ${shortId(id)} (must be forced) - image is referenced in multiple repositories`,
    );
  }
  const reason = conflict(record, force, context);
  if (reason !== undefined) throw new ImageInUseError(reference, reason);
  for (const name of [...tags, ...images.digestsOf(id)]) untag(record, name, context, done);
  deleteImage(record, context, done, noPrune);
  return done;
}

/** Removes a name and what was kept for it. Returns the full name. */
export function untag(
  { id }: ImageRecord,
  reference: string,
  context: RemovalContext,
  done: ImageRemoval[],
): string {
  const removed = context.images.untag(reference);
  if (removed.includes("@")) context.discard(registryDocuments(id, [removed], context.content).all);
  imageEvent(context, "untag", id);
  done.push({ kind: "untagged", reference: removed });
  return removed;
}

/** `localhost:5000/a/b:v1` → `localhost:5000/a/b` */
function repositoryOf(name: string): string {
  return familiarName(parseReference(name));
}

/** Why an image cannot be deleted; `force` only overrides a stopped container. */
function conflict(
  { id }: ImageRecord,
  force: boolean,
  { images, containers }: RemovalContext,
): string | undefined {
  if (images.childrenOf(id).length > 0) {
    return `unable to delete ${shortId(id)} (cannot be forced) - image has dependent child images`;
  }
  const users = containers.of(id);
  const running = users.find(({ state }) => state.status === "running");
  if (running !== undefined) {
    return `unable to delete ${shortId(id)} (cannot be forced) - image is being used by running container ${shortId(running.id)}`;
  }
  const [stopped] = users;
  if (stopped !== undefined && !force) {
    return `unable to delete ${shortId(id)} (must be forced) - image is being used by stopped container ${shortId(stopped.id)}`;
  }
  return undefined;
}

/** Deletes an image without names. `done` receives what Docker prints: the image, then the stacks that nothing has any more. */
export function deleteImage(
  record: ImageRecord,
  context: RemovalContext,
  done: ImageRemoval[],
  keepsParents = false,
): void {
  const { images, snapshots } = context;
  const { id, manifest } = record;
  images.remove(id);
  imageEvent(context, "delete", id);
  done.push({ kind: "deleted", id });
  const stack = record.layers.map(({ diffId }) => diffId);
  const { chains, layers } = snapshots.forget(stack, context.stacks());
  for (const chain of chains) done.push({ kind: "deleted", id: chain });
  context.discard([id, manifest.digest, ...layers, ...record.commands]);
  if (record.parent === undefined || keepsParents) return;
  const parent = images.get(record.parent);
  const nameless = images.namesOf(parent.id).length === 0;
  if (nameless && conflict(parent, false, context) === undefined) deleteImage(parent, context, done);
}
