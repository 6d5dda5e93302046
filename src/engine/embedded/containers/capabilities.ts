/** Linux's capabilities (capabilities(7)), as moby names them. */
export const CAPABILITIES: ReadonlySet<string> = new Set(
  [
    "AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE DAC_READ_SEARCH",
    "FOWNER FSETID IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN",
    "NET_BIND_SERVICE NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID SYSLOG SYS_ADMIN SYS_BOOT",
    "SYS_CHROOT SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG WAKE_ALARM",
  ]
    .join(" ")
    .split(" ")
    .map((name) => `CAP_${name}`),
);

/** `net_admin` as `CAP_NET_ADMIN`; each once, in order, and nothing beside `ALL` (docker's `normalizeCapabilities`). */
export function normalizedCapabilities(names: readonly string[]): readonly string[] {
  const normal = names.map((name) => {
    const upper = name.trim().toUpperCase();
    return upper === "ALL" || upper.startsWith("CAP_") ? upper : `CAP_${upper}`;
  });
  return normal.includes("ALL") ? ["ALL"] : [...new Set(normal)].sort();
}
