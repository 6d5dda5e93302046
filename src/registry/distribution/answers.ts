import { RegistryAnswerError, type RegistryComplaint, RegistryRefusedError } from "../../errors/registry.js";
import { parseChallenges } from "./challenge.js";
import { discard } from "./transport.js";

/** What a registry says about itself must not fill the memory. */
const MAX_BODY = 64 * 1024;

/**
 * A registry's refusal in Docker's words (distribution `registry/client/errors.go`): what its `errors` say, or the
 * status where it says nothing.
 */
export async function answerError(
  response: Response,
  url: string,
  reason?: string,
): Promise<RegistryRefusedError | RegistryAnswerError> {
  const { status, statusText, headers } = response;
  if (reason !== undefined) return new RegistryAnswerError(url, status, reason);
  const body = await beginning(response);
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
const STATUS_TEXTS: Readonly<Record<number, string>> = {
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
  // What Docker Hub's authorization server answers.
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

async function beginning(response: Response): Promise<string> {
  if (response.body === null || response.bodyUsed) return "";
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  let text = "";
  try {
    while (text.length < MAX_BODY) {
      const { done, value } = await reader.read();
      if (done) break;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    // A refusal that breaks off is still one.
  }
  reader.releaseLock();
  await discard(response);
  return text;
}
