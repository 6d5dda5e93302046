import { describe, expect, test } from "vitest";
import { FORMS } from "./forms.js";

describe.each(FORMS)("host in $name", ({ name, host }) => {
  test("has Go's words for the machine", () => {
    const { os, arch } = host.hostPlatform();
    const known = name === "browser" ? /^js\/wasm$/ : /^(linux|darwin|windows|freebsd)\/(amd64|arm64|\w+)$/;
    expect(`${os}/${arch}`).toMatch(known);
    expect([os, arch]).not.toContain("x64");
  });
});
