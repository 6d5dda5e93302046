import { ImageInUseError } from "../../errors/images.js";
import type { ImageRecord, ImageStore } from "../../image/store.js";
import { shortId } from "../../oci/digest.js";
import type { Snapshotter } from "../../snapshot/snapshotter.js";
import type { ImageRemoval } from "../engine.js";
import type { ContainerTable } from "./containers.js";

interface RemovalContext {
  readonly images: ImageStore;
  readonly snapshots: Snapshotter;
  readonly containers: ContainerTable;
}

/**
 * `docker rmi` (moby `daemon/images/image_delete.go`): takes the name away, and deletes the image, and the
 * nameless images it was made from, once nothing needs them: no name, no container, no image made from it.
 *
 * @throws {NoSuchImageError} {@link ImageInUseError}
 */
export function removeImage(
  reference: string,
  force: boolean,
  context: RemovalContext,
): readonly ImageRemoval[] {
  const { images, containers } = context;
  const record = images.find(reference);
  const { id } = record.image;
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
    done.push({ kind: "untagged", reference: images.untag(reference) });
    if (tags.length === 1 && conflict(record, force, context) === undefined)
      deleteImage(record, context, done);
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
  for (const tag of tags) done.push({ kind: "untagged", reference: images.untag(tag) });
  deleteImage(record, context, done);
  return done;
}

/** Why an image cannot go; `force` overcomes a stopped container only. */
function conflict(
  { image: { id } }: ImageRecord,
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

function deleteImage(record: ImageRecord, context: RemovalContext, done: ImageRemoval[]): void {
  const { images, snapshots } = context;
  const { id } = record.image;
  images.remove(id);
  done.push({ kind: "deleted", id });
  for (const chain of snapshots.collect(images.stacks())) done.push({ kind: "deleted", id: chain });
  if (record.parent === undefined) return;
  const parent = images.get(record.parent);
  const nameless = images.tagsOf(parent.image.id).length === 0;
  if (nameless && conflict(parent, false, context) === undefined) deleteImage(parent, context, done);
}
