/** What the command line says is to be run. */
export type NodeProgram =
  | { readonly kind: "file"; readonly file: string; readonly checkOnly: boolean }
  | {
      readonly kind: "text";
      readonly name: "[eval]" | "[stdin]";
      readonly code: string;
      readonly module: boolean;
      readonly print: boolean;
    };

/** What the program's thread is given. */
export interface NodeStart {
  /** QuickJS, compiled. */
  readonly engine: WebAssembly.Module;
  readonly program: NodeProgram;
  /** `process.argv` */
  readonly argv: readonly string[];
  readonly execPath: string;
  /** `v18.19.1` */
  readonly version: string;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly stdin: Uint8Array;
  /** There is more, which is asked for when it is read. */
  readonly asks: boolean;
  readonly tty: boolean;
  readonly hostname: string;
  readonly uid: number;
  readonly gid: number;
  readonly umask: number;
  /** Bytes the program may use. */
  readonly memoryLimit: number;
  /** Milliseconds the program may compute without a sign of life. */
  readonly timeLimit: number;
}
