/** Bytes unpacked at a time. Larger pieces than zlib makes by itself: fewer turns of the event loop. */
export const PIECE = 256 * 1024;

/** Where gzip's header names the operating system, and the value for "unknown" (RFC 1952), which Go writes too. */
export const OS_AT = 9;
export const OS_UNKNOWN = 255;
