import type { ArchivePackage } from "./package.js";

export const NODEJS_DOC: ArchivePackage = {
  suite: "jammy-updates",
  component: "universe",
  size: 2411110,
  control: `Package: nodejs-doc
Architecture: all
Version: 12.22.9~dfsg-1ubuntu3.4
Priority: optional
Section: universe/doc
Source: nodejs
Maintainer: Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>
Installed-Size: 9285
Depends: libjs-highlight.js
Recommends: nodejs
Homepage: https://nodejs.org/
Description: API documentation for Node.js, the javascript platform
`,
  files: `
@ /usr/share/doc-base
f 370 nodejs-doc.nodejs-api
@ /usr/share/doc/nodejs-doc
f 21000 changelog.Debian.gz
f 76000 copyright
@ /usr/share/doc/nodejs/api
f 64000 addons.html
f 14000 addons.json.gz
f 15000 addons.md.gz
f 3765956 all.html
f 640000 all.json.gz
f 150 all.md
f 64000 assert.html
f 14000 assert.json.gz
f 15000 assert.md.gz
f 64000 async_hooks.html
f 14000 async_hooks.json.gz
f 15000 async_hooks.md.gz
f 64000 buffer.html
f 14000 buffer.json.gz
f 15000 buffer.md.gz
f 64000 child_process.html
f 14000 child_process.json.gz
f 15000 child_process.md.gz
f 64000 cli.html
f 14000 cli.json.gz
f 15000 cli.md.gz
f 64000 cluster.html
f 14000 cluster.json.gz
f 15000 cluster.md.gz
f 64000 console.html
f 14000 console.json.gz
f 15000 console.md.gz
f 64000 crypto.html
f 14000 crypto.json.gz
f 15000 crypto.md.gz
f 64000 debugger.html
f 14000 debugger.json.gz
f 15000 debugger.md.gz
f 64000 deprecations.html
f 14000 deprecations.json.gz
f 15000 deprecations.md.gz
f 64000 dgram.html
f 14000 dgram.json.gz
f 15000 dgram.md.gz
f 64000 dns.html
f 14000 dns.json.gz
f 15000 dns.md.gz
f 64000 documentation.html
f 14000 documentation.json.gz
f 15000 documentation.md.gz
f 64000 domain.html
f 14000 domain.json.gz
f 15000 domain.md.gz
f 64000 errors.html
f 14000 errors.json.gz
f 15000 errors.md.gz
f 64000 esm.html
f 14000 esm.json.gz
f 15000 esm.md.gz
f 64000 events.html
f 14000 events.json.gz
f 15000 events.md.gz
f 64000 fs.html
f 14000 fs.json.gz
f 15000 fs.md.gz
f 64000 globals.html
f 14000 globals.json.gz
f 15000 globals.md.gz
f 64000 http.html
f 14000 http.json.gz
f 15000 http.md.gz
f 64000 http2.html
f 14000 http2.json.gz
f 15000 http2.md.gz
f 64000 https.html
f 14000 https.json.gz
f 15000 https.md.gz
f 64000 index.html
f 14000 index.json.gz
f 15000 index.md.gz
f 64000 inspector.html
f 14000 inspector.json.gz
f 15000 inspector.md.gz
f 64000 intl.html
f 14000 intl.json.gz
f 15000 intl.md.gz
f 64000 modules.html
f 14000 modules.json.gz
f 15000 modules.md.gz
f 64000 n-api.html
f 14000 n-api.json.gz
f 15000 n-api.md.gz
f 64000 net.html
f 14000 net.json.gz
f 15000 net.md.gz
f 64000 os.html
f 14000 os.json.gz
f 15000 os.md.gz
f 64000 path.html
f 14000 path.json.gz
f 15000 path.md.gz
f 64000 perf_hooks.html
f 14000 perf_hooks.json.gz
f 15000 perf_hooks.md.gz
f 64000 policy.html
f 14000 policy.json.gz
f 15000 policy.md.gz
f 64000 process.html
f 14000 process.json.gz
f 15000 process.md.gz
f 64000 punycode.html
f 14000 punycode.json.gz
f 15000 punycode.md.gz
f 64000 querystring.html
f 14000 querystring.json.gz
f 15000 querystring.md.gz
f 64000 readline.html
f 14000 readline.json.gz
f 15000 readline.md.gz
f 64000 repl.html
f 14000 repl.json.gz
f 15000 repl.md.gz
f 64000 report.html
f 14000 report.json.gz
f 15000 report.md.gz
f 64000 stream.html
f 14000 stream.json.gz
f 15000 stream.md.gz
f 64000 string_decoder.html
f 14000 string_decoder.json.gz
f 15000 string_decoder.md.gz
f 64000 synopsis.html
f 14000 synopsis.json.gz
f 15000 synopsis.md.gz
f 64000 timers.html
f 14000 timers.json.gz
f 15000 timers.md.gz
f 64000 tls.html
f 14000 tls.json.gz
f 15000 tls.md.gz
f 64000 tracing.html
f 14000 tracing.json.gz
f 15000 tracing.md.gz
f 64000 tty.html
f 14000 tty.json.gz
f 15000 tty.md.gz
f 64000 url.html
f 14000 url.json.gz
f 15000 url.md.gz
f 64000 util.html
f 14000 util.json.gz
f 15000 util.md.gz
f 64000 v8.html
f 14000 v8.json.gz
f 15000 v8.md.gz
f 64000 vm.html
f 14000 vm.json.gz
f 15000 vm.md.gz
f 64000 wasi.html
f 14000 wasi.json.gz
f 15000 wasi.md.gz
f 64000 worker_threads.html
f 14000 worker_threads.json.gz
f 15000 worker_threads.md.gz
f 64000 zlib.html
f 14000 zlib.json.gz
f 15000 zlib.md.gz
`,
};
