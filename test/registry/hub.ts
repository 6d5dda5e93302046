/**
 * Docker Hub as it answers when somebody without a name asks for a repository it does not have: a challenge, a token
 * that allows nothing, and a refusal (of `ubuntu` it lacks only the tag). Tests of everything else use it, so that they
 * need no network.
 */
export const HUB_WITHOUT_IMAGES: typeof fetch = async (input) => {
  const url = new URL(input instanceof Request ? input.url : input);
  if (url.hostname === "auth.docker.io") return Response.json({ token: "allows-nothing" });
  if (url.hostname !== "registry-1.docker.io") throw noSuchHost(url.hostname);
  const isPing = url.pathname === "/v2/";
  if (url.pathname.startsWith("/v2/library/ubuntu/"))
    return Response.json(
      { errors: [{ code: "MANIFEST_UNKNOWN", message: "manifest unknown" }] },
      { status: 404 },
    );
  const scope = isPing ? "" : ',scope="repository:x:pull",error="insufficient_scope"';
  return Response.json(
    { errors: [{ code: "UNAUTHORIZED", message: "authentication required" }] },
    {
      status: 401,
      headers: {
        "docker-distribution-api-version": "registry/2.0",
        "www-authenticate": `Bearer realm="https://auth.docker.io/token",service="registry.docker.io"${scope}`,
      },
    },
  );
};

/** A machine without a network: no name leads anywhere. */
export const NO_NETWORK: typeof fetch = async (input) => {
  throw noSuchHost(new URL(input instanceof Request ? input.url : input).hostname);
};

function noSuchHost(host: string): TypeError {
  const cause = Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: "ENOTFOUND" });
  return new TypeError("fetch failed", { cause });
}
