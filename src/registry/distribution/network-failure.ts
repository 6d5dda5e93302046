/** Go's wording for Node's error, and whether waiting is hopeless: it does not make a host appear. */
export function reasonOf(error: Error, url: string): { readonly reason: string; readonly isFinal: boolean } {
  const { code, address, port, message } = innermost(error);
  const { hostname, port: namedPort, protocol } = new URL(url);
  const where = `${address ?? hostname}:${port ?? (namedPort || (protocol === "http:" ? 80 : 443))}`;
  switch (code) {
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return { reason: `dial tcp: lookup ${hostname}: no such host`, isFinal: true };
    case "ECONNREFUSED":
      return { reason: `dial tcp ${where}: connect: connection refused`, isFinal: true };
    case "EHOSTUNREACH":
      return { reason: `dial tcp ${where}: connect: no route to host`, isFinal: false };
    case "ENETUNREACH":
      return { reason: `dial tcp ${where}: connect: network is unreachable`, isFinal: false };
    case "ETIMEDOUT":
    case "UND_ERR_CONNECT_TIMEOUT":
      return { reason: `dial tcp ${where}: i/o timeout`, isFinal: false };
    case "ECONNRESET":
      return { reason: "read: connection reset by peer", isFinal: false };
    case "UND_ERR_SOCKET":
      return { reason: "unexpected EOF", isFinal: false };
    case "ERR_SSL_WRONG_VERSION_NUMBER":
    case "ERR_SSL_PACKET_LENGTH_TOO_LONG":
    case "EPROTO":
      return { reason: "http: server gave HTTP response to HTTPS client", isFinal: true };
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
    case "SELF_SIGNED_CERT_IN_CHAIN":
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
      return {
        reason: "tls: failed to verify certificate: x509: certificate signed by unknown authority",
        isFinal: true,
      };
    default:
      return { reason: message, isFinal: false };
  }
}

interface Cause {
  readonly code: string | undefined;
  readonly address: string | undefined;
  readonly port: number | undefined;
  readonly message: string;
}

/** `fetch failed` has the real reason as its cause, or as the first of several. */
function innermost(error: Error): Cause {
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  if (inner instanceof Error) return innermost(inner);
  const { code, address, port }: Record<string, unknown> = { ...error };
  return {
    code: typeof code === "string" ? code : undefined,
    address: typeof address === "string" ? address : undefined,
    port: typeof port === "number" ? port : undefined,
    message: error.message,
  };
}
