import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Console } from "../../src/cli/console.js";
import { machineFiles } from "../../src/cli/disk/machine.js";
import { EmbeddedEngine } from "../../src/engine/embedded/engine.js";
import { createRuntime } from "../../src/programs/runtime.js";
import { mediumWith } from "../engine/filled-medium.js";
import { temporaryFolder } from "../temporary-folder.js";
import { type RecordingIO, recordingIO } from "./recording-io.js";

let engine: EmbeddedEngine;
let terminal: Console;
/** What is around the lesson's folder, and that. */
let around: string;
let folder: string;

beforeAll(async () => {
  const files = machineFiles(() => folder);
  engine = new EmbeddedEngine({
    runtime: createRuntime(),
    medium: await mediumWith("ubuntu"),
    binds: files.binds(() => folder),
  });
  folder = temporaryFolder();
  terminal = new Console({ engine });
  await run("docker run -dit --name made ubuntu");
  await run(`docker commit -c 'CMD ["sleep", "600"]' made app; docker rm -f made`);
});

beforeEach(() => {
  around = temporaryFolder();
  folder = join(around, "lesson");
  mkdirSync(folder);
  terminal = new Console({ engine });
});

afterEach(async () => {
  for (const { id } of await engine.containers({ all: true }))
    await engine.removeContainer(id, { force: true });
});

interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  readonly shown: RecordingIO["shown"];
}

/** Runs a line as a cell of a notebook does. */
async function run(line: string, options: Parameters<typeof recordingIO>[0] = {}): Promise<Outcome> {
  const { io, stdout, stderr, shown } = recordingIO({ isNotebook: true, rich: true, ...options });
  const exitCode = await terminal.run(line, { ...io, files: machineFiles(folder) });
  return { stdout: stdout(), stderr: stderr(), exitCode, shown };
}

/** Several cells, one after another. Answers what the last one printed. */
async function cells(lines: readonly string[]): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const line of lines) outcomes.push(await run(line));
  const last = outcomes.at(-1);
  if (last === undefined) throw new Error("no cell");
  return last;
}

const BOTH = "docker run -d --name one app; docker run -d --name two app";
const BYTES =
  "printf 'caf\\xe9 \\xff\\n\\xf4\\x8f\\xbe\\x80 \\xf4\\x8f\\xbf\\xbf \\xc3\\xa9 \\xee\\x83\\xbf\\n' > in";
const DOCKERFILE = 'cat > Dockerfile <<EOF\nFROM ubuntu\nRUN echo hi > /hi\nCMD ["cat", "/hi"]\nEOF';

