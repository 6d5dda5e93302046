import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { machineFiles } from "../../src/cli/disk/machine.js";
import { isRecord } from "../../src/go/reflect/value.js";
import { type Outcome, run, runConsoleLine, type TestLab, ubuntuLab } from "./engine.js";
import { recordingIO } from "./recording-io.js";

interface Recorded {
  readonly line: string;
  readonly kept?: Readonly<Record<string, unknown>>;
  readonly stderr?: string;
  readonly exitCode?: number;
}

const RECORDED: readonly Recorded[] = JSON.parse(
  readFileSync(new URL("../fixtures/docker-options/recorded.json", import.meta.url), "utf8"),
);

/** Where Docker 26 does otherwise than the recorded 20.10. */
const NEWER: Readonly<Record<string, Omit<Recorded, "line">>> = {
  "--network name=foo,alias=web": { kept: network("foo", { Aliases: ["web"] }) },
  "--mac-address 92:d0:c6:0a:29:33": {
    kept: { "Networks.bridge": endpoint({ MacAddress: "92:d0:c6:0a:29:33" }) },
  },
  "--restart bad": daemon(
    "invalid restart policy: unknown policy 'bad'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'",
  ),
  "--restart always:3": daemon(
    "invalid restart policy: maximum retry count can only be used with 'on-failure'",
  ),
  "--restart on-failure:-1": daemon("invalid restart policy: maximum retry count cannot be negative"),
  "--kernel-memory 64m": { kept: {} },
  "--blkio-weight 300": { kept: { "HostConfig.BlkioWeight": 300 } },
  "--blkio-weight 5": daemon("Range of blkio weight is from 10 to 1000"),
  "--blkio-weight-device /dev/sda:200": {
    kept: { "HostConfig.BlkioWeightDevice": [{ Path: "/dev/sda", Weight: 200 }] },
  },
  "--network bridge": { kept: {} },
  "--annotation a=b": { kept: { "HostConfig.Annotations": { a: "b" } } },
  "--annotation =b": daemon("invalid Annotations: the empty string is not permitted as an annotation key"),
  "--annotation a": { kept: { "HostConfig.Annotations": { a: "" } } },
  "--ipc foo": daemon("invalid IPC mode: foo"),
  "--cgroupns host": { kept: { "HostConfig.CgroupnsMode": "host" } },
  // On cgroups v2 it is the default.
  "--cgroupns private": { kept: {} },
  "--runtime nosuch": daemon("unknown or invalid runtime name: nosuch"),
  "--storage-opt size=1G": { kept: { "HostConfig.StorageOpt": { size: "1G" } } },
};

/** Nothing is pulled, and there is no multi-platform image, where the recording was made. */
const ELSEWHERE = new Set(["--platform linux/arm64", "--platform foo", "--platform linux/amd64"]);
/** Options of mounts. */
const MOUNTS = new Set(["--read-only"]);

function daemon(message: string): Omit<Recorded, "line"> {
  return { stderr: `Error response from daemon: ${message}\n`, exitCode: 1 };
}

function endpoint(said: object): object {
  return {
    ...{ IPAMConfig: null, Links: null, Aliases: null, MacAddress: "", DriverOpts: null, NetworkID: "" },
    ...{ EndpointID: "", Gateway: "", IPAddress: "", IPPrefixLen: 0, IPv6Gateway: "" },
    ...{ GlobalIPv6Address: "", GlobalIPv6PrefixLen: 0 },
    ...said,
  };
}

function network(name: string, said: object): Readonly<Record<string, unknown>> {
  return {
    "HostConfig.NetworkMode": name,
    "Networks.bridge": null,
    [`Networks.${name}`]: endpoint(said),
  };
}

const QUIET = /^layerlab: .*\n/gm;
const IMAGE = "ubuntu";

describe("options of create, as the real Docker keeps and refuses them", () => {
  let lab: TestLab;
  let plain: Readonly<Record<string, unknown>>;
  beforeAll(async () => {
    lab = await ubuntuLab();
    await run(`docker create --name peer ${IMAGE}`, lab);
    await run(`docker create --name plain ${IMAGE}`, lab);
    plain = await inspect(lab, "plain");
  });

  for (const recorded of RECORDED) {
    const { line } = recorded;
    if (ELSEWHERE.has(line) || MOUNTS.has(line)) continue;
    test(line, async () => {
      await run("docker rm subject", lab);
      const wanted = { ...(NEWER[line] ?? recorded) };
      const ours = await create(lab, `docker create --name subject ${line} ${IMAGE}`);
      const said = ours.stderr.replace(QUIET, "");
      if (wanted.kept === undefined) {
        expect({ stderr: said, exitCode: ours.exitCode }).toEqual({
          stderr: wanted.stderr,
          exitCode: wanted.exitCode,
        });
        return;
      }
      expect({ stderr: said, exitCode: ours.exitCode }).toEqual({ stderr: wanted.stderr ?? "", exitCode: 0 });
      const found = delta(await inspect(lab, "subject"), plain);
      await run("docker rm subject", lab);
      if (!line.includes("-h box")) delete found["Config.Hostname"];
      expect(comparable(found)).toEqual(comparable(wanted.kept));
    });
  }
});

async function create(lab: TestLab, line: string): Promise<Outcome> {
  const { io, stdout, stderr } = recordingIO();
  const exitCode = await runConsoleLine(line, { ...lab, io: { ...io, files: machineFiles() } });
  return { stdout: stdout(), stderr: stderr(), exitCode };
}

async function inspect(lab: TestLab, name: string): Promise<Readonly<Record<string, unknown>>> {
  const { stdout } = await run(`docker inspect ${name}`, lab);
  const [found] = JSON.parse(stdout);
  const { Config, HostConfig, NetworkSettings } = found;
  return { Config, HostConfig, Networks: NetworkSettings.Networks };
}

/** What of `value` is not in `plain`, by path: as the recorder computes it. */
function delta(value: unknown, base: unknown, path = "", found: Record<string, unknown> = {}) {
  if (isRecord(value) && isRecord(base) && path.split(".").length < 2) {
    for (const key of new Set([...Object.keys(base), ...Object.keys(value)]))
      delta(value[key], base[key], path === "" ? key : `${path}.${key}`, found);
  } else if (JSON.stringify(value) !== JSON.stringify(base)) found[path] = value ?? null;
  return found;
}

/** Members that 20.10 does not have, or an image has for itself. */
function comparable(kept: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(kept).map(([path, value]) => {
    if (path.startsWith("Networks.") && isRecord(value)) {
      const { DNSNames: _names, ...rest } = value;
      return [path, rest];
    }
    if (path === "Config.Labels" && isRecord(value))
      return [
        path,
        Object.fromEntries(Object.entries(value).filter(([name]) => !name.includes("opencontainers"))),
      ];
    if (path === "Config.Env" && Array.isArray(value))
      return [path, value.filter((line) => !String(line).startsWith("PATH="))];
    return [path, value];
  });
  return Object.fromEntries(entries);
}
