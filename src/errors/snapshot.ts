import { LayerlabError } from "./base.js";

export class SnapshotExistsError extends LayerlabError<"ESNAPSHOTEXISTS", { key: string }> {
  constructor(key: string) {
    super("ESNAPSHOTEXISTS", `snapshot ${key}: already exists`, { key });
  }
}

export class SnapshotNotFoundError extends LayerlabError<"ESNAPSHOTNOTFOUND", { key: string }> {
  constructor(key: string) {
    super("ESNAPSHOTNOTFOUND", `snapshot ${key}: not found`, { key });
  }
}
