import type { CommandIO } from "../command-io.js";

/** What to do about a program that the terminal does not have; undefined for any other message. */
export function hintFor(message: string, io: Pick<CommandIO, "isNotebook">): string | undefined {
  const program = /^bash: (?:line \d+: )?([^\s:]+): command not found\n$/.exec(message)?.[1];
  if (program === undefined) return undefined;
  return `${SENTENCES.find(({ names }) => names.test(program))?.text ?? inContainer(program, io)}\n`;
}

const SENTENCES: readonly { readonly names: RegExp; readonly text: string }[] = [
  {
    names: /^docker-compose$/,
    text: "Compose is a program of its own, which layerlab does not have: start each of its services with docker run.",
  },
  {
    names: /^(?:nano|vi|vim|emacs|code|open|xdg-open|notepad)$/,
    text: "There is no editor here: %%writefile NAME at the top of a cell writes the cell's lines to a file, and so does cat > NAME <<EOF.",
  },
  {
    names: /^(?:systemctl|service|dockerd|colima|minikube)$/,
    text: "The engine is part of layerlab: it runs already, and there is nothing to start.",
  },
];

function inContainer(program: string, io: Pick<CommandIO, "isNotebook">): string {
  const ways = io.isNotebook
    ? `a cell that begins with %%sh NAME runs its lines in a container, and docker exec NAME ${program} … runs one`
    : `docker exec NAME ${program} … runs it in a container`;
  return `This terminal has docker and the usual text tools: ${ways}.`;
}
