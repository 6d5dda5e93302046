const DIST = "/usr/lib/python3/dist-packages";

const metadata = (name: string, version: string, summary: string) =>
  `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\nSummary: ${summary}\n`;

const module = (name: string, version: string) =>
  `"""Stands in for the real ${name}, whose work a program of layerlab does."""\n__version__ = "${version}"\n`;

/** True texts of files in the packages of `jammy-table.ts`, by package and path. */
export const KNOWN_TEXTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "python3-pip": {
    [`${DIST}/pip/__init__.py`]: module("pip", "22.0.2"),
    [`${DIST}/pip-22.0.2.dist-info/INSTALLER`]: "debian\n",
    [`${DIST}/pip-22.0.2.dist-info/METADATA`]: metadata(
      "pip",
      "22.0.2",
      "The PyPA recommended tool for installing Python packages.",
    ),
  },
  "python3-setuptools": {
    [`${DIST}/setuptools/__init__.py`]: module("setuptools", "59.6.0"),
    [`${DIST}/setuptools-59.6.0.egg-info/PKG-INFO`]: metadata(
      "setuptools",
      "59.6.0",
      "Easily download, build, install, upgrade, and uninstall Python packages",
    ),
  },
  "python3-wheel": {
    [`${DIST}/wheel/__init__.py`]: module("wheel", "0.37.1"),
    [`${DIST}/wheel-0.37.1.egg-info/PKG-INFO`]: metadata(
      "wheel",
      "0.37.1",
      "A built-package format for Python",
    ),
  },
};
