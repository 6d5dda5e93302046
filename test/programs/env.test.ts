import { expect, test } from "vitest";
import { createRuntime } from "../../src/programs/runtime.js";
import { container, run } from "./support.js";

const TRY_ENV = "Try 'env --help' for more information.\n";

/** What GNU coreutils 9.1 and findutils 4.9 print in the C locale: standard output and error together, and the exit code. */
const RECORDED: readonly (readonly [line: string, output: string, code: number])[] = [
  ["env -i A=1 B=2 env", "A=1\nB=2\n", 0],
  ["env - A=1 env", "A=1\n", 0],
  ["env -iu A B=1 env", "B=1\n", 0],
  ["A=1 B=2 env -u A --unset=B printenv A B; echo $?", "1\n", 0],
  ["env -i -0 A='1 2' B=2 | xargs -0 -n1 echo", "A=1 2\nB=2\n", 0],
  ["env -C /tmp pwd", "/tmp\n", 0],
  ["env -i -S'A=1 printenv A' B", "1\n", 1],
  ["env --split-string='-i A=\"1 2\" printenv' A", "1 2\n", 0],
  ["printf '#!/usr/bin/env -S printf -- [%%s]\\n' > /tmp/x; chmod +x /tmp/x; /tmp/x", "[/tmp/x]", 0],
  ["env -- printf %s -x", "-x", 0],
  ["env printf '%s ' -u A=1", "-u A=1 ", 0],
  ["env --foo", `env: unrecognized option '--foo'\n${TRY_ENV}`, 125],
  ["env -x", `env: invalid option -- 'x'\n${TRY_ENV}`, 125],
  ["env -u", `env: option requires an argument -- 'u'\n${TRY_ENV}`, 125],
  ["env -u A=b true", "env: cannot unset 'A=b': Invalid argument\n", 125],
  ["env --unset= true", "env: cannot unset '': Invalid argument\n", 125],
  ["env -C /nowhere pwd", "env: cannot change directory to '/nowhere': No such file or directory\n", 125],
  ["env -0 A=1 true", `env: cannot specify --null (-0) with command\n${TRY_ENV}`, 125],
  ['env -S "a \'b"', "env: no terminating quote in -S string\n", 125],
  ["printf 'a b c' | xargs -n 2 -- echo -n", "a bc", 0],
  ["printf 'a b' | xargs -n1 echo -n1", "-n1 a\n-n1 b\n", 0],
  ["printf 'a b' | xargs -tn 1 echo > /dev/null", "echo a\necho b\n", 0],
  ["printf 'a\\0b c' | xargs -0 -I % echo [%]", "[a]\n[b c]\n", 0],
  [
    'printf "a \'b" | xargs',
    "a\nxargs: unmatched single quote; by default quotes are special to xargs unless you use the -0 option\n",
    1,
  ],
  ["mkdir", "mkdir: missing operand\nTry 'mkdir --help' for more information.\n", 1],
  ["mv a", "mv: missing destination file operand after 'a'\nTry 'mv --help' for more information.\n", 1],
  ["chmod q /tmp", "chmod: invalid mode: 'q'\nTry 'chmod --help' for more information.\n", 1],
  ["dd a", "dd: unrecognized operand 'a'\nTry 'dd --help' for more information.\n", 1],
];

test.each(RECORDED)("%s", async (line, output, code) => {
  const outcome = await run(createRuntime(), container(), ["bash", "-c", `{ ${line}; } 2>&1`]);
  expect([outcome.stdout, outcome.exitCode]).toEqual([output, code]);
});