/** What people paste: the cells, and what the last one prints. Names are ours. */
const ROWS: readonly (readonly [cells: string | readonly string[], stdout: string | RegExp])[] = [
  // Pipes.
  [[BOTH, "docker ps | grep two"], /^[0-9a-f]{12} +app +"sleep 600" .* two\n$/],
  [[BOTH, "docker ps -q | wc -l"], "2\n"],
  [[BOTH, "docker ps --format '{{.Names}}' | sort"], "one\ntwo\n"],
  [[BOTH, "docker ps --format '{{.Names}}\\t{{.Image}}' | awk '{print $2}' | sort -u"], "app\n"],
  [[BOTH, "docker ps | tail -n +2 | wc -l"], "2\n"],
  [[BOTH, "docker ps -aq | xargs docker rm -f | wc -l"], "2\n"],
  [[BOTH, "docker ps -q | xargs -n1 docker inspect --format '{{.Name}}' | sort"], "/one\n/two\n"],
  ["docker images | awk 'NR==1 {print $1, $2, $3}'", "REPOSITORY TAG IMAGE\n"],
  ["docker images --format '{{.Repository}}:{{.Tag}}' | grep ubuntu", "ubuntu:latest\n"],
  ["docker history ubuntu | head -1", /^IMAGE +CREATED +CREATED BY +SIZE +COMMENT\n$/],
  ["docker history --no-trunc ubuntu | tail -n +2 | wc -l", /^\d+\n$/],
  ["docker inspect ubuntu | jq -r '.[0].Os'", "linux\n"],
  ["docker inspect ubuntu | jq '.[0].RootFS.Layers | length'", "1\n"],
  ["echo 'a-b=c' | grep -ao -e '-b=.' -", "-b=c\n"],
  ["docker image inspect ubuntu | grep -a -c sha256", /^[1-9]\d*\n$/],
  ["docker image inspect ubuntu | grep -c sha256", /^[1-9]\d*\n$/],
  ["docker run --rm ubuntu cat /etc/os-release | grep ^ID=", "ID=ubuntu\n"],
  ["echo hello | docker run -i --rm ubuntu cat", "hello\n"],
  ["printf 'b\\na\\n' | docker run --rm -i ubuntu sort", "a\nb\n"],
  ["docker run --rm ubuntu sh -c 'echo out; echo err >&2' 2>&1 | sort", "err\nout\n"],
  ["docker export $(docker create ubuntu) | tar t | grep -c ^etc/passwd$", "1\n"],
  ["docker save ubuntu | tar t | grep manifest.json", "manifest.json\n"],
  ["docker save ubuntu | gzip > u.tgz; gunzip -c u.tgz | docker load", "Loaded image: ubuntu:latest\n"],
  ["docker save app | docker load", "Loaded image: app:latest\n"],
  ["yes | docker container prune | tail -1", /Total reclaimed space: 0B\n$/],
  ["X=$(docker run -d ubuntu echo logged); docker wait $X; docker logs $X | tr a-z A-Z", "0\nLOGGED\n"],
  ["docker logs nosuch 2>&1 | cut -d: -f1", "Error response from daemon\n"],
  ["docker version | grep -i -m1 version", /ersion/],
  ["docker system df | head -1", /^TYPE +TOTAL +ACTIVE +SIZE +RECLAIMABLE\n$/],
  // Bytes stay what they are, whatever they go through. \xe9\xff is no UTF-8; the others look like what stands for such bytes here.
  [[BYTES, "gzip < in > out; gunzip < out > back; cmp in back && echo same"], "same\n"],
  [
    [BYTES, "F=in; gzip < $F | gunzip | cmp - in; (gzip < in) > g; gunzip < g | cmp - in && echo same"],
    "same\n",
  ],
  [[BYTES, "{ cat in; } > a; for i in 1; do cat in; done > b; cmp in a && cmp in b && echo same"], "same\n"],
  [
    [
      BYTES,
      "f() { cat; }; f < in > a; f < in | cat > b; { cat | cat; } < in | cmp - a && cmp a b && cmp a in",
    ],
    "",
  ],
  [
    [BYTES, "tr x x < in > a; sed s/x/x/ < in > b; rev < in | rev > c; for f in a b c; do cmp in $f; done"],
    "",
  ],
  [
    [BYTES, "sort < in > a; sort in | cmp - a; wc -c < a; tac in | tac | cmp - in; grep -a . in | cmp - in"],
    "24\n",
  ],
  [
    [
      BYTES,
      "base64 < in | base64 -d | cmp - in; base64 in > b; base64 -d < b > c; cmp c in; cat < in >> d; cmp d in",
    ],
    "",
  ],
  [
    [
      BYTES,
      "docker run --rm -i ubuntu cat < in > a; cmp a in; docker run --rm -i ubuntu gzip < in | gunzip | cmp - in",
    ],
    "",
  ],
  [
    [BYTES, "docker run --rm -i ubuntu sh -c 'cat > /a; (gzip < /a) > /b; gunzip < /b' < in > a; cmp a in"],
    "",
  ],
  [[BYTES, 'X=$(cat in); echo "$X" | cmp - in; while read -r l; do echo "$l"; done < in | cmp - in'], ""],
  [
    [BYTES, "sha256sum < in | cut -c1-64 > a; sha256sum in | cut -c1-64 | cmp - a; md5sum < in | wc -w"],
    "2\n",
  ],
  // Substitutions and variables.
  [[BOTH, "docker stop -t 0 $(docker ps -q) | wc -l"], "2\n"],
  [[BOTH, "docker rm -f $(docker ps -aq) > /dev/null", "docker ps -aq"], ""],
  [[BOTH, "docker rm -f `docker ps -aq` > /dev/null; docker ps -aq"], ""],
  [["ID=$(docker run -d app)", "docker inspect -f '{{.State.Running}}' $ID"], "true\n"],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's.
  [["C=$(docker create ubuntu)", "echo ${#C} ${C:0:4}"], /^64 [0-9a-f]{4}\n$/],
  [["export GREETING=hello", "docker run --rm -e GREETING ubuntu printenv GREETING"], "hello\n"],
  ["WHO=me docker run --rm -e WHO ubuntu sh -c 'echo $WHO'", "me\n"],
  [["IMAGE=ubuntu; TAG=latest", "docker run --rm $IMAGE:$TAG echo ok"], "ok\n"],
  ["docker run --rm ubuntu echo $HOME", /\/lesson\n$/],
  ["docker run --rm ubuntu sh -c 'echo $HOME'", "/root\n"],
  ["docker run --rm -v $PWD:/data ubuntu sh -c 'echo in > /data/new' && cat new", "in\n"],
  ["echo data > f; docker run --rm -v $(pwd)/f:/f:ro ubuntu cat /f", "data\n"],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's.
  ['docker run --rm -v "${PWD}":/data -w /data ubuntu pwd', "/data\n"],
  ["docker run --rm -u $(id -u):$(id -g) ubuntu id -u", /^\d+\n$/],
  ["docker tag ubuntu mine:$(date +%Y); docker images -q mine | wc -l", "1\n"],
  // Lists of commands, loops, conditions, functions.
  ["docker inspect nosuch > /dev/null 2>&1 || docker run --rm ubuntu echo made", "made\n"],
  ["docker pull -q ubuntu && echo pulled", "docker.io/library/ubuntu:latest\npulled\n"],
  [
    "for i in 1 2 3; do docker create --name c$i ubuntu > /dev/null; done; docker ps -a --format '{{.Names}}' | sort",
    "c1\nc2\nc3\n",
  ],
  [[BOTH, "for c in $(docker ps -q); do docker inspect -f '{{.Config.Image}}' $c; done"], "app\napp\n"],
  [[BOTH, "docker ps --format '{{.Names}}' | sort | while read n; do echo \"- $n\"; done"], "- one\n- two\n"],
  ["for i in {1..3}; do echo -n $i; done; echo", "123\n"],
  ["if docker image inspect nosuch > /dev/null 2>&1; then echo there; else echo missing; fi", "missing\n"],
  ['[ -z "$(docker ps -q)" ] && echo none', "none\n"],
  ["! docker inspect nosuch 2> /dev/null", "[]\n"],
  [
    "until docker inspect now > /dev/null 2>&1; do docker create --name now ubuntu > /dev/null; done; echo there",
    "there\n",
  ],
  [
    ["dls() { docker ps -a --format '{{.Names}}' \"$@\"; }", "docker create --name fun ubuntu", "dls | cat"],
    "fun\n",
  ],
  [
    [
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's.
      "alias said='function say() { echo \"$1 ${2:-none}\"; }; say'",
      "said a; said b c | cat; said d > f; cat f",
    ],
    "a none\nb c\nd none\n",
  ],
  [["alias echo='true; echo -n'", "echo a; echo b"], "ab"],
  [
    ["alias dl='docker ps -lq --format {{.Names}}'", "docker create --name last ubuntu", "echo $(dl)"],
    /^[0-9a-f]{12}\n$/,
  ],
  [["alias d=docker", "docker create --name al ubuntu", "d ps -a --format '{{.Names}}'"], "al\n"],
  ["case $(docker --version) in layerlab*) echo ours;; *) echo other;; esac", "ours\n"],
  ["(cd / && pwd); pwd | sed 's,.*/,,'", "/\nlesson\n"],
  // Files and redirections.
  [
    [DOCKERFILE, "docker build -q -t hi . > id.txt", "docker run --rm hi && grep -c sha256 id.txt"],
    "hi\n1\n",
  ],
  [[DOCKERFILE, "docker build -t hi - < Dockerfile 2> log; tail -1 log"], /^#\d+ DONE/],
  ["docker build -q -t st - <<EOF\nFROM ubuntu\nENV A=b\nEOF", /^sha256:[0-9a-f]{64}\n$/],
  ["echo -e 'FROM ubuntu\\nRUN true' | docker build -q -", /^sha256:/],
  ["echo 'FROM ubuntu' > D; docker build -q -f D .", /^sha256:/],
  ["docker build -q -f <(echo 'FROM ubuntu') .", /^sha256:/],
  ["echo 'FROM ubuntu' > /tmp/D; docker build -q -f /tmp/D .", /^sha256:/],
  ["mkdir -p app/src && cd app && echo x > src/a && ls -R", ".:\nsrc\n\n./src:\na\n"],
  [["mkdir app", "cd app", "pwd | sed 's,.*/lesson,,'"], "/app\n"],
  [["mkdir app && cd app && echo 'FROM ubuntu' > Dockerfile", "docker build -q ."], /^sha256:/],
  ["docker ps > ps.txt; head -c 12 ps.txt; echo", "CONTAINER ID\n"],
  ["echo A=1 > .env; echo B=2 >> .env; docker run --rm --env-file .env ubuntu sh -c 'echo $A$B'", "12\n"],
  ["docker run --rm ubuntu ls /nosuch 2> err.txt; cat err.txt", /No such file or directory\n$/],
  ["docker run --rm ubuntu ls /nosuch &> all.txt; wc -l < all.txt", "1\n"],
  [["docker create --name cp ubuntu", "docker cp -q cp:/etc/passwd . && grep -c ^root: passwd"], "1\n"],
  [["docker create --name cp ubuntu", "docker cp cp:/etc/passwd - | tar xO | head -1"], /^root:x:0:0:/],
  [
    [
      "docker create --name cp ubuntu",
      "echo new > /tmp/n; docker cp /tmp/n cp:/n 2> /dev/null; docker cp cp:/n - | tar xO",
    ],
    "new\n",
  ],
  [
    [
      "docker create --name cp ubuntu; mkdir sub",
      "docker cp cp:/etc/passwd - | tar -xf - -C sub; ls sub; docker cp cp:/etc/passwd - | tar t",
    ],
    "passwd\npasswd\n",
  ],
  ["docker save -o /tmp/u.tar ubuntu && tar tf /tmp/u.tar | grep manifest", "manifest.json\n"],
  ["docker run --rm -i ubuntu sh <<'EOF'\nx=5\necho $((x * 2))\nEOF", "10\n"],
  ["docker exec $(docker run -d app) sh -c 'echo $HOSTNAME' | wc -c", "13\n"],
  ["tee f > /dev/null <<EOF\nline\nEOF\ncat f | rev", "enil\n"],
  ["printf '%s\\n' b a | sort | tee s.txt | head -1; cat s.txt", "a\na\nb\n"],
  ["touch a.txt b.txt; ls *.txt | xargs", "a.txt b.txt\n"],
  ["echo '*.log' > .dockerignore; find . -type f | sort", "./.dockerignore\n"],
  ["sed -i 's/a/b/' <(echo) 2> /dev/null; echo a > f; sed -i s/a/b/ f; cat f", "b\n"],
  ["ln -s /etc/passwd link; readlink link", "/etc/passwd\n"],
  // The rest of a terminal.
  [["false", "echo $?"], "1\n"],
  [["docker inspect nosuch", "echo $?"], "1\n"],
  ["docker run --rm ubuntu sh -c 'exit 7'; echo $?", "7\n"],
  [["cd /tmp", "cd - > /dev/null", "basename $PWD"], "lesson\n"],
  ["sudo docker run --rm ubuntu whoami | cat", "root\n"],
  ["sudo -E env A=1 sh -c 'echo $A'", "1\n"],
  ["which docker", "/usr/bin/docker\n"],
  ["command -v docker > /dev/null && echo installed", "installed\n"],
  ["docker run -d --name bg app > /dev/null & wait; docker ps --format '{{.Names}}'", "bg\n"],
  [
    "# a note\ndocker create --name noted ubuntu > /dev/null # another\ndocker ps -a --format '{{.Names}}'",
    "noted\n",
  ],
  ["source <(echo X=1); echo $X", "1\n"],
  ["exit 3", ""],
  [["X=1", "exit", "echo [$X]"], "[]\n"],
];

describe("a line is what a terminal makes of it", () => {
  test.each(ROWS)("%j", async (given, expected) => {
    const { stdout } = await cells(typeof given === "string" ? [given] : given);
    if (typeof expected === "string") expect(stdout).toBe(expected);
    else expect(stdout).toMatch(expected);
  });
});

test("what is printed into a pipe is what Docker prints there; alone it is shown as a table", async () => {
  await run("echo begin");
  const alone = await run("docker images");
  expect(alone).toMatchObject({ stdout: "", exitCode: 0 });
  expect(alone.shown).toMatchObject([{ "text/html": expect.stringContaining("<table") }]);
  const piped = await run("docker images | cat");
  expect(piped.shown).toEqual([]);
  expect(piped.stdout).toMatch(/^REPOSITORY {3}TAG {7}IMAGE ID {7}CREATED {2,}SIZE\n/);
  const both = await run("docker history ubuntu && docker ps");
  expect(both.shown).toHaveLength(2);
});

test("a build's progress goes to stderr when its stdout goes elsewhere", async () => {
  const { stdout, stderr, shown } = await run("echo 'FROM ubuntu' | docker build - | cat");
  expect({ stdout, shown }).toEqual({ stdout: "", shown: [] });
  expect(stderr).toContain("#1 [internal] load build definition from Dockerfile\n");
});

test("time says how long it took, as bash does", async () => {
  const { stderr, shown } = await run("time docker images");
  expect(shown).toHaveLength(1);
  expect(stderr).toMatch(/^\nreal\t0m\d\.\d{3}s\nuser\t.*\nsys\t.*\n$/);
});

test("an interactive container asks, and the line goes on when it ends", async () => {
  const { io, stdout, prompts } = recordingIO({ isNotebook: true, lines: ["echo $((40 + 2))", "exit 5"] });
  await terminal.run("true | true", { ...io, files: machineFiles(folder) });
  const line = "docker run -it --name talk ubuntu; echo ended $?";
  expect(await terminal.run(line, { ...io, files: machineFiles(folder) })).toBe(0);
  expect(prompts[0]).toMatch(/^root@[0-9a-f]{12}:\/# $/);
  expect(stdout()).toMatch(/42\n(?:exit\n)?ended 5\n$/);
});

describe("the status is the last command's", () => {
  test.each([
    ["docker inspect nosuch 2> /dev/null | cat", 0],
    ["set -o pipefail; docker inspect nosuch 2> /dev/null | cat", 1],
    ["docker ps | grep nosuch", 1],
    ["docker run --rm ubuntu sh -c 'exit 9' > /dev/null", 9],
    ["true && docker nosuch 2> /dev/null", 1],
    ["nosuch", 127],
    ["if", 2],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's.
    ["docker run nosuch/nosuch:x 2>&1 | cat > /dev/null; echo ${PIPESTATUS[0]} | grep -q 125", 0],
  ])("%s: %i", async (line, status) => expect((await run(line)).exitCode).toBe(status));
});

describe("what is not here says what to do", () => {
  test.each([
    ["docker-compose up -d", /Compose is a program of its own/],
    ["vim Dockerfile", /%%writefile NAME/],
    ["git clone https://example.org/x | cat", /docker exec NAME git …/],
    ["sudo systemctl start docker", /'systemctl': No such file/],
    ["systemctl start docker", /nothing to start/],
    ["cat 'a", /unexpected EOF while looking for matching/],
  ])("%s", async (line, message) => expect((await run(line)).stderr).toMatch(message));
});

describe("nothing outside of the folder is read or written", () => {
  const SECRET = "secret\n";
  beforeEach(() => {
    writeFileSync(join(around, "secret"), SECRET);
    mkdirSync(join(around, "outside"));
    symlinkSync("../secret", join(folder, "up"));
    symlinkSync(join(around, "secret"), join(folder, "absolute"));
    symlinkSync("../outside", join(folder, "directory"));
  });

  test.each([
    "cat ../secret",
    "cat up",
    "cat absolute",
    "cat $PWD/../secret",
    "cat < up",
    "cat $(dirname $PWD)/secret",
    "echo gone > ../secret",
    "echo gone > up",
    "echo gone >> absolute",
    "echo x > directory/x",
    "touch directory/x ../x ../outside/x",
    "cp up copy; cat copy",
    "cp Dockerfile directory/",
    "mv up ../outside/up",
    "ln absolute hard; cat hard",
    "sed -i s/secret/gone/ up absolute ../secret",
    "tee up ../secret absolute <<< gone",
    "rm -rf ../outside ../secret",
    "rm -rf directory/ directory/*",
    "chmod 777 up ../secret absolute",
    "tar cf t.tar ../secret up/; tar cf - -h absolute | tar xO",
    "cd .. && ls && cat secret",
    "cd directory && touch x",
    "find .. -name secret -exec cat {} +",
    "cat /etc/shadow /etc/hostname; echo x > /etc/layerlab-was-here",
    "grep -r secret .. 2> /dev/null",
    "cat /proc/self/environ /dev/sda; cat /proc/1/root/etc/passwd",
    "mkdir -p ../outside/x && rmdir ../outside",
    "dd if=up of=../outside/x",
    "source up; source ../secret",
    "docker run --rm -v $PWD/..:/d ubuntu cat /d/secret",
    "docker run --rm -v $PWD:/d ubuntu sh -c 'cat /d/up /d/absolute; echo gone > /d/up'",
    "docker run --rm -v $PWD/directory:/d ubuntu touch /d/x",
    "docker build -q - <<< $'FROM ubuntu\\nCOPY up /x' | cat",
  ])("%s", async (line) => {
    const { stdout, stderr } = await run(line);
    expect(stdout + stderr.replaceAll(/[^\s']*secret:/g, "")).not.toMatch(/secret\n/);
    expect(readFileSync(join(around, "secret"), "utf8")).toBe(SECRET);
    expect(lstatSync(join(around, "secret")).mode & 0o777).not.toBe(0o777);
    expect(readdirSync(around).sort()).toEqual(["lesson", "outside", "secret"]);
    expect(readdirSync(join(around, "outside"))).toEqual([]);
    expect(existsSync("/etc/layerlab-was-here")).toBe(false);
  });

  test("its own /tmp is not the machine's", async () => {
    const name = `layerlab-private-${process.pid}`;
    expect((await run(`echo x > /tmp/${name}; cat /tmp/${name}`)).stdout).toBe("x\n");
    expect(existsSync(join("/tmp", name))).toBe(false);
  });
});

describe("an interrupt ends the line within a second", () => {
  test.each([
    "while true; do :; done",
    "sleep 60",
    "sleep 60 | cat",
    "docker run --rm ubuntu sleep 60 | cat",
    "docker logs -f $(docker run -d app) | grep x",
    "for i in 1 2 3; do docker run --rm app | cat; done",
    "x=$(docker run --rm app); echo $x",
    "until docker inspect nosuch > /dev/null 2>&1; do sleep 0.01; done",
    "yes | while read x; do docker ps -q; done",
    "docker wait $(docker run -d app) | cat",
  ])("%s", async (line) => {
    await run("true | true");
    const abort = new AbortController();
    const running = run(line, { signal: abort.signal });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const asked = performance.now();
    abort.abort();
    expect((await running).exitCode).toBe(130);
    expect(performance.now() - asked).toBeLessThan(1000);
    // The terminal is still there.
    expect((await run("echo there | cat")).stdout).toBe("there\n");
  });
});

test.each([
  ["cat < bytes | base64", "AP8KgA==\n", "", 0],
  ["wc -c < 'bytes'", "4\n", "", 0],
  ["cat < empty; wc -c < empty", "0\n", "", 0],
  ["cd sub; wc -c < ../bytes", "4\n", "", 0],
  ["wc -c < none", "", "bash: none: No such file or directory\n", 1],
  ["wc -c < none || echo missing", "missing\n", "bash: none: No such file or directory\n", 0],
  ["if wc -c < none 2> /dev/null; then echo there; fi", "", "bash: none: No such file or directory\n", 0],
  ['f=bytes; wc -c < $f; wc -c < "$f"; wc -c < b*s', "4\n4\n4\n", "", 0],
  ["wc -c < none | cat", "", "bash: none: No such file or directory\n", 0],
  ["echo typed | wc -c < bytes", "4\n", "", 0],
])("a file as standard input: %s", async (line, stdout, stderr, exitCode) => {
  writeFileSync(join(folder, "bytes"), Uint8Array.of(0, 255, 10, 128));
  writeFileSync(join(folder, "empty"), "");
  mkdirSync(join(folder, "sub"));
  expect(await run(line)).toMatchObject({ stdout, stderr, exitCode });
});

test("a command that is given its input reads it, whether or not there is a shell yet", async () => {
  const text = new TextEncoder().encode("FROM ubuntu\nRUN echo given > /given\n");
  const build = (name: string) => run(`docker build -q -t ${name} -f - .`, { readAll: async () => text });
  expect(await build("before")).toMatchObject({ exitCode: 0, stderr: "" });
  await run("echo 'a shell' | cat");
  expect(await build("after")).toMatchObject({ exitCode: 0, stderr: "" });
  // What is piped to it comes first.
  const readAll = async () => text;
  expect(await run("echo 'FROM ubuntu' | docker build -q -t piped -f - .", { readAll })).toMatchObject({
    exitCode: 0,
  });
  expect((await run("docker history --no-trunc before")).stdout).toContain("given");
  expect((await run("docker history --no-trunc piped")).stdout).not.toContain("given");
});
