/** Colours pass WCAG AA on light and dark backgrounds; nothing depends on colour alone. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --ground: #ffffff; --text: #1c2024; --quiet: #f3f5f7; --line: #8a8a8a; --link: #0b5cad; --bad: #8f1d1d; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #14171a; --text: #e6e8ea; --quiet: #20252a; --link: #7db7f5; --bad: #ffa8a8; }
}
body { background: var(--ground); color: var(--text); font: 16px/1.6 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1rem; }
p, li, blockquote { max-width: 48rem; }
h1, h2, h3 { line-height: 1.25; margin: 2rem 0 0.75rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
nav { border-bottom: 1px solid var(--line); font-size: 0.9rem; }
code, pre { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 0.86rem; }
pre { overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; padding: 0.6rem 0.8rem; margin: 0.4rem 0; line-height: 1.4; }
pre.input { background: var(--quiet); border-left: 4px solid var(--link); }
pre.stderr { border-left: 1px solid var(--line); }
pre.error { border-left: 4px solid var(--bad); color: var(--bad); }
pre.stdout, pre.stderr { max-height: 24rem; overflow-y: auto; }
.cell { margin: 1rem 0; }
.rich { overflow-x: auto; }
img { max-width: 100%; height: auto; }
img:not([src^="data:image/svg+xml"]) { background: #ffffff; }
figure { margin: 0.5rem 0; }
table { border-collapse: collapse; }
th, td { padding: 4px 10px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
blockquote { border-left: 4px solid var(--line); margin: 1rem 0; padding: 0 1rem; }
@media (max-width: 40rem) {
  .rich table { display: block; min-width: 0 !important; max-width: 100%; }
  .rich caption, .rich tbody, .rich tr, .rich tbody td, .rich tbody th { display: block; }
  .rich thead { display: none; }
  .rich tbody tr { border-bottom: 1px solid var(--line); padding: 0.35rem 0; }
  .rich tbody td, .rich tbody th { border: none !important; padding: 1px 10px !important; overflow-wrap: anywhere; }
  .rich tbody td:empty { display: none; }
  .rich tbody [data-label] { padding-left: 7.4rem !important; }
  .rich [data-label]::before { content: attr(data-label); float: left; margin-left: -6.8rem; width: 6.5rem; font-size: 0.72rem; font-weight: normal; }
}
@media print { pre { white-space: pre-wrap; } pre.stdout, pre.stderr { max-height: none; } nav { display: none; } }
`;
