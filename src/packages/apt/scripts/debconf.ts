import { concat, zeros } from "../../../vfs/data.js";
import { writeFile } from "../files.js";
import type { ScriptContext } from "./scripts.js";

/** What debconf prints before the first package that asks a question, if no dialog program is installed. */
export function announceFrontend({ env, tty, stderr }: ScriptContext): void {
  if (env.DEBIAN_FRONTEND === "noninteractive") return;
  const terminal = tty && (env.TERM ?? "") !== "" && env.TERM !== "dumb";
  stderr("debconf: unable to initialize frontend: Dialog\n");
  stderr(
    terminal
      ? "debconf: (No usable dialog-like program is installed, so the dialog based frontend cannot be used. at /usr/share/perl5/Debconf/FrontEnd/Dialog.pm line 78.)\n"
      : "debconf: (TERM is not set, so the dialog frontend is not usable.)\n",
  );
  stderr("debconf: falling back to frontend: Readline\n");
  stderr("debconf: unable to initialize frontend: Readline\n");
  stderr(
    "debconf: (Can't locate Term/ReadLine.pm in @INC (you may need to install the Term::ReadLine module) (@INC contains: /etc/perl /usr/local/lib/aarch64-linux-gnu/perl/5.34.0 /usr/local/share/perl/5.34.0 /usr/lib/aarch64-linux-gnu/perl5/5.34 /usr/share/perl5 /usr/lib/aarch64-linux-gnu/perl-base /usr/lib/aarch64-linux-gnu/perl/5.34 /usr/share/perl/5.34 /usr/local/lib/site_perl) at /usr/share/perl5/Debconf/FrontEnd/Readline.pm line 7.)\n",
  );
  stderr("debconf: falling back to frontend: Teletype\n");
}

/** Both of debconf's databases grow by a package's questions; the previous files are kept as `-old`. */
export function loadQuestions(
  { fs }: ScriptContext,
  bytes: { readonly templates: number; readonly config: number },
): void {
  for (const name of ["templates", "config"] as const) {
    const path = `/var/cache/debconf/${name}.dat`;
    if (fs.lstatIfExists(path) === undefined) continue;
    const before = fs.open(path);
    writeFile(fs, `${path}-old`, before);
    writeFile(fs, path, concat(before, zeros(bytes[name])));
  }
}
