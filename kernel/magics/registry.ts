/** All magics, with what `%help` says of them. */
export const MAGICS = [
  { name: "%help", usage: "%help", summary: "how cells are written, and where to go on" },
  { name: "%lsmagic", usage: "%lsmagic", summary: "this list" },
  { name: "%%sh", usage: "%%sh NAME", summary: "run the cell's lines in the container NAME" },
  { name: "%%dockerfile", usage: "%%dockerfile -t NAME", summary: "build the cell's lines as a Dockerfile" },
  {
    name: "%%writefile",
    usage: "%%writefile PATH",
    summary: "write the cell's lines into a file of the lesson's folder",
  },
  { name: "%%html", usage: "%%html", summary: "show the cell's lines as HTML" },
  { name: "%%markdown", usage: "%%markdown", summary: "show the cell's lines as Markdown" },
  { name: "%time", usage: "%time CODE", summary: "run one line of TypeScript and say how long it took" },
  { name: "%%time", usage: "%%time", summary: "run the cell's TypeScript and say how long it took" },
  {
    name: "?",
    usage: "?NAME",
    summary: "show what a name, a docker command or a magic is; ??NAME shows more",
  },
] as const;

export function isMagicName(name: string): boolean {
  return MAGICS.some((magic) => magic.name === name);
}

/** The magic whose name is nearest to `name`, if any is near. */
export function suggestMagic(name: string): string | undefined {
  const bare = (text: string): string => text.replace(/^%+/, "").toLowerCase();
  const nearest = MAGICS.filter((magic) => magic.name !== "?")
    .map((magic) => ({
      magic,
      distance: editDistance(bare(name), bare(magic.name)),
    }))
    .sort((a, b) => a.distance - b.distance)[0];
  if (nearest && nearest.distance <= Math.max(1, Math.floor(bare(nearest.magic.name).length / 2))) {
    return nearest.magic.usage;
  }
  // What people know from other kernels.
  return ELSEWHERE[bare(name)];
}

const ELSEWHERE: Readonly<Record<string, string>> = {
  bash: "%%sh NAME",
  shell: "%%sh NAME",
  script: "%%sh NAME",
  zsh: "%%sh NAME",
  system: "%%sh NAME",
  timeit: "%time CODE",
  latex: "%%markdown",
  svg: "%%html",
  file: "%%writefile PATH",
  build: "%%dockerfile -t NAME",
  magic: "%lsmagic",
};

/** What the magic is that a line begins with. */
export function describeMagic(line: string): string | undefined {
  const name = /^%\S+/.exec(line)?.[0];
  const magic = MAGICS.find((each) => each.name === name);
  return magic && `${magic.usage}\n\n${magic.summary[0]?.toUpperCase()}${magic.summary.slice(1)}.`;
}

export function listMagics(): string {
  const width = Math.max(...MAGICS.map(({ usage }) => usage.length));
  return MAGICS.map(({ usage, summary }) => `${usage.padEnd(width)}   ${summary}`).join("\n");
}

export function help(): string {
  return `A cell is one of these.

TypeScript: any code; the value of the last line is shown.
    const c = await docker.run("ubuntu", { name: "base-container" })

Console lines, as documents print them: each command begins with "$ ".
    $ docker history ubuntu

Lines inside a container that runs:
    %%sh base-container
    cat /etc/os-release

A Dockerfile, built from the lesson's folder, and files to put there:
    %%dockerfile -t myapp
    FROM ubuntu
    COPY app.sh /

    %%writefile app.sh
    echo hello

The lesson's folder is what "." means in console cells. It is empty when the kernel starts and gone when it ends.
In TypeScript, press Tab after "docker." to see what there is, and Shift-Tab for its description.
In a console cell, "$ docker" alone is a short guide. "?docker.run" and "?docker run" show what these are.

Magics:
${listMagics()
  .split("\n")
  .map((line) => `    ${line}`)
  .join("\n")}`;
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
