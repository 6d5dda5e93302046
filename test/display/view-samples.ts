import type { Docker } from "../../src/api/docker.js";
import { createLab } from "../../src/index.js";

/** Every time in the samples and in their pictures. */
export const NOW = new Date("2026-11-20T12:00:00Z");

/**
 * A lab with every name that the examples of views use (`src/api/views`): small, and the same each time but for
 * {@link randomIds}.
 */
export async function sampleLab(): Promise<Docker> {
  const { docker } = await createLab({ clock: () => NOW.getTime() / 1000 });

  const box = await docker.run("ubuntu", { name: "box" });
  await box.exec("echo 'Welcome to the box.' > /etc/motd");
  await box.exec("mkdir /app && cd /app && echo 'console.log(1)' > main.js && rm /etc/legal");
  await box.commit("node-base", { comment: "Add a greeting" });
  await box.exec("echo '{}' > /app/package.json; chmod 755 /app/main.js");
  await box.commit("sample-app", { comment: "Add app" });
  await box.exec("rm /app/main.js; echo 'Changed.' > /etc/motd");

  const build = await docker.run("busybox", "dd if=/dev/zero of=/cache.bin bs=1024 count=300; touch /app", {
    name: "build",
  });
  await build.commit("cached");
  const tidy = await docker.run("cached", "rm /cache.bin; echo 1 > /app", { name: "tidy" });
  await tidy.commit("bloated");

  await docker.run("ubuntu", {
    name: "notes",
    volumes: ["notes-data:/data", "notes-data:/backup:ro"],
    tmpfs: ["/run/cache"],
  });
  await (await docker.container("notes")).exec(
    "echo kept > /data/note; echo lost > /run/cache/x; echo own > /own",
  );

  for (const [name, script] of [
    ["box-1", "echo one > /mine; rm /etc/legal"],
    ["box-2", "echo two > /mine; touch /new; echo more >> /etc/legal"],
  ] as const)
    await docker.run("ubuntu", script, { name });

  const shop = (greeting: string) => ({
    tag: "shop",
    dockerfile: `FROM busybox
WORKDIR /shop
COPY list .
RUN echo ${greeting} > greeting
RUN cat list greeting > page
EXPOSE 80
CMD ["cat", "page"]
`,
    context: { list: "tea\nmilk\n" },
  });
  await docker.build(shop("hello"));
  await docker.build(shop("welcome"));
  return docker;
}

/** Containers' ids are random, and so are those of images committed from them: each, with one of its own length to show. */
export async function randomIds(docker: Docker): Promise<ReadonlyMap<string, string>> {
  const containers = [...(await docker.ps({ all: true }))].sort((a, b) => (a.name < b.name ? -1 : 1));
  const images = ["cached", "bloated", "node-base", "sample-app"];
  return new Map([
    ...containers.map(({ id }, at) => [id, `${at}`.repeat(64)] as const),
    ...(await Promise.all(
      images.map(
        async (name, at) =>
          [(await docker.image(name)).id.slice("sha256:".length), `${"abcd"[at]}`.repeat(64)] as const,
      ),
    )),
  ]);
}
