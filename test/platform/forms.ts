import * as browserBytes from "../../src/platform/browser/bytes.js";
import * as browserCompression from "../../src/platform/browser/compression.js";
import * as browserGuest from "../../src/platform/browser/guest.js";
import * as browserHash from "../../src/platform/browser/hash.js";
import * as browserHost from "../../src/platform/browser/host.js";
import * as nodeBytes from "../../src/platform/node/bytes.js";
import * as nodeCompression from "../../src/platform/node/compression.js";
import * as nodeGuest from "../../src/platform/node/guest.js";
import * as nodeHash from "../../src/platform/node/hash.js";
import * as nodeHost from "../../src/platform/node/host.js";

/** One form of everything that `#platform/…` leads to. Node.js has the web's interfaces, so both run here. */
export interface Form {
  readonly name: "node" | "browser";
  readonly bytes: typeof nodeBytes;
  readonly compression: typeof nodeCompression;
  readonly host: typeof nodeHost;
  readonly guest: typeof nodeGuest;
  readonly hash: typeof nodeHash;
}

export const FORMS: readonly Form[] = [
  {
    name: "node",
    bytes: nodeBytes,
    compression: nodeCompression,
    guest: nodeGuest,
    hash: nodeHash,
    host: nodeHost,
  },
  {
    name: "browser",
    bytes: browserBytes,
    compression: browserCompression,
    guest: browserGuest,
    hash: browserHash,
    host: browserHost,
  },
];
