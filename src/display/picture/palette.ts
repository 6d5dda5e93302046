/**
 * Colours of pictures. A picture has a background of its own, so it looks the same on a light and on a dark page. Every
 * text colour has a contrast of at least 4.5 against each background it is used on (WCAG AA; a test computes it). Kinds of
 * boxes also differ by outline and words, never by colour alone.
 */
export const PALETTE = {
  panel: "#f6f8fa",
  panelBorder: "#6e7781",
  text: "#1f2328",
  quiet: "#4a5561",
  layer: { fill: "#ddeafb", border: "#2f6db5", bar: "#2f6db5" },
  writable: { fill: "#fff3d6", border: "#8a5a00", bar: "#8a5a00" },
  mount: { fill: "#e2f2e6", border: "#2b6b3f" },
  tag: { fill: "#1f4f86", text: "#ffffff", line: "#1f4f86" },
} as const;

export const SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
export const MONO = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
