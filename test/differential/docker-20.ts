interface Difference {
  readonly reason: string;
  readonly from: RegExp;
  readonly to: string;
}

const CLIENT = "the client of 23 and later words it so";
const DAEMON = "the daemon of 23 and later words it so";

/** What Docker 20.10 says otherwise than Docker 26, and why. Nothing of this is applied to a newer one. */
const DIFFERENCES: readonly Difference[] = [
  {
    reason: "which of its two lines the old client prints first is chance",
    from: /(time="<time>" level=error msg="error waiting for container: context canceled"\n)(docker: [^\n]+\n)/g,
    to: "$2$1",
  },
  {
    reason: "and whether it prints the second at all; a hint it has none then",
    from: /^(docker: Error response from daemon: [^\n]+)\.\n(?!time=|See)/gm,
    to: "$1\n\nRun 'docker run --help' for more information\n",
  },
  {
    reason: "the client of 20.10 also logs that it stopped waiting, and then has no hint",
    from: /\.\ntime="<time>" level=error msg="error waiting for container: context canceled"/g,
    to: "\n\nRun 'docker run --help' for more information",
  },
  {
    reason: "the task is containerd's since 23",
    from: /daemon: failed to create shim task/g,
    to: "daemon: failed to create task for container: failed to create shim task",
  },
  {
    reason: "the same, where inspect shows it",
    from: /"failed to create shim task/g,
    to: '"failed to create task for container: failed to create shim task',
  },
  {
    reason: "runc made with a newer Go says what is wrong with a directory",
    from: /exec: "\/data": permission denied/g,
    to: 'exec: "/data": is a directory',
  },
  {
    reason: "20.10 unpacks in a process of its own and reports its exit",
    from: /Error processing tar file\(exit status 1\): /g,
    to: "",
  },
  {
    reason: "the old client prints the digest of each part of a build",
    from: /^#\d+ sha256:<id>\n/gm,
    to: "",
  },
  { reason: DAEMON, from: /daemon: bogus is not a valid/g, to: "daemon: BOGUS is not a valid" },
  { reason: DAEMON, from: /daemon: run is not a valid/g, to: "daemon: RUN is not a valid" },
  { reason: DAEMON, from: /daemon: Invalid filter '/g, to: "daemon: invalid filter '" },
  {
    reason: DAEMON,
    from: /daemon: Container (<id \d+>) is not running/g,
    to: "daemon: container $1 is not running",
  },
  {
    reason: DAEMON,
    from: /daemon: Cannot kill container: (\S+): Container/g,
    to: "daemon: cannot kill container: $1: container",
  },
  { reason: DAEMON, from: /daemon: Cannot kill container/g, to: "daemon: cannot kill container" },
  {
    reason: DAEMON,
    from: /You cannot remove a running container <id \d+>\. Stop the container before attempting removal or force remove/g,
    to: 'cannot remove container "/bg": container is running: stop the container before removing or force remove',
  },
  {
    reason: "the distribution library of newer ones names the repository",
    from: /repository name must be lowercase/g,
    to: "repository name (library/UPPER) must be lowercase",
  },
  {
    reason: "the old client says 'Error: ' where it was told 'not found', and leaves the default tag out",
    from: /^Error: No such image: ([^\s:]+)$/gm,
    to: "Error response from daemon: No such image: $1:latest",
  },
  {
    reason: "the same, of names that had a tag, and of containers",
    from: /^Error: No such (image|container): /gm,
    to: "Error response from daemon: No such $1: ",
  },
  {
    reason: CLIENT,
    from: /invalid output path: directory "nodir" does not exist\n\n\[exit 1\]$/g,
    to: "invalid output path: stat nodir: no such file or directory\n\n[exit 1]",
  },
  {
    reason: "the old client finds out at the end that it cannot put the archive in place",
    from: /rename \.\/\.docker_temp_\d+ src: file exists/g,
    to: "failed to save image: cannot write to a directory",
  },
  {
    reason:
      "the daemon's machine has no forwarding; newer ones do not say so for a container without a network",
    from: /WARNING: IPv4 forwarding is disabled\. Networking will not work\.\n/g,
    to: "",
  },
  {
    reason: CLIENT,
    from: /'(nosuch)' is not a docker command\.\nSee 'docker --help'/g,
    to: "unknown command: docker $1\n\nRun 'docker --help' for more information",
  },
  {
    reason: CLIENT,
    from: /"(docker [a-z ]+)" (requires at least \d+ arguments?)\.\nSee [^\n]+\n\n(Usage: {2}[\s\S]+?)\n\n[^\n]+\n/g,
    to: "docker: '$1' $2\n\n$3\n\nSee '$1 --help' for more information\n",
  },
  {
    reason: CLIENT,
    from: /"(docker [a-z ]+)" (requires|accepts) (?:exactly )?([^\n]+)\.\nSee [^\n]+\n\n(Usage: {2}[\s\S]+?)\n\n[^\n]+\n/g,
    to: "docker: '$1' $2 $3\n\n$4\n\nRun '$1 --help' for more information\n",
  },
  {
    reason: CLIENT,
    from: /^(invalid argument [^\n]+)\nSee 'docker run --help'\.$/gm,
    to: "$1\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nRun 'docker run --help' for more information",
  },
  {
    reason: "the old client rewords a volume that is not there",
    from: /^Error: No such volume: (\S+)$/gm,
    to: "Error response from daemon: get $1: no such volume",
  },
  {
    reason: "the type has moved since",
    from: /in type types\.Volume$/gm,
    to: "in type volume.Volume",
  },
  {
    reason: "the old client ends the daemon's sentence with a point of its own",
    from: /\.\nSee 'docker run --help'\./g,
    to: "\n\nRun 'docker run --help' for more information",
  },
  {
    reason: "and takes away the one that it had",
    from: /(to reuse that name)\n/g,
    to: "$1.\n",
  },
  {
    reason: "the old client rewords every 'not found' of cp",
    from: /^Error: No such container:path: (\w+):(.*\/(?:nope|nodir).*)$/gm,
    to: "Error response from daemon: Could not find the file $2 in container $1",
  },
  {
    reason: "the same of a container that is not there",
    from: /^Error: No such container:path: nosuch:\/$/gm,
    to: "Error response from daemon: No such container: nosuch",
  },
];

/** What a newer Docker would have printed. */
export function asDocker26(version: string, shown: string): string {
  if (!version.startsWith("20.")) return shown;
  return DIFFERENCES.reduce((text, { from, to }) => text.replace(from, to), shown);
}
