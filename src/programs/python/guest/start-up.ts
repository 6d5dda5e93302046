import START_UP from "#text/programs/python/guest/start_up.py";

/** What the interpreter is made to report about itself. */
export interface Identity {
  /** `3.10.12` */
  readonly version: string;
  /** `sys.version` */
  readonly described: string;
  readonly executable: string;
  /** Where this installation's programs and libraries are: `/usr`, `/usr/local`. */
  readonly prefix: string;
  /** `sys.path` after the script's directory and PYTHONPATH. */
  readonly path: readonly string[];
  /** The directory of the standard library that the interpreter was started with. */
  readonly startedFrom: string;
  readonly home: string;
  /** The path of this code. */
  readonly hidden: string;
  /** The file that it writes to what it does with a signal: `15 caught`. */
  readonly signals: string;
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  readonly umask: number;
  readonly hostname: string;
  /** PYTHON… variables of the process: the interpreter was started with others. */
  readonly variables: Readonly<Record<string, string>>;
  readonly own: readonly string[];
}

/**
 * Python code that runs before the program (as `sitecustomize`): the interpreter presents itself as the one that the
 * container's file names, at that file's place.
 */
export function startUp(identity: Identity): string {
  const me = JSON.stringify(JSON.stringify(identity));
  return `${START_UP}\nimport json\nstart(json.loads(${me}))\ndel start, json\n`;
}
