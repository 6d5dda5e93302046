/**
 * Colours of pictures. A picture has a background of its own, dark where the page around it is; {@link DARK} has the dark form of each colour.
 * Every
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

/** What each colour is on a dark ground. */
export const DARK: Readonly<Record<string, string>> = {
  "#f6f8fa": "#171c22",
  "#6e7781": "#8b96a1",
  "#1f2328": "#e6e9ec",
  "#4a5561": "#a9b4be",
  "#ddeafb": "#173152",
  "#2f6db5": "#7db7f5",
  "#fff3d6": "#3a2f0c",
  "#8a5a00": "#f2c06b",
  "#e2f2e6": "#14301c",
  "#2b6b3f": "#7fd394",
  "#1f4f86": "#a5cdf7",
  "#ffffff": "#10243d",
};

export const SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";
export const MONO = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
