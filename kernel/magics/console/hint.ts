/** Commands that people type where docker is. */
const SHELL =
  "alias apt apt-get brew cat cd chmod chown clear code cp curl cut df diff dnf docker-compose du echo env export find git grep groups head history id ifconfig ip jq kill less ls make man mkdir more mv nano node npm npx ping pip pip3 podman printenv ps pwd python python3 rm rmdir scp sed sleep sort source ssh su sudo systemctl service tail tar tee top touch tree uname uniq unzip vi vim wc wget which whoami xargs yarn yum zip";
const WORDS = new RegExp(`^(?:${SHELL.replaceAll(" ", "|")})$`);

const MODE = /^(?:#\s*syntax\s*=.*|#\s*escape\s*=.*|\s*#.*)?$/;

/**
 * What to say instead of a compiler's words about a cell that is plainly none of TypeScript: a console line without its prompt,
 * a shell line, a Dockerfile. Only for a cell that did not run.
 */
export function consoleHint(text: string): string | undefined {
  const lines = text.split("\n");
  const first = lines.find((line) => !MODE.test(line))?.trim() ?? text.trim();
  if (first === "$") return '"$ " is a prompt: write the command behind it, as in\n    $ docker ps';
  if (
    /^(?:FROM|from)\s+[\w./:@${}-]+(?:\s+(?:AS|as)\s+[\w.-]+)?$/.test(first) ||
    /^ARG\s+\w+(?:=\S*)?$/.test(first)
  )
    return "This is a Dockerfile. With this line above it, it is built:\n    %%dockerfile -t NAME";
  const bare = first.replace(/^(?:[$!%#>]+|PS\S*>)\s*/, "");
  const [word = "", second = ""] = bare.split(/\s+/);
  if (word === "docker" && /^(?:$|-|[a-z])/.test(second) && !/^docker\s*[.=(;]/.test(bare))
    return `This is a console line. Begin it${lines.length > 1 ? ", and every other command," : ""} with "$ ":\n    $ ${bare}`;
  if (!WORDS.test(word) && !/^\.?\.?\/[\w./-]+$/.test(word)) return undefined;
  return `This is a line for a shell. Begin it with "$ " to run it beside the containers:\n    $ ${bare}\nIn a container it runs below a line %%sh NAME.`;
}

/** TypeScript could read it, and only the name says that it is a command: `ls -la`, `!ls`, `pwd`, `$`. */
export function isLikeExpression(text: string): boolean {
  return /^\s*(?:\$|!?[a-z]\w*(?:\s+-{1,2}\w+)*(?:\s*\/\s*\w*)?)\s*;?\s*$/.test(text);
}
