/**
 * Colours of pictures. A picture brings its own ground, so it reads the same in a light and in a dark page;
 * every text colour has a contrast of 4.5 or more against each ground it stands on (WCAG AA; a test computes
 * it). Kinds of boxes differ by outline and words too, never by colour alone.
 */
export const PALETTE = {
  panel: "#f6f8fa",
  panelBorder: "#6e7781",
  text: "#1f2328",
  quiet: "#4a5561",
  layer: { fill: "#ddeafb", border: "#2f6db5", bar: "#2f6db5" },
  writable: { fill: "#fff3d6", border: "#8a5a00", bar: "#8a5a00" },
  tag: { fill: "#1f4f86", text: "#ffffff", line: "#1f4f86" },
} as const;

export const SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
export const MONO = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
