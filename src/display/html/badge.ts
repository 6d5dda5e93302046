import { element, type Html } from "./element.js";

/** A word on a coloured background. Both colours are set, so it is legible on every page. */
export interface Badge {
  readonly color: string;
  readonly background: string;
}

export const BADGES = {
  added: { color: "#0b4a1c", background: "#d7f0dc" },
  changed: { color: "#5a3e00", background: "#fdeec2" },
  deleted: { color: "#7a1212", background: "#fbdcdc" },
  neutral: { color: "#24303d", background: "#dfe6ee" },
} as const satisfies Readonly<Record<string, Badge>>;

export function badge(text: string, { color, background }: Badge): Html {
  return element(
    "span",
    {
      style: `color: ${color}; background-color: ${background}; padding: 1px 7px; border-radius: 9px; font-size: 12px; white-space: nowrap`,
    },
    text,
  );
}
