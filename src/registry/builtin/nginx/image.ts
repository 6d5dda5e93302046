import FILES from "#files/registry/builtin/nginx/files";
import ENTRYPOINT from "#text/registry/builtin/nginx/docker-entrypoint.sh";
import { armConfig, buildkitSteps, PATH } from "../config.js";
import { BOOKWORM_SLIM_LAYER, BOOKWORM_STEP } from "../debian/bookworm/image.js";
import { type BuiltinImage, once } from "../image.js";
import { padded, sketchTree } from "../sketch.js";

const CREATED = "2024-11-26T18:42:08Z";
const MTIME = 1_735_078_686;
const VERSION = "1.27.3";

const NGINX_LAYER = once(() =>
  sketchTree({
    paths: `
p /usr/sbin/nginx 1503616 ${VERSION}
p /usr/bin/curl 281288 7.88.1
d /docker-entrypoint.d
f /usr/share/nginx/html/50x.html 497
l /var/log/nginx/access.log -> /dev/stdout
l /var/log/nginx/error.log -> /dev/stderr
d /var/cache/nginx`,
    texts: FILES,
    mtime: MTIME,
    size: 100_000_000,
    rest: "/usr/share/doc/nginx/the-rest-of-this-layer",
  }),
);

/** One file for each COPY, with its real size; what they would set up needs a running nginx. */
const SCRIPTS: readonly (readonly [path: string, size: number])[] = [
  ["/docker-entrypoint.sh", 1620],
  ["/docker-entrypoint.d/10-listen-on-ipv6-by-default.sh", 2125],
  ["/docker-entrypoint.d/15-local-resolvers.envsh", 389],
  ["/docker-entrypoint.d/20-envsubst-on-templates.sh", 3018],
  ["/docker-entrypoint.d/30-tune-worker-processes.sh", 4619],
];

const SCRIPT_LAYERS = SCRIPTS.map(([path, size], at) =>
  once(() =>
    sketchTree({
      paths: `t ${path} 0755`,
      texts: { [path]: padded(at === 0 ? ENTRYPOINT : "#!/bin/sh\nexit 0\n", size) },
      mtime: MTIME,
      size,
    }),
  ),
);

/** nginx on a slim Debian 12 for arm64, as Docker Hub had it at the turn of 2024. */
export const NGINX: BuiltinImage = Object.freeze({
  repository: "nginx",
  description: "nginx, a web server and proxy",
  tags: Object.freeze(["latest", "1.27", VERSION, "1.27-bookworm"]),
  config: armConfig(
    CREATED,
    {
      ExposedPorts: { "80/tcp": {} },
      Env: [
        PATH,
        `NGINX_VERSION=${VERSION}`,
        "NJS_VERSION=0.8.7",
        "NJS_RELEASE=1~bookworm",
        "PKG_RELEASE=1~bookworm",
        "DYNPKG_RELEASE=1~bookworm",
      ],
      Entrypoint: ["/docker-entrypoint.sh"],
      Cmd: ["nginx", "-g", "daemon off;"],
      Labels: { maintainer: "NGINX Docker Maintainers <docker-maint@nginx.com>" },
      StopSignal: "SIGQUIT",
    },
    [
      { ...BOOKWORM_STEP, created: CREATED },
      ...buildkitSteps([
        [CREATED, "LABEL maintainer=NGINX Docker Maintainers <docker-maint@nginx.com>"],
        [CREATED, `ENV NGINX_VERSION=${VERSION}`],
        [CREATED, "ENV NJS_VERSION=0.8.7"],
        [CREATED, "ENV NJS_RELEASE=1~bookworm"],
        [CREATED, "ENV PKG_RELEASE=1~bookworm"],
        [CREATED, "ENV DYNPKG_RELEASE=1~bookworm"],
        [
          CREATED,
          'RUN set -x     && groupadd --system --gid 101 nginx     && useradd --system --gid nginx --no-create-home --home /nonexistent --comment "nginx user" --shell /bin/false --uid 101 nginx     && apt-get update     && apt-get install --no-install-recommends --no-install-suggests -y gnupg1 ca-certificates     && … # buildkit',
          true,
        ],
        [CREATED, "COPY docker-entrypoint.sh / # buildkit", true],
        [CREATED, "COPY 10-listen-on-ipv6-by-default.sh /docker-entrypoint.d # buildkit", true],
        [CREATED, "COPY 15-local-resolvers.envsh /docker-entrypoint.d # buildkit", true],
        [CREATED, "COPY 20-envsubst-on-templates.sh /docker-entrypoint.d # buildkit", true],
        [CREATED, "COPY 30-tune-worker-processes.sh /docker-entrypoint.d # buildkit", true],
        [CREATED, 'ENTRYPOINT ["/docker-entrypoint.sh"]'],
        [CREATED, "EXPOSE map[80/tcp:{}]"],
        [CREATED, "STOPSIGNAL SIGQUIT"],
        [CREATED, 'CMD ["nginx" "-g" "daemon off;"]'],
      ]),
    ],
  ),
  layers: Object.freeze([BOOKWORM_SLIM_LAYER, NGINX_LAYER, ...SCRIPT_LAYERS]),
});
