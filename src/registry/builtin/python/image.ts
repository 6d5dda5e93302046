import INSTALL_LIBRARIES from "#text/registry/builtin/python/history/install-libraries.txt";
import INSTALL_PYTHON from "#text/registry/builtin/python/history/install-python.txt";
import LINK_NAMES from "#text/registry/builtin/python/history/link-names.txt";
import { DEFAULT_PATH } from "../../../posix/environment.js";
import { BUILDPACK_LAYERS, BUILDPACK_STEPS } from "../buildpack-deps/layers.js";
import { armConfig, buildkitSteps } from "../config.js";
import { BOOKWORM_LAYER, BOOKWORM_STEP } from "../debian/bookworm/image.js";
import { type BuiltinImage, once } from "../image.js";
import { sketchTree } from "../sketch.js";

interface Release {
  readonly version: string;
  readonly tags: readonly string[];
  readonly created: string;
  readonly mtime: number;
  readonly gpgKey: string;
  readonly sha256: string;
  /** Bytes of the layer that contains Python. */
  readonly layer: number;
  readonly pip: string;
}

const PATH = `PATH=/usr/local/bin:${DEFAULT_PATH}`;

const LIBRARIES_LAYER = once(() =>
  sketchTree({
    paths: `
f /usr/include/bluetooth/bluetooth.h 12000
f /usr/include/uuid/uuid.h 4000
f /usr/lib/aarch64-linux-gnu/libtk8.6.so 1600000
f /usr/lib/aarch64-linux-gnu/libtcl8.6.so 1700000`,
    mtime: 1_735_142_000,
    size: 18_200_000,
    rest: "/usr/share/doc/tk-dev/the-rest-of-this-layer",
  }),
);

const LINKS_LAYER = once(() =>
  sketchTree({
    paths: ["idle3 idle", "pydoc3 pydoc", "python3 python", "python3-config python-config"]
      .map((pair) => pair.split(" "))
      .map(([target, name]) => `l /usr/local/bin/${name} -> ${target}`)
      .join("\n"),
    mtime: 1_735_143_100,
    size: "idle3pydoc3python3python3-config".length,
  }),
);

function pythonImage(release: Release): BuiltinImage {
  const { version, tags, created, mtime, gpgKey, sha256, layer, pip } = release;
  const series = version.split(".").slice(0, 2).join(".");
  const packages = `/usr/local/lib/python${series}/site-packages`;
  const pythonLayer = once(() =>
    sketchTree({
      paths: `
p /usr/local/bin/python${series} 67680 ${version}
l /usr/local/bin/python3 -> python${series}
p /usr/local/bin/pip3 232 ${pip}
p /usr/local/bin/pip 230 ${pip}
f /usr/local/bin/idle${series} 100 0755
l /usr/local/bin/idle3 -> idle${series}
f /usr/local/bin/pydoc${series} 85 0755
l /usr/local/bin/pydoc3 -> pydoc${series}
f /usr/local/bin/python${series}-config 3000 0755
l /usr/local/bin/python3-config -> python${series}-config
f /usr/local/lib/libpython${series}.so.1.0 8120000 0755
d /usr/local/lib/python${series}
f /usr/local/lib/python${series}/os.py 39786
t ${packages}/README.txt
t ${packages}/pip/__init__.py
t ${packages}/pip-${pip}.dist-info/METADATA
t ${packages}/pip-${pip}.dist-info/INSTALLER`,
      texts: {
        [`${packages}/README.txt`]:
          "This directory exists so that 3rd party packages can be installed\nhere.  Read the source for site.py for more details.\n",
        [`${packages}/pip/__init__.py`]: `__version__ = "${pip}"\n`,
        [`${packages}/pip-${pip}.dist-info/METADATA`]: `Metadata-Version: 2.1\nName: pip\nVersion: ${pip}\nSummary: The PyPA recommended tool for installing Python packages.\n`,
        [`${packages}/pip-${pip}.dist-info/INSTALLER`]: "pip\n",
      },
      mtime,
      size: layer,
      rest: `/usr/local/share/doc/python${series}/the-rest-of-this-layer`,
    }),
  );
  return Object.freeze({
    repository: "python",
    description: "Python, an interpreted language for general use",
    tags: Object.freeze(tags),
    config: armConfig(
      created,
      {
        Env: [
          PATH,
          "LANG=C.UTF-8",
          `GPG_KEY=${gpgKey}`,
          `PYTHON_VERSION=${version}`,
          `PYTHON_SHA256=${sha256}`,
        ],
        Cmd: ["python3"],
      },
      [
        { ...BOOKWORM_STEP, created: "2023-05-10T23:29:59Z" },
        ...buildkitSteps([
          ...BUILDPACK_STEPS,
          [created, `ENV ${PATH}`],
          [created, "ENV LANG=C.UTF-8"],
          [created, INSTALL_LIBRARIES, true],
          [created, `ENV GPG_KEY=${gpgKey}`],
          [created, `ENV PYTHON_VERSION=${version}`],
          [created, `ENV PYTHON_SHA256=${sha256}`],
          [created, INSTALL_PYTHON, true],
          [created, LINK_NAMES, true],
          [created, 'CMD ["python3"]'],
        ]),
      ],
    ),
    layers: Object.freeze([BOOKWORM_LAYER, ...BUILDPACK_LAYERS, LIBRARIES_LAYER, pythonLayer, LINKS_LAYER]),
  });
}

/** Python on Debian 12 for arm64, as Docker Hub had them at the turn of 2024. */
export const PYTHON_IMAGES: readonly BuiltinImage[] = Object.freeze([
  pythonImage({
    version: "3.12.8",
    tags: ["3.12", "3.12-bookworm", "3.12.8", "3", "latest"],
    created: "2024-12-04T00:36:05Z",
    mtime: 1_735_143_090,
    gpgKey: "7169605F62C751356D054A26A821E680E5FA6305",
    sha256: "c909157bb25ec114e5869124cc2a9c4a4d4c1e957ca4ff553f1edc692101154e",
    layer: 66_100_000,
    pip: "24.3.1",
  }),
  pythonImage({
    version: "3.11.11",
    tags: ["3.11", "3.11-bookworm", "3.11.11"],
    created: "2024-12-03T22:49:59Z",
    mtime: 1_735_143_080,
    gpgKey: "A035C8C19219BA821ECEA86B64E628F8D684696D",
    sha256: "2a9920c7a0cd236de33644ed980a13cbbc21058bfdc528febb6081575ed73be3",
    layer: 58_300_000,
    pip: "24.0",
  }),
]);
