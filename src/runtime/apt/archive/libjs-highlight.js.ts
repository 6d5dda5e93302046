import type { ArchivePackage } from "./package.js";

export const LIBJS_HIGHLIGHT: ArchivePackage = {
  suite: "jammy",
  component: "universe",
  size: 367104,
  control: `Package: libjs-highlight.js
Architecture: all
Version: 9.18.5+dfsg1-1
Multi-Arch: foreign
Priority: optional
Section: universe/web
Source: highlight.js
Maintainer: Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>
Installed-Size: 2111
Provides: libjs-highlight
Recommends: javascript-common
Homepage: https://highlightjs.org/
Description: JavaScript library for syntax highlighting
`,
  files: `
@ /usr/share/doc/libjs-highlight.js
f 3400 changelog.Debian.gz
f 2300 copyright
@ /usr/share/javascript
l highlight -> highlight.js
@ /usr/share/javascript/highlight.js
f 1203908 highlight.js
f 806000 highlight.min.js
@ /usr/share/javascript/highlight.js/styles
f 1150 a11y-dark.css
f 1150 a11y-light.css
f 1150 agate.css
f 1150 an-old-hope.css
f 1150 androidstudio.css
f 1150 arduino-light.css
f 1150 arta.css
f 1150 ascetic.css
f 1150 atelier-cave-dark.css
f 1150 atelier-cave-light.css
f 1150 atelier-dune-dark.css
f 1150 atelier-dune-light.css
f 1150 atelier-forest-dark.css
f 1150 atelier-forest-light.css
f 1150 atelier-heath-dark.css
f 1150 atelier-heath-light.css
f 1150 atom-one-dark.css
f 1150 atom-one-light.css
f 1150 brown-paper.css
f 1150 codepen-embed.css
f 1150 color-brewer.css
f 1150 darcula.css
f 1150 dark.css
f 1150 default.css
f 1150 docco.css
f 1150 dracula.css
f 1150 far.css
f 1150 foundation.css
f 1150 github.css
f 1150 github-gist.css
f 1150 gml.css
f 1150 googlecode.css
f 1150 gradient-dark.css
f 1150 grayscale.css
f 1150 gruvbox-dark.css
f 1150 gruvbox-light.css
f 1150 hopscotch.css
f 1150 hybrid.css
f 1150 idea.css
f 1150 ir-black.css
f 1150 lightfair.css
f 1150 magula.css
f 1150 mono-blue.css
f 1150 monokai.css
f 1150 monokai-sublime.css
f 1150 night-owl.css
f 1150 nord.css
f 1150 obsidian.css
f 1150 ocean.css
f 1150 paraiso-dark.css
f 1150 paraiso-light.css
f 1150 purebasic.css
f 1150 railscasts.css
f 1150 rainbow.css
f 1150 routeros.css
f 1150 solarized-dark.css
f 1150 solarized-light.css
f 1150 sunburst.css
f 1150 tomorrow.css
f 1150 tomorrow-night.css
f 1150 tomorrow-night-blue.css
f 1150 vs.css
f 1150 vs2015.css
f 1150 xcode.css
f 1150 xt256.css
f 1150 zenburn.css
`,
};
