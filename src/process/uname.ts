/** What `uname` and /proc/version show: the machine of the base images (arm64, with the name of Docker Desktop's Linux). */
export const UNAME = {
  s: "Linux",
  r: "6.10.14-linuxkit",
  v: "#1 SMP PREEMPT_DYNAMIC",
  m: "aarch64",
  o: "GNU/Linux",
} as const;
