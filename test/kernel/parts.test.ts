import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toCodePoints, toCodeUnits } from "../../kernel/editor/text-offset.js";
import { EndMarkReader, endMark } from "../../kernel/session/between/end-marks.js";
import { kernelSpec, writeKernelSpec } from "../../kernel/spec/kernelspec.js";
import { endpoint, readConnectionFile } from "../../kernel/transport/connection.js";

describe("end marks", () => {
  test("are found however the bytes are cut, and the text around them is whole", () => {
    const token = "0123";
    const piece = fc.oneof(
      fc.string({ unit: fc.constantFrom("a", "é", "😀", "\u0000", "0", "1", ":") }).map((text) => ({ text })),
      fc.nat(99).map((mark) => ({ mark })),
    );
    fc.assert(
      fc.property(fc.array(piece), fc.array(fc.nat(40)), (pieces, cuts) => {
        const bytes = Buffer.from(
          pieces.map((each) => ("text" in each ? each.text : endMark(token, each.mark))).join(""),
        );
        let text = "";
        const marks: number[] = [];
        const reader = new EndMarkReader(
          token,
          (chunk) => {
            text += chunk;
          },
          (mark) => {
            marks.push(mark);
            text += `[${mark}]`;
          },
        );
        const places = [...new Set([0, ...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length])];
        places.sort((a, b) => a - b);
        for (const [index, place] of places.entries()) reader.push(bytes.subarray(place, places[index + 1]));
        // What may be the beginning of a mark is held back until more comes.
        reader.push(Buffer.from(endMark(token, 0)));
        const expected = pieces.map((each) => ("text" in each ? each.text : `[${each.mark}]`)).join("");
        expect(text).toBe(`${expected}[0]`);
      }),
    );
  });
});

test("cursor places: code points and code units", () => {
  expect(toCodeUnits("a😀b", 2)).toBe(3);
  expect(toCodePoints("a😀b", 3)).toBe(2);
  expect(toCodeUnits("ab", 9)).toBe(2);
});

describe("connection files", () => {
  test("one that cannot be used is named, with the reason", () => {
    expect(() => readConnectionFile("/no/such/file")).toThrow(
      /^The connection file \/no\/such\/file cannot be used: ENOENT/,
    );
  });

  test("endpoints are those of Jupyter's transports", () => {
    const info = {
      ip: "127.0.0.1",
      shell_port: 1,
      control_port: 2,
      iopub_port: 3,
      stdin_port: 4,
      hb_port: 5,
      key: "",
      signature_scheme: "hmac-sha256",
    };
    expect(endpoint({ ...info, transport: "tcp" }, "hb")).toBe("tcp://127.0.0.1:5");
    expect(endpoint({ ...info, transport: "ipc", ip: "/tmp/k" }, "shell")).toBe("ipc:///tmp/k-1");
  });
});

describe("the kernelspec", () => {
  test("is written whole, and again over an older one", () => {
    const directory = mkdtempSync(join(tmpdir(), "layerlab-spec-"));
    try {
      writeKernelSpec(directory, kernelSpec("/old/node", "/old/main.js"));
      const target = writeKernelSpec(directory, kernelSpec("/opt/node", "/opt/main.js"));
      expect(readdirSync(target).sort()).toEqual([
        "kernel.json",
        "logo-32x32.png",
        "logo-64x64.png",
        "logo-svg.svg",
      ]);
      const spec: unknown = JSON.parse(readFileSync(join(target, "kernel.json"), "utf8"));
      expect(spec).toMatchObject({
        argv: ["/opt/node", "/opt/main.js", "{connection_file}"],
        language: "typescript",
        interrupt_mode: "message",
      });
      const png = readFileSync(join(target, "logo-64x64.png"));
      expect(png.subarray(1, 4).toString()).toBe("PNG");
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([64, 64]);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
