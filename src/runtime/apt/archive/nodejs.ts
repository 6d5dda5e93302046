import { NODEJS_SCRIPTS } from "../scripts/nodejs.js";
import type { ArchivePackage } from "./package.js";

export const NODEJS: ArchivePackage = {
  suite: "jammy-updates",
  component: "universe",
  size: 121651,
  control: `Package: nodejs
Architecture: arm64
Version: 12.22.9~dfsg-1ubuntu3.4
Multi-Arch: allowed
Priority: extra
Section: universe/web
Maintainer: Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>
Installed-Size: 890
Provides: node-types-node (= 12.20.42~12.22.9~dfsg-1ubuntu3.4)
Depends: libc6 (>= 2.34), libnode72 (= 12.22.9~dfsg-1ubuntu3.4)
Recommends: ca-certificates, nodejs-doc
Suggests: npm
Breaks: node-babel-runtime (<< 7), node-typescript-types (<< 20210110~)
Homepage: https://nodejs.org/
Description: evented I/O for V8 javascript - runtime executable
`,
  files: `
@ /usr/bin
p 102084 node
l nodejs -> node
@ /usr/share/doc/nodejs
f 2600 README.Debian
f 21000 changelog.Debian.gz
f 76000 copyright
f 980 gdbinit.gz
f 5700 lldb_commands.py
f 4300 openssl.cnf.gz
@ /usr/share/man/man1
f 7100 node.1.gz
l nodejs.1.gz -> node.1.gz
@ /usr/share/nodejs/@types/node
f 1162 LICENSE
f 1700 README.md
f 3168 assert.d.ts
f 8184 async_hooks.d.ts
f 1144 base.d.ts
f 528 buffer.d.ts
f 23320 child_process.d.ts
f 14256 cluster.d.ts
f 79 console.d.ts
f 10824 constants.d.ts
f 34672 crypto.d.ts
f 6688 dgram.d.ts
f 16368 dns.d.ts
f 616 domain.d.ts
f 3344 events.d.ts
f 113520 fs.d.ts
f 42416 globals.d.ts
f 15312 http.d.ts
f 51832 http2.d.ts
f 1496 https.d.ts
f 3872 index.d.ts
f 111584 inspector.d.ts
f 1672 module.d.ts
f 12144 net.d.ts
f 7744 os.d.ts
f 5368 path.d.ts
f 8536 perf_hooks.d.ts
f 15048 process.d.ts
f 2904 punycode.d.ts
f 968 querystring.d.ts
f 6864 readline.d.ts
f 15928 repl.d.ts
f 15928 stream.d.ts
f 228 string_decoder.d.ts
f 704 timers.d.ts
f 32648 tls.d.ts
f 1848 trace_events.d.ts
f 2024 tty.d.ts
f 3872 url.d.ts
f 12056 util.d.ts
f 5896 v8.d.ts
f 5280 vm.d.ts
f 2992 wasi.d.ts
f 9944 worker_threads.d.ts
f 15752 zlib.d.ts
f 6400 package.json
`,
  notes: { "/usr/bin/node": "v12.22.9" },
  scripts: NODEJS_SCRIPTS,
};
