/** The files of packages of `jammy-table.ts` that are known by name; the rest of a package is one stand-in. See `catalogue.ts`. */
export const KNOWN_FILES: Readonly<Record<string, string>> = {
  "python-is-python3": `
@ /usr/bin
l pydoc -> pydoc3
l python -> python3
`,
  binutils: `
@ /usr/bin
l ld -> aarch64-linux-gnu-ld
`,
  "binutils-aarch64-linux-gnu": `
@ /usr/bin
p 1760000 aarch64-linux-gnu-ld.bfd
l aarch64-linux-gnu-ld -> aarch64-linux-gnu-ld.bfd
`,
  bzip2: `
@ /usr/bin
p 18600 bzip2recover
`,
  cpp: `
@ /usr/bin
l cpp -> cpp-11
`,
  "cpp-11": `
@ /usr/bin
p 923000 aarch64-linux-gnu-cpp-11
l cpp-11 -> aarch64-linux-gnu-cpp-11
`,
  curl: `
@ /usr/bin
p 251176 curl
`,
  "g++": `
@ /usr/bin
l g++ -> g++-11
`,
  "g++-11": `
@ /usr/bin
p 923000 aarch64-linux-gnu-g++-11
l g++-11 -> aarch64-linux-gnu-g++-11
`,
  gcc: `
@ /usr/bin
l cc -> gcc
l gcc -> gcc-11
`,
  "gcc-11": `
@ /usr/bin
p 919000 aarch64-linux-gnu-gcc-11
l gcc-11 -> aarch64-linux-gnu-gcc-11
`,
  gpg: `
@ /usr/bin
p 612000 gpg
`,
  make: `
@ /usr/bin
p 223576 make
`,
  patch: `
@ /usr/bin
p 182800 patch
`,
  python3: `
@ /usr/bin
l pdb3 -> pdb3.10
l pydoc3 -> pydoc3.10
l pygettext3 -> pygettext3.10
@ /usr/lib/python3/dist-packages
@ /usr/share/python3
f 287 debian_defaults
`,
  "python3-minimal": `
@ /usr/bin
x 2364 py3clean
x 12760 py3compile
l python3 -> python3.10
`,
  "python3-pip": `
@ /usr/bin
p 225 pip
p 225 pip3
@ /usr/lib/python3/dist-packages/pip
t __init__.py
@ /usr/lib/python3/dist-packages/pip-22.0.2.dist-info
t INSTALLER
t METADATA
`,
  "python3-setuptools": `
@ /usr/lib/python3/dist-packages/setuptools
t __init__.py
@ /usr/lib/python3/dist-packages/setuptools-59.6.0.egg-info
t PKG-INFO
`,
  "python3-wheel": `
@ /usr/bin
p 220 wheel
@ /usr/lib/python3/dist-packages/wheel
t __init__.py
@ /usr/lib/python3/dist-packages/wheel-0.37.1.egg-info
t PKG-INFO
`,
  "python3.10": `
@ /usr/bin
l pdb3.10 -> ../lib/python3.10/pdb.py
x 79 pydoc3.10
x 24217 pygettext3.10
`,
  "python3.10-minimal": `
@ /usr/bin
p 5913032 python3.10
`,
  wget: `
@ /etc
f 4942 wgetrc
@ /usr/bin
p 446032 wget
`,
};
