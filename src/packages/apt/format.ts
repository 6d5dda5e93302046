/**
 * Bytes as apt prints them (apt-pkg/contrib/strutl.cc, SizeToStr), without the `B`: `5936 `, `76.8 k`, `25.5 M`.
 */
export function sizeToString(bytes: number): string {
  let size = Math.abs(bytes);
  for (const unit of ["", "k", "M", "G", "T"]) {
    if (size < 100 && unit !== "") return `${size.toFixed(1)} ${unit}`;
    if (size < 10000) return `${size.toFixed(0)} ${unit}`;
    size /= 1000;
  }
  return `${size.toFixed(0)} P`;
}

/** Seconds as apt prints them (TimeToStr): `3s`, `1min 5s`. */
export function timeToString(seconds: number): string {
  const whole = Math.floor(seconds);
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  if (hours > 0) return `${hours}h ${minutes}min ${whole % 60}s`;
  if (minutes > 0) return `${minutes}min ${whole % 60}s`;
  return `${whole}s`;
}

/** A title and names, wrapped as in apt's lists (apt-private/private-output.cc, ShowList); "" without names. */
export function showList(title: string, names: readonly string[], screenWidth: number): string {
  if (names.length === 0) return "";
  const width = screenWidth > 4 ? screenWidth - 4 : 0;
  let text = title;
  let used = 0;
  for (const name of names) {
    if (used === 0 || used + name.length >= width) {
      text += "\n  ";
      used = 0;
    } else {
      text += " ";
      used += 1;
    }
    text += name;
    used += name.length;
  }
  return `${text}\n`;
}

/** `2024-04-17  09:12:44`, or with one blank as in dpkg's log; UTC, like a container's clock. */
export function timestamp(date: Date, separator = "  "): string {
  return date.toISOString().slice(0, 19).replace("T", separator);
}
