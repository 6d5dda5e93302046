import { expect, test } from "vitest";
import { configAtStep } from "../../src/image/at-step.js";
import { asDiffId, sha256 } from "../../src/oci/digest.js";
import type { ContainerConfig, ImageConfig } from "../../src/oci/types.js";

function imageOf(history: readonly string[], config: ContainerConfig): ImageConfig {
  return {
    architecture: "amd64",
    os: "linux",
    config,
    history: [{ created_by: "base" }, ...history.map((created_by) => ({ created_by, empty_layer: true }))],
    rootfs: { type: "layers", diff_ids: [asDiffId(sha256("base"))] },
  };
}

test("settings that BuildKit's history writes as Go prints maps, lists and structures", () => {
  const history = [
    "EXPOSE map[53/udp:{} 80/tcp:{}]",
    "VOLUME [/data /log]",
    'HEALTHCHECK &{["CMD-SHELL" "true"] "5s" "0s" "0s" "0s" \'\\x03\'}',
    "SHELL [/bin/bash -c]",
    "LABEL a=b c=d e",
  ];
  const Healthcheck = { Test: ["CMD-SHELL", "true"], Interval: 5_000_000_000, Retries: 3 };
  const image = imageOf(history, {
    ExposedPorts: { "53/udp": {}, "80/tcp": {} },
    Volumes: { "/data": {}, "/log": {} },
    Healthcheck,
    Shell: ["/bin/bash", "-c"],
    Labels: { a: "b", c: "d e" },
  });
  const none = { ExposedPorts: {}, Volumes: {}, Labels: {} };
  expect(configAtStep(image, 1).config).toEqual(none);
  expect(configAtStep(image, 2).config).toEqual({ ...none, ExposedPorts: { "53/udp": {}, "80/tcp": {} } });
  expect(configAtStep(image, 3).config?.Volumes).toEqual({ "/data": {}, "/log": {} });
  expect(configAtStep(image, 4).config).toMatchObject({ Healthcheck, Labels: {} });
  expect(configAtStep(image, 6).config).toEqual(image.config);
});

test("an ENTRYPOINT that took the base image's command away had it before", () => {
  const image = imageOf(['CMD ["bash"]', 'ENTRYPOINT ["/x"]'], { Entrypoint: ["/x"] });
  expect(configAtStep(image, 2).config).toEqual({ Cmd: ["bash"] });
  expect(configAtStep(image, 3).config).toEqual({ Entrypoint: ["/x"] });
});
