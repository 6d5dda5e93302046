import { crc32, deflateSync } from "node:zlib";

/**
 * The kernel's logo: three layers in isometric view, the writable one on top. It is drawn from one description
 * for all of the files a kernelspec may have.
 */
interface Layer {
  /** Vertical centre, in units of a 64 by 64 square. */
  readonly y: number;
  readonly top: string;
  readonly left: string;
  readonly right: string;
}

const LAYERS: readonly Layer[] = [
  { y: 44, top: "#5b7fa6", left: "#3d5f86", right: "#2f4c6e" },
  { y: 33, top: "#7fa8d1", left: "#5b86b3", right: "#476f9b" },
  { y: 22, top: "#ffb454", left: "#e0903a", right: "#bf7426" },
];
const HALF_WIDTH = 26;
const HALF_HEIGHT = 13;
const THICKNESS = 7;

type Point = readonly [x: number, y: number];

/** Faces from the back to the front. */
function faces(): { color: string; points: readonly Point[] }[] {
  return LAYERS.flatMap(({ y, top, left, right }) => {
    const [w, e, n, s]: [Point, Point, Point, Point] = [
      [32 - HALF_WIDTH, y],
      [32 + HALF_WIDTH, y],
      [32, y - HALF_HEIGHT],
      [32, y + HALF_HEIGHT],
    ];
    const below = ([x, at]: Point): Point => [x, at + THICKNESS];
    return [
      { color: left, points: [w, s, below(s), below(w)] },
      { color: right, points: [s, e, below(e), below(s)] },
      { color: top, points: [n, e, s, w] },
    ];
  });
}

/** File names as Jupyter looks for them, and their bytes. */
export function drawLogos(): ReadonlyMap<string, Uint8Array> {
  return new Map([
    ["logo-svg.svg", new TextEncoder().encode(svg())],
    ["logo-32x32.png", png(32)],
    ["logo-64x64.png", png(64)],
  ]);
}

function svg(): string {
  const shapes = faces().map(
    ({ color, points }) =>
      `  <polygon fill="${color}" points="${points.map((point) => point.join(",")).join(" ")}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64">\n${shapes.join("\n")}\n</svg>\n`;
}

/** Samples a pixel takes its colour from, in each direction. */
const SAMPLES = 4;

/** A PNG of 8-bit RGBA (https://www.w3.org/TR/png/), transparent around the layers. */
function png(size: number): Uint8Array {
  const shapes = faces().reverse();
  const rows: Buffer[] = [];
  for (let y = 0; y < size; y++) {
    // Each row begins with its filter: 0, none.
    const row = Buffer.alloc(1 + size * 4);
    for (let x = 0; x < size; x++) row.set(pixel(shapes, x, y, 64 / size), 1 + x * 4);
    rows.push(row);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(rows))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function pixel(shapes: ReturnType<typeof faces>, x: number, y: number, scale: number): number[] {
  const sum = [0, 0, 0];
  let covered = 0;
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
    const at: Point = [
      (x + ((sample % SAMPLES) + 0.5) / SAMPLES) * scale,
      (y + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) * scale,
    ];
    const color = shapes.find(({ points }) => contains(points, at))?.color;
    if (color === undefined) continue;
    covered++;
    for (let channel = 0; channel < 3; channel++) {
      const value = Number.parseInt(color.slice(1 + channel * 2, 3 + channel * 2), 16);
      sum[channel] = (sum[channel] ?? 0) + value;
    }
  }
  const channels = sum.map((total) => (covered === 0 ? 0 : Math.round(total / covered)));
  return [...channels, Math.round((255 * covered) / (SAMPLES * SAMPLES))];
}

/** Whether a convex polygon contains a point: it lies on the same side of all edges. */
function contains(points: readonly Point[], [x, y]: Point): boolean {
  const sides = points.map(([fromX, fromY], index) => {
    const [toX, toY] = points[(index + 1) % points.length] ?? [fromX, fromY];
    return Math.sign((toX - fromX) * (y - fromY) - (toY - fromY) * (x - fromX));
  });
  return sides.every((side) => side >= 0) || sides.every((side) => side <= 0);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
