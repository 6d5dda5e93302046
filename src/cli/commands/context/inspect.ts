import { inspectText } from "../../../display/text/inspect.js";
import { anything, bool, map, string, struct } from "../../../go/reflect/type.js";
import type { CommandSpec, Invocation } from "../../syntax/command-spec.js";
import { FORMAT_VALUE } from "../shared-options.js";
import { printFacts } from "../system/facts.js";
import { contextOf } from "./contexts.js";

export const contextInspectCommand: CommandSpec = {
  paths: ["context inspect"],
  usage: "[OPTIONS] [CONTEXT] [CONTEXT...]",
  summary: "Display detailed information on one or more contexts",
  options: [FORMAT_VALUE],
  args: { min: 0, max: Number.POSITIVE_INFINITY },
  run,
};

const ENDPOINT = struct("docker.EndpointMeta", { Host: string, SkipTLSVerify: bool });
const TYPE = struct("context.contextWithTLSListing", {
  Name: string,
  Metadata: map(string, anything),
  Endpoints: map(string, ENDPOINT),
  TLSMaterial: map(string, anything),
  Storage: struct("store.StorageInfo", { MetadataPath: string, TLSPath: string }),
});

async function run({ io, contexts, options, args }: Invocation): Promise<number> {
  const named = args.length === 0 ? [contexts.current] : args;
  const data = named.map((each) => {
    const { name, description, host } = contextOf(contexts, each);
    return {
      Name: name,
      Metadata: { Description: description },
      Endpoints: { docker: { Host: host, SkipTLSVerify: false } },
      TLSMaterial: {},
      Storage: { MetadataPath: "<IN MEMORY>", TLSPath: "<IN MEMORY>" },
    };
  });
  const format = options.text("format");
  const isFormatted = data.every((one) => printFacts(io, format, { type: TYPE, data: one }));
  if (!isFormatted) io.stdout(inspectText(data));
  return 0;
}
