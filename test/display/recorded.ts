import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ContainerSummary } from "../../src/engine/containers.js";
import type { HistoryRow, ImageSummary } from "../../src/engine/images.js";
import type { Digest } from "../../src/oci/digest.js";
import { fixturePath } from "../fixtures.js";

/** The recordings of test/fixtures/docker-cli, and their data as our engine would answer it. */
const FOLDER = fixturePath("docker-cli");

export interface Recorded {
  readonly args: readonly string[];
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

export function recordings(name: string): readonly Recorded[] {
  return readJson(`${name}.json`) as readonly Recorded[];
}

export function stdoutOf(name: string, ...args: readonly string[]): string {
  const wanted = args.join(" ");
  const found = recordings(name).find((recorded) => recorded.args.join(" ") === wanted);
  if (found === undefined) throw new Error(`test/fixtures/docker-cli/${name}.json has no "docker ${wanted}"`);
  return found.stdout;
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(join(FOLDER, name), "utf8"));
}

interface Dated {
  readonly Age?: number;
  readonly Created?: number;
}
interface DaemonData {
  readonly history: Readonly<
    Record<
      string,
      readonly (Dated & {
        readonly Id: string;
        readonly CreatedBy: string;
        readonly Size: number;
        readonly Comment: string;
        readonly Tags: readonly string[] | null;
      })[]
    >
  >;
  readonly images: readonly (Dated & {
    readonly Id: string;
    readonly RepoTags: readonly string[];
    readonly RepoDigests: readonly string[];
    readonly Size: number;
  })[];
  readonly containers: readonly (Dated & {
    readonly Id: string;
    readonly Names: readonly string[];
    readonly Image: string;
    readonly ImageID: string;
    readonly Command: string;
    readonly State: string;
    readonly Status: string;
  })[];
  readonly imageInspect: Readonly<Record<string, unknown>>;
  readonly containerInspect: Readonly<Record<string, unknown>>;
  readonly changes: Readonly<Record<string, readonly { readonly Path: string; readonly Kind: number }[]>>;
}

export const daemon = readJson("data.json") as DaemonData;

/** Half a second after a whole second: the client too ran somewhere inside one. */
export const NOW = new Date("2026-11-20T12:00:00.500Z");

function created(row: Dated): string | undefined {
  if (row.Created !== undefined) return row.Created === 0 ? undefined : iso(row.Created);
  return iso(Math.floor(NOW.getTime() / 1000) - (row.Age ?? 0));
}

function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

export function historyOf(name: string): readonly HistoryRow[] {
  return (daemon.history[name] ?? []).map((row) => {
    const at = created(row);
    return {
      image: row.Id.startsWith("sha256:")
        ? { known: true, id: row.Id as Digest }
        : { known: false, reason: "pulled" },
      tags: row.Tags ?? [],
      ...(at === undefined ? {} : { created: at }),
      createdBy: row.CreatedBy,
      comment: row.Comment,
      size: row.Size,
      layer: undefined,
    };
  });
}

export function imagesOf(): readonly ImageSummary[] {
  return daemon.images.map((row) => ({
    id: row.Id as Digest,
    tags: row.RepoTags,
    digests: row.RepoDigests,
    created: created(row) ?? "",
    size: row.Size,
  }));
}

/** The daemon sends `Status` ready made; times that give the same words stand behind it here. */
const SINCE: Readonly<Record<string, { readonly ago: number; readonly exitCode: number }>> = {
  "Exited (0) 19 seconds ago": { ago: 19, exitCode: 0 },
  Created: { ago: 0, exitCode: 0 },
  "Up 5 minutes": { ago: 300, exitCode: 0 },
  "Exited (137) About an hour ago": { ago: 3650, exitCode: 137 },
};

export function containersOf(): readonly ContainerSummary[] {
  return daemon.containers.map((row) => {
    const since = SINCE[row.Status] ?? { ago: 0, exitCode: 0 };
    const time = new Date(NOW.getTime() - since.ago * 1000).toISOString();
    return {
      id: row.Id,
      name: (row.Names[0] ?? "").slice(1),
      imageId: row.ImageID as Digest,
      image: row.Image,
      command: row.Command,
      created: created(row) ?? "",
      status: row.State === "running" ? "running" : row.State === "created" ? "created" : "exited",
      exitCode: since.exitCode,
      startedAt: time,
      finishedAt: time,
      labels: {},
      ports: {},
      paused: false,
      networks: [],
      mounts: [],
    };
  });
}
