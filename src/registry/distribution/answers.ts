import {
  RegistryAnswerError,
  type RegistryComplaint,
  RegistryRefusedError,
  RegistryUnreachableError,
} from "../../errors/registry.js";
import { parseChallenges } from "./challenge.js";
import { discard } from "./http.js";
import type { Transport } from "./transport.js";

/** How much of a refusal's body is read. */
const MAX_BODY = 64 * 1024;

/**
 * A registry's refusal in Docker's words (distribution `registry/client/errors.go`): the contents of its `errors`, or the
 * status if there are none. Reads the body, so that must not have been read or discarded before.
 *
 * @throws what the transport's signal was aborted with
 */
export async function answerError(
  transport: Transport,
  response: Response,
  { method, url }: { readonly method: string; readonly url: string },
): Promise<RegistryRefusedError | RegistryAnswerError> {
  const { status, statusText, headers } = response;
  const body = await beginning(transport, response, method, url);
  if (status < 400 || status >= 500) {
    const name = statusText || STATUS_TEXTS[status] || "";
    return new RegistryAnswerError(
      url,
      status,
      `received unexpected HTTP status: ${`${status} ${name}`.trim()}`,
    );
  }
  const challenged = parseChallenges(headers.get("www-authenticate")).flatMap(({ scheme, parameters }) => {
    const code = scheme === "bearer" ? OAUTH[parameters.error ?? ""] : undefined;
    return code === undefined
      ? []
      : [{ code, message: parameters.error_description || (MESSAGES[code] ?? "") }];
  });
  const complaints = [...challenged, ...complaintsOf(body, status)];
  if (complaints.length > 0)
    return new RegistryRefusedError(url, status, complaints.slice(0, challenged.length > 0 ? 1 : undefined));
  if (status === 401) return new RegistryRefusedError(url, status, [complaint("UNAUTHORIZED")]);
  if (status === 429) return new RegistryRefusedError(url, status, [complaint("TOOMANYREQUESTS")]);
  return new RegistryAnswerError(
    url,
    status,
    `error parsing HTTP ${status} response body: ${JSON.stringify(body)}`,
  );
}

/** RFC 6750, 3.1 */
const OAUTH: Readonly<Record<string, string>> = {
  invalid_token: "UNAUTHORIZED",
  insufficient_scope: "DENIED",
};

const MESSAGES: Readonly<Record<string, string>> = {
  UNAUTHORIZED: "authentication required",
  DENIED: "requested access to the resource is denied",
  TOOMANYREQUESTS: "too many requests",
};

/** HTTP/2 has no reason phrases. */
export const STATUS_TEXTS: Readonly<Record<number, string>> = {
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

function complaint(code: string): RegistryComplaint {
  return { code, message: MESSAGES[code] ?? "" };
}

function complaintsOf(body: string, status: number): readonly RegistryComplaint[] {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return [];
  }
  const { errors, details }: { errors?: unknown; details?: unknown } =
    typeof value === "object" && value !== null ? { ...value } : {};
  // The answer of Docker Hub's authorization server.
  if (typeof details === "string" && (status === 401 || status === 429))
    return [{ code: status === 401 ? "UNAUTHORIZED" : "TOOMANYREQUESTS", message: details }];
  if (!Array.isArray(errors)) return [];
  return errors.flatMap((item: unknown) => {
    const { code, message }: { code?: unknown; message?: unknown } =
      typeof item === "object" && item !== null ? { ...item } : {};
    if (typeof code !== "string") return [];
    const told = typeof message === "string" && message !== "" ? message : (MESSAGES[code] ?? "");
    return [{ code, message: told }];
  });
}

async function beginning(
  transport: Transport,
  response: Response,
  method: string,
  url: string,
): Promise<string> {
  try {
    const { bytes } = await transport.beginning(response, { method, url, limit: MAX_BODY });
    return new TextDecoder().decode(bytes);
  } catch (error) {
    // A refusal whose text breaks off or never comes is still a refusal.
    if (error instanceof RegistryUnreachableError) return "";
    throw error;
  } finally {
    await discard(response);
  }
}
