import { answerTo } from "../../process/answer.js";
import type { Stanza } from "./deb822.js";
import { showList } from "./format.js";
import { AptFailure, type AptSession } from "./session.js";

/** Asks, unless `-y` was given; if there is nobody to answer, the answer is no. */
export async function confirm(session: AptSession): Promise<void> {
  if (session.config.flag("APT::Get::Assume-Yes", false)) return;
  session.context.stdout("Do you want to continue? [Y/n] ");
  const isNo = session.config.flag("APT::Get::Assume-No", false);
  const line = isNo ? "" : await answerTo(session.context);
  if (!isNo && line?.endsWith("\n") && /^(y.*)?$/i.test(line.trim())) return;
  if (isNo) session.context.stdout("N\n");
  session.context.stdout("Abort.\n");
  throw new AptFailure([], 1);
}

/** apt's hint about packages that are no longer needed. */
export function sayNoLongerRequired(session: AptSession, stanzas: readonly Stanza[]): void {
  if (stanzas.length === 0) return;
  const one = stanzas.length === 1;
  session.say(
    showList(
      one
        ? "The following package was automatically installed and is no longer required:"
        : "The following packages were automatically installed and are no longer required:",
      stanzas.map((stanza) => stanza.get("Package")),
      session.screenWidth,
    ),
  );
  session.say(`Use 'apt autoremove' to remove ${one ? "it" : "them"}.\n`);
}
