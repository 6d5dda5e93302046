import { describe, expect, test } from "vitest";
import { type Outcome, run, type TestLab, ubuntuLab } from "./engine.js";

const QUIET = /^layerlab: .*\n/gm;

async function said(lab: TestLab, line: string): Promise<Outcome> {
  const { stdout, stderr, exitCode } = await run(`docker ${line}`, lab);
  return { stdout, stderr: stderr.replace(QUIET, ""), exitCode };
}

async function printed(lab: TestLab, line: string): Promise<string> {
  const { stdout, stderr, exitCode } = await said(lab, line);
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  return stdout;
}

const refusal = (message: string): Outcome => ({
  stdout: "",
  stderr: `Error response from daemon: ${message}\n`,
  exitCode: 1,
});

describe("published ports", () => {
  test("are shown by ps and port while the container runs", async () => {
    const lab = await ubuntuLab();
    await printed(
      lab,
      "run -dit --name web -p 8080:80 -p 127.0.0.1:9000-9002:9000-9002 --expose 5000 ubuntu",
    );
    expect(await printed(lab, "ps --format {{.Ports}}")).toBe(
      "5000/tcp, 127.0.0.1:9000-9002->9000-9002/tcp, 0.0.0.0:8080->80/tcp, [::]:8080->80/tcp\n",
    );
    expect(await printed(lab, "port web")).toBe(
      "80/tcp -> 0.0.0.0:8080\n80/tcp -> [::]:8080\n9000/tcp -> 127.0.0.1:9000\n9001/tcp -> 127.0.0.1:9001\n9002/tcp -> 127.0.0.1:9002\n",
    );
    expect(await printed(lab, "port web 80")).toBe("0.0.0.0:8080\n[::]:8080\n");
    expect(await said(lab, "port web 81")).toMatchObject({
      stderr: "Error: No public port '81' published for web\n",
      exitCode: 1,
    });
    await printed(lab, "stop web");
    expect(await printed(lab, "ps -a --format {{.Ports}}")).toBe("\n");
    expect(await printed(lab, "port web")).toBe("");
  });

  test("belong to one container at a time", async () => {
    const lab = await ubuntuLab();
    await printed(lab, "run -dit --name one -p 8080:80 ubuntu");
    const { stderr, exitCode } = await said(lab, "run -dit --name two -p 8080:81 ubuntu");
    expect(exitCode).toBe(125);
    expect(stderr).toMatch(
      /^docker: Error response from daemon: driver failed programming external connectivity on endpoint two \([0-9a-f]{64}\): Bind for 0\.0\.0\.0:8080 failed: port is already allocated\n/,
    );
    expect(await printed(lab, "ps -a --format '{{.Names}} {{.State}}'")).toBe("two created\none running\n");
    await printed(lab, "stop one");
    await printed(lab, "start two");
  });

  test("-P publishes what is exposed, each on a port of its own", async () => {
    const lab = await ubuntuLab();
    await printed(lab, "run -dit --name web -P --expose 80-81 ubuntu");
    expect(await printed(lab, "port web")).toBe(
      "80/tcp -> 0.0.0.0:32768\n80/tcp -> [::]:32768\n81/tcp -> 0.0.0.0:32769\n81/tcp -> [::]:32769\n",
    );
  });

  test("what has no effect is said once in a session, on stderr", async () => {
    const lab = await ubuntuLab();
    const first = await run("docker run --rm -p 80:80 -m 64m ubuntu true", lab);
    expect(first.stderr).toBe(
      "layerlab: --memory is kept and shown, but has no effect here: containers here run inside one process, without cgroups that would limit them.\n" +
        "layerlab: --publish opens no port of this machine: curl and wget reach nginx behind it, in the lab's $ lines and in its containers.\n",
    );
    expect((await run("docker run --rm -p 80:80 ubuntu true", lab)).stderr).toBe("");
  });
});

