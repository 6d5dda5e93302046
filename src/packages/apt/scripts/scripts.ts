import type { FileSystem } from "../../../vfs/filesystem.js";

/** What a maintainer script gets to work with. */
export interface ScriptContext {
  readonly fs: FileSystem;
  readonly env: Readonly<Record<string, string>>;
  readonly tty: boolean;
  readonly now: Date;
  stdout(text: string): void;
  stderr(text: string): void;
}

/** What dpkg runs for a package besides unpacking it: its postinst, prerm, postrm and its own triggers. */
export interface MaintainerScripts {
  /** `postinst configure` */
  readonly configure?: (context: ScriptContext) => void;
  /** `postinst triggered`, once at the end of the run that configured the package. */
  readonly triggered?: (context: ScriptContext) => void;
  /** `prerm remove` */
  readonly remove?: (context: ScriptContext) => void;
  /** `postrm purge` */
  readonly purge?: (context: ScriptContext) => void;
}
