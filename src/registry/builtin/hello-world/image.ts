import { PATH } from "../config.js";
import { type BuiltinImage, once } from "../image.js";
import { sketchTree } from "../sketch.js";

const ADDED = "2022-03-19T16:12:58Z";

/** A single program that prints a text: no shell, no directories. */
export const HELLO_WORLD: BuiltinImage = Object.freeze({
  repository: "hello-world",
  description: "Hello World! A program of 9 kB that says so",
  tags: Object.freeze(["latest", "linux"]),
  config: {
    architecture: "arm64",
    variant: "v8",
    os: "linux",
    created: ADDED,
    docker_version: "20.10.12",
    config: { Env: [PATH], Cmd: ["/hello"] },
    history: [
      {
        created: ADDED,
        created_by:
          "/bin/sh -c #(nop) COPY file:a79dd5bda1e77203401956a93401d3aef45221fc750295a4291896f3386f4f54 in / ",
      },
      { created: ADDED, created_by: '/bin/sh -c #(nop)  CMD ["/hello"]', empty_layer: true },
    ],
  },
  layers: Object.freeze([
    once(() => sketchTree({ paths: "p /hello 9136", mtime: 1_647_706_378, size: 9_136 })),
  ]),
});
