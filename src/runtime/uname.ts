/** What `uname` and /proc/version say: the machine of the base images (arm64, as Docker Desktop's Linux names itself). */
export const UNAME = {
  s: "Linux",
  r: "6.10.14-linuxkit",
  v: "#1 SMP PREEMPT_DYNAMIC",
  m: "aarch64",
  o: "GNU/Linux",
} as const;
