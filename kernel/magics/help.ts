import { listMagics } from "./lsmagic.js";
import type { PrintMagic } from "./magic.js";

/** `%help` */
export const help: PrintMagic = {
  kind: "print",
  name: "%help",
  usage: "%help",
  summary: "how cells are written, and where to go on",
  print: (magics) => `A cell is one of these.

TypeScript: any code; the value of the last line is shown.
    const c = await docker.run("ubuntu", { name: "base-container" })

Console lines, as documents print them: each command begins with "$ ". It is a terminal beside the containers, with docker, the usual text tools, pipes and variables.
    $ docker history ubuntu
    $ docker rm -f $(docker ps -aq)

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
${listMagics(magics)
  .split("\n")
  .map((line) => `    ${line}`)
  .join("\n")}`,
};
