import ENTRYPOINT from "#text/registry/builtin/node/docker-entrypoint.sh";
import INSTALL_NODE from "#text/registry/builtin/node/history/install-node.txt";
import INSTALL_YARN from "#text/registry/builtin/node/history/install-yarn.txt";
import NPM_CLI from "#text/registry/builtin/node/npm-cli.js";
import { BUILDPACK_LAYERS, BUILDPACK_STEPS } from "../buildpack-deps/layers.js";
import { armConfig, buildkitSteps, PATH } from "../config.js";
import { BOOKWORM_LAYER, BOOKWORM_STEP } from "../debian/bookworm/image.js";
import { DEBIAN_FILES } from "../debian/sketch.js";
import { type BuiltinImage, once } from "../image.js";
import { padded, sketchTree } from "../sketch.js";

interface Release {
  /** `20.18.1` */
  readonly version: string;
  readonly tags: readonly string[];
  /** RFC 3339. */
  readonly created: string;
  /** When Node.js was installed, in seconds since the epoch. */
  readonly mtime: number;
  /** Bytes of the layer that contains node, and of `/usr/local/bin/node` itself. */
  readonly layer: number;
  readonly binary: number;
  readonly npm: string;
}

const YARN = "1.22.22";

/** Seconds from the installation of Node.js to that of yarn, in the histories of `repo-info`. */
const YARN_LATER = 4;

/** What `useradd` adds to Debian's files. */
const USER_FILES: Readonly<Record<string, string>> = {
  "/etc/passwd": `${DEBIAN_FILES["/etc/passwd"]}node:x:1000:1000::/home/node:/bin/bash\n`,
  "/etc/group": `${DEBIAN_FILES["/etc/group"]}node:x:1000:\n`,
  "/etc/shadow": `${DEBIAN_FILES["/etc/shadow"]}node:!:20082:0:99999:7:::\n`,
};

const USER_LAYER = once(() =>
  sketchTree({
    paths: `
d /home/node
t /etc/shadow 0640
f /home/node/.bash_logout 220
f /home/node/.bashrc 3526
f /home/node/.profile 807`,
    texts: USER_FILES,
    mtime: 1_735_139_410,
    size: 8_940,
    rest: "/etc/passwd-",
  }),
);

/** The layers above Node.js have the same files in all releases, but each release built them again, at its own time. */
const yarnLayer = (mtime: number) =>
  once(() =>
    sketchTree({
      paths: `
d /opt/yarn-v${YARN}
f /opt/yarn-v${YARN}/bin/yarn.js 1025 0755
f /opt/yarn-v${YARN}/bin/yarn 1025 0755
f /opt/yarn-v${YARN}/lib/cli.js 5155000
f /opt/yarn-v${YARN}/package.json 1000
l /usr/local/bin/yarn -> /opt/yarn-v${YARN}/bin/yarn
l /usr/local/bin/yarnpkg -> /opt/yarn-v${YARN}/bin/yarnpkg
d /tmp 1777`,
      mtime,
      size: 5_340_000,
      rest: `/opt/yarn-v${YARN}/the-rest-of-this-layer`,
    }),
  );

const entrypointLayer = (mtime: number) =>
  once(() =>
    sketchTree({
      paths: "t /usr/local/bin/docker-entrypoint.sh 0755",
      texts: { "/usr/local/bin/docker-entrypoint.sh": padded(ENTRYPOINT, 388) },
      mtime,
      size: 388,
    }),
  );

function nodeImage({ version, tags, created, mtime, layer, binary, npm }: Release): BuiltinImage {
  const nodeLayer = once(() =>
    sketchTree({
      paths: `
p /usr/local/bin/node ${binary} ${version}
l /usr/local/bin/nodejs -> /usr/local/bin/node
l /usr/local/bin/npm -> ../lib/node_modules/npm/bin/npm-cli.js
l /usr/local/bin/npx -> ../lib/node_modules/npm/bin/npx-cli.js
l /usr/local/bin/corepack -> ../lib/node_modules/corepack/dist/corepack.js
t /usr/local/lib/node_modules/npm/package.json
t /usr/local/lib/node_modules/npm/bin/npm-cli.js 0755
t /usr/local/lib/node_modules/npm/bin/npx-cli.js 0755
f /usr/local/lib/node_modules/corepack/dist/corepack.js 600 0755
f /usr/local/include/node/node.h 66000
f /usr/local/include/node/v8.h 2500
f /usr/local/CHANGELOG.md 37000
f /usr/local/LICENSE 140000
f /usr/local/README.md 39000`,
      texts: {
        "/usr/local/lib/node_modules/npm/package.json": `${JSON.stringify({ name: "npm", version: npm }, undefined, 2)}\n`,
        "/usr/local/lib/node_modules/npm/bin/npm-cli.js": npmText("npm", npm),
        "/usr/local/lib/node_modules/npm/bin/npx-cli.js": npmText("npx", npm),
      },
      mtime,
      size: layer,
      rest: "/usr/local/lib/node_modules/npm/the-rest-of-this-layer",
    }),
  );
  return Object.freeze({
    repository: "node",
    description: "Node.js, a JavaScript runtime",
    tags: Object.freeze(tags),
    config: armConfig(
      created,
      {
        Env: [PATH, `NODE_VERSION=${version}`, `YARN_VERSION=${YARN}`],
        Entrypoint: ["docker-entrypoint.sh"],
        Cmd: ["node"],
      },
      [
        { ...BOOKWORM_STEP, created: "2023-05-10T23:29:59Z" },
        ...buildkitSteps([
          ...BUILDPACK_STEPS,
          [
            created,
            "RUN groupadd --gid 1000 node   && useradd --uid 1000 --gid node --shell /bin/bash --create-home node # buildkit",
            true,
          ],
          [created, `ENV NODE_VERSION=${version}`],
          [created, INSTALL_NODE, true],
          [created, `ENV YARN_VERSION=${YARN}`],
          [created, INSTALL_YARN, true],
          [created, "COPY docker-entrypoint.sh /usr/local/bin/ # buildkit", true],
          [created, 'ENTRYPOINT ["docker-entrypoint.sh"]'],
          [created, 'CMD ["node"]'],
        ]),
      ],
    ),
    layers: Object.freeze([
      BOOKWORM_LAYER,
      ...BUILDPACK_LAYERS,
      USER_LAYER,
      nodeLayer,
      yarnLayer(mtime + YARN_LATER),
      entrypointLayer(mtime + YARN_LATER),
    ]),
  });
}

/** npm can be asked for its version, but cannot download anything. */
function npmText(name: string, version: string): string {
  return NPM_CLI.replaceAll("NAME", name).replaceAll("VERSION", version);
}

/** Node.js on Debian 12 for arm64, as Docker Hub had them at the turn of 2024. */
export const NODE_IMAGES: readonly BuiltinImage[] = Object.freeze([
  nodeImage({
    version: "20.18.1",
    tags: ["20", "20-bookworm", "20.18.1", "latest", "lts"],
    created: "2024-11-20T16:05:40Z",
    mtime: 1_735_139_641,
    layer: 160_000_000,
    binary: 97_562_424,
    npm: "10.8.2",
  }),
  nodeImage({
    version: "18.20.5",
    tags: ["18", "18-bookworm", "18.20.5"],
    created: "2024-11-15T23:05:18Z",
    mtime: 1_735_139_755,
    layer: 152_000_000,
    binary: 91_104_096,
    npm: "10.8.2",
  }),
]);
