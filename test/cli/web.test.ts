import { beforeAll, describe, expect, test } from "vitest";
import type { Lab } from "../../src/lab/lab.js";
import { createLab } from "../../src/lab/lab.js";
import { type RecordingIO, recordingIO } from "./recording-io.js";

/** Servers in containers, and who reaches them. */
describe("nginx in a container", () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await createLab();
    await said("docker network create inner");
    await said("docker run -d --name web -p 8080:80 nginx");
    await said("docker run -d --name api --network inner nginx");
    await said("docker run -d --name other --network inner nginx sleep 600");
  });

  async function told(line: string): Promise<RecordingIO & { readonly exitCode: number }> {
    const io = recordingIO({ isNotebook: true });
    const exitCode = await lab.console(line, io.io);
    return { ...io, exitCode };
  }

  async function said(line: string): Promise<string> {
    return (await told(line)).stdout();
  }

  test("answers curl through a published port as soon as it listens", async () => {
    expect(
      await said("docker run -d --name soon -p 8090:80 nginx >/dev/null; curl -s localhost:8090"),
    ).toContain("<h1>Welcome to nginx!</h1>");
    await said("docker rm -f soon");
  });

  test("serves the files that its container has, and logs it", async () => {
    await said("docker exec web sh -c 'echo mine > /usr/share/nginx/html/a.txt'");
    expect(await said("curl -s http://localhost:8080/a.txt")).toBe("mine\n");
    expect(await said("docker logs web 2>/dev/null")).toMatch(
      /^172\.17\.0\.1 - - \[\d\d\/\w{3}\/\d{4}:[\d:]{8} \+0000\] "GET \/a\.txt HTTP\/1\.1" 200 5 "-" "curl\/[\d.]+" "-"\n$/m,
    );
  });

  test("has the headers, pages and codes of the real one", async () => {
    const head = await said("curl -sI localhost:8080/a.txt");
    expect(head.replace(/^(Date|Last-Modified|ETag): .*\r\n/gm, "$1\r\n")).toBe(
      "HTTP/1.1 200 OK\r\nServer: nginx/1.27.3\r\nDate\r\nContent-Type: text/plain\r\nLast-Modified\r\nETag\r\nAccept-Ranges: bytes\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n".replace(
        "Content-Length: 0",
        "Content-Length: 5",
      ),
    );
    expect(await said("curl -s -w '%{http_code} %{size_download}' -o /dev/null localhost:8080/none")).toBe(
      "404 153",
    );
    expect((await told("curl -sf localhost:8080/none")).exitCode).toBe(22);
    expect(await said("curl -s -X DELETE -w '%{http_code}' -o /dev/null localhost:8080/")).toBe("405");
  });

  test("is reached in its own networks only", async () => {
    expect(await said("docker exec other curl -s -o /dev/null -w '%{http_code}' http://api")).toBe("200");
    const far = await told("docker exec web curl -s -S http://api");
    expect([far.exitCode, far.stderr()]).toEqual([6, "curl: (6) Could not resolve host: api\n"]);
    const ip = (await said("docker inspect -f '{{.NetworkSettings.Networks.inner.IPAddress}}' api")).trim();
    expect((await told(`docker exec web curl -s -S http://${ip}`)).stderr()).toContain(
      "Network is unreachable",
    );
    expect(await said(`wget -qO- http://${ip}`)).toContain("Welcome to nginx!");
  });

  test("a published port that nobody listens behind is reset, one that is not published refused", async () => {
    await said("docker run -d --name mute -p 8070:80 nginx sleep 600");
    expect((await told("curl -s localhost:8070")).exitCode).toBe(56);
    expect((await told("curl -s localhost:8071")).exitCode).toBe(7);
    expect((await told("curl -s https://localhost:8080")).exitCode).toBe(35);
  });

  test("-v, -t and -s reload", async () => {
    expect((await told("docker exec web nginx -v")).stderr()).toBe("nginx version: nginx/1.27.3\n");
    expect((await told("docker exec web nginx -t")).stderr()).toBe(
      "nginx: the configuration file /etc/nginx/nginx.conf syntax is ok\nnginx: configuration file /etc/nginx/nginx.conf test is successful\n",
    );
    await said(
      "docker exec api sh -c \"echo 'server { listen 80; return 200 changed; }' > /etc/nginx/conf.d/default.conf\"",
    );
    expect(await said("docker exec other curl -s http://api")).toContain("Welcome");
    expect((await told("docker exec api nginx -s reload")).exitCode).toBe(0);
    expect(await said("docker exec other curl -s http://api")).toBe("changed");
    await said("docker exec api sh -c \"echo 'server {' > /etc/nginx/conf.d/default.conf\"");
    const { stderr, exitCode } = await told("docker exec api nginx -t");
    expect(exitCode).toBe(1);
    expect(stderr()).toBe(
      'nginx: [emerg] unexpected end of file, expecting "}" in /etc/nginx/conf.d/default.conf:1\nnginx: configuration file /etc/nginx/nginx.conf test failed\n',
    );
  });

  test("passes requests on to another container", async () => {
    await said("docker run -d --name app --network inner nginx");
    await said(
      "echo 'server { listen 80; location /app/ { proxy_pass http://app/; } location / { return 404; } }' > proxy.conf",
    );
    await said(
      "docker run -d --name proxy --network inner -p 8060:80 -v $PWD/proxy.conf:/etc/nginx/conf.d/default.conf:ro nginx",
    );
    expect(await said("curl -s localhost:8060/app/")).toContain("Welcome to nginx!");
    await said("docker stop app");
    expect(await said("curl -s -o /dev/null -w '%{http_code}' localhost:8060/app/")).toBe("502");
  });

  test("ends by its signals, and its port with it", async () => {
    await said("docker stop web");
    expect(await said("docker inspect -f '{{.State.ExitCode}}' web")).toBe("0\n");
    expect((await told("curl -s localhost:8080")).exitCode).toBe(7);
    await said("docker start web");
    expect(await said("curl -s localhost:8080/a.txt")).toBe("mine\n");
  });
});