describe("networks", () => {
  test("create, ls, inspect, rm", async () => {
    const lab = await ubuntuLab();
    expect(await printed(lab, "network create --label a=b app")).toMatch(/^[0-9a-f]{64}\n$/);
    expect(await printed(lab, "network ls --format '{{.Name}} {{.Driver}} {{.Scope}} {{.Labels}}'")).toBe(
      "app bridge local a=b\nbridge bridge local \nhost host local \nnone null local \n",
    );
    expect(await printed(lab, "network inspect app -f '{{json .IPAM.Config}}'")).toBe(
      '[{"Subnet":"172.18.0.0/16","Gateway":"172.18.0.1"}]\n',
    );
    expect(await said(lab, "network create app")).toEqual(refusal("network with name app already exists"));
    expect(await said(lab, "network create bridge")).toEqual(
      refusal("operation is not permitted on predefined bridge network"),
    );
    expect(await said(lab, "network create --subnet 172.18.4.0/24 other")).toEqual(
      refusal("Pool overlaps with other one on this address space"),
    );
    expect(await printed(lab, "network rm app")).toBe("app\n");
    expect(await said(lab, "network rm app")).toEqual({
      stdout: "",
      stderr: "Error response from daemon: network app not found\nexit status 1\n",
      exitCode: 1,
    });
  });

  test("containers in one network know each other by name", async () => {
    const lab = await ubuntuLab();
    await printed(lab, "network create app");
    await printed(lab, "run -dit --name db --network app --network-alias database ubuntu");
    await printed(lab, "run -dit --name web --network app -h web ubuntu");
    const id = (await printed(lab, "inspect -f {{.Id}} db")).slice(0, 12);
    expect(await printed(lab, "exec web cat /etc/hosts")).toContain(
      `172.18.0.3\tweb\n172.18.0.2\tdb database ${id}\n`,
    );
    // Who came first learns of the other, too.
    expect(await printed(lab, "exec db cat /etc/hosts")).toContain("172.18.0.3\tweb ");
    await printed(lab, "network disconnect app db");
    expect(await printed(lab, "exec web cat /etc/hosts")).not.toContain("database");
    await printed(lab, "network connect --alias store app db");
    expect(await printed(lab, "exec web cat /etc/hosts")).toContain("172.18.0.2\tdb store ");
    expect(await said(lab, "network rm app")).toMatchObject({ exitCode: 1 });
    expect(
      await printed(lab, "network inspect app -f '{{range .Containers}}{{.Name}} {{.IPv4Address}} {{end}}'"),
    ).toContain("web 172.18.0.3/16");
    await printed(lab, "rm -f web db");
    expect(await printed(lab, "network prune -f")).toBe("Deleted Networks:\napp\n\n");
  });

  test("one that is not there is refused at start", async () => {
    const lab = await ubuntuLab();
    expect(await said(lab, "run --name box --network nosuch ubuntu true")).toMatchObject({
      exitCode: 125,
      stderr:
        "docker: Error response from daemon: network nosuch not found\n\nRun 'docker run --help' for more information\n",
    });
    expect(await printed(lab, "ps -a --format '{{.Names}} {{.Status}}'")).toBe("box Created\n");
  });

  test("--add-host, --dns and --link are in the container's files", async () => {
    const lab = await ubuntuLab();
    await printed(lab, "run -dit --name db -h dbhost ubuntu");
    const hosts = await printed(
      lab,
      "run --rm -h web --add-host api:10.0.0.9 --add-host gw:host-gateway --link db:data ubuntu cat /etc/hosts",
    );
    expect(hosts.split("\n").slice(6)).toEqual([
      "10.0.0.9\tapi",
      "172.17.0.1\tgw",
      "172.17.0.2\tdata dbhost db",
      "172.17.0.3\tweb",
      "",
    ]);
    expect(
      await printed(
        lab,
        "run --rm --dns 8.8.8.8 --dns-search example.com --dns-option ndots:2 ubuntu cat /etc/resolv.conf",
      ),
    ).toBe("nameserver 8.8.8.8\nsearch example.com\noptions ndots:2\n");
  });
});
