/** 429 and a server's temporary errors; 501 and 505 will not change. */
export function isTemporary(status: number): boolean {
  return status === 429 || status === 408 || (status >= 500 && status !== 501 && status !== 505);
}

/**
 * An address from a server, relative to the request's; `undefined` if it is not an HTTP address:
 * `fetch` itself would also read `data:` and `file:`.
 */
export function httpUrl(address: string, base?: string): URL | undefined {
  if (!URL.canParse(address, base)) return undefined;
  const url = new URL(address, base);
  return url.protocol === "http:" || url.protocol === "https:" ? url : undefined;
}

/** Discards the rest of a response, so that its connection can be reused. */
export async function discard(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => undefined);
}
