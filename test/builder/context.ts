import { gzipSync } from "node:zlib";
import { BuildCache } from "../../src/builder/cache.js";
import type { BuildEvent } from "../../src/builder/events.js";
import type { BuildOptions } from "../../src/builder/options.js";
import { MemoryMedium } from "../../src/content/memory-medium.js";
import { ContentStore } from "../../src/content/store.js";
import { Builder } from "../../src/engine/embedded/builds/builder.js";
import { NoSuchImageError } from "../../src/errors/images.js";
import { ImageStore } from "../../src/image/store.js";
import { asDiffId, type DiffID } from "../../src/oci/digest.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { Snapshotter } from "../../src/snapshot/snapshotter.js";
import { writeArchive } from "../../src/tar/write.js";
import { fromBytes, resized, toBytes } from "../../src/vfs/data.js";
import type { FileSystem } from "../../src/vfs/filesystem.js";
import { createMemoryFileSystem } from "../../src/vfs/memory.js";
import { entry, file } from "../archives.js";
import { fixture } from "../fixtures.js";

export const CONTEXT_TIME = Date.UTC(2024, 0, 2) / 1000;
const base = fixture("docker-ops/tiny-base.tar");
const encode = (text: string) => new TextEncoder().encode(text);

/** The context of the recorded builds. */
export function recordedContext(): FileSystem {
  const fs = createMemoryFileSystem({ now: () => CONTEXT_TIME });
  const put = (path: string, text: string, mode = 0o644) => {
    fs.writeFile(path, encode(text));
    fs.chmod(path, mode);
  };
  fs.mkdir("/dir");
  fs.mkdir("/dir/emptyd");
  fs.mkdir("/dir/nested");
  put("/.dockerignore", "*.log\n");
  put("/a.js", "a\n");
  put("/b.js", "b\n", 0o755);
  put("/dir/nested/y.txt", "y\n", 0o600);
  put("/dir/x.txt", "x\n");
  fs.symlink("x.txt", "/dir/lnk");
  put("/hello.txt", "hello\n");
  put("/ignored.log", "logs\n");
  put("/same-a.txt", "alpha\n");
  const archive = localArchive();
  fs.writeFile("/local.tar", archive);
  fs.writeFile("/local.tar.gz", gzipSync(toBytes(archive)));
  return fs;
}

function localArchive() {
  const own = { uid: 7, gid: 7, mtime: Date.UTC(2020, 8, 13, 12, 26, 40) / 1000 };
  const archive = writeArchive([
    entry("t/", { ...own, mode: 0o750 }),
    file("t/one.txt", "one\n", { ...own, mode: 0o640 }),
    file("t/two.sh", "two\n", { ...own, mode: 0o640 }),
  ]);
  // tar(1) fills its last record up.
  return resized(archive, 10240);
}

interface TestOptions {
  readonly tag?: string;
  readonly buildArgs?: Record<string, string>;
  readonly noCache?: boolean;
  readonly target?: string;
  readonly noCacheFilter?: string[];
  readonly epoch?: number;
}

/** A builder with the recorded base image `tiny-base`, over stores of its own. */
export class TestBuilder {
  readonly content = new ContentStore(new MemoryMedium());
  readonly snapshots = new Snapshotter(this.content);
  readonly images = new ImageStore(this.content);
  readonly cache = new BuildCache();
  readonly events: BuildEvent[] = [];
  readonly builder: Builder;
  /** Seconds; moves on with every look, as a clock does. */
  now = 1_800_000_000;

  constructor() {
    const { digest } = this.content.put(fromBytes(base));
    const diffId = asDiffId(digest);
    const image = this.images.add(
      {
        architecture: "amd64",
        os: "linux",
        created: "2026-11-20T02:06:48.155237736Z",
        config: { Env: ["PATH=/bin"], Cmd: ["/bin/sh"] },
        history: [{ created: "2026-11-20T02:06:48.155237736Z", comment: "imported tiny" }],
        rootfs: { type: "layers", diff_ids: [diffId] },
      },
      [this.snapshots.summary(diffId)],
    );
    this.images.tag(image.id, "tiny-base", "2026-11-20T02:06:48Z");
    this.builder = new Builder({
      content: this.content,
      images: this.images,
      snapshots: this.snapshots,
      runtime: createRuntime(),
      cache: this.cache,
      cacheMounts: new Map(),
      clock: () => {
        this.now += 0.001;
        return this.now;
      },
      find: (reference) => (this.images.has(reference) ? this.images.find(reference).image : undefined),
      pull: (reference) => Promise.reject(new NoSuchImageError(reference)),
      openCache: async () => Promise.reject(new Error("no caches of elsewhere in this test")),
      keepName: (reference, id) => void this.images.tag(id, reference),
    });
  }

  async build(dockerfile: string, context: FileSystem, options: TestOptions = {}) {
    this.events.length = 0;
    const request = this.#request(dockerfile, context, options);
    return this.builder.store(await this.builder.build(request), request);
  }

  /** What {@link build} would do. */
  preview(dockerfile: string, context: FileSystem, options: TestOptions = {}) {
    return this.builder.preview(this.#request(dockerfile, context, options));
  }

  #request(dockerfile: string, context: FileSystem, options: TestOptions): BuildOptions {
    const { target, epoch } = options;
    return {
      dockerfile,
      dockerfileName: "Dockerfile",
      context,
      tags: [options.tag ?? "out"],
      buildArgs: options.buildArgs ?? {},
      ...(target === undefined ? {} : { target }),
      ...(epoch === undefined ? {} : { sourceDateEpoch: epoch }),
      noCache: options.noCache ?? false,
      noCacheFilter: options.noCacheFilter ?? [],
      onEvent: (event) => void this.events.push(event),
    };
  }

  /** Files of a layer, as `tar tvf` lists them. */
  entries(diffId: DiffID) {
    return this.content.open(diffId);
  }
}
