import { options } from "./calls.js";
import { process } from "./process.js";

export const os = {
  EOL: "\n",
  platform: () => "linux",
  type: () => "Linux",
  arch: () => "arm64",
  machine: () => "aarch64",
  endianness: () => "LE",
  release: () => options.release,
  version: () => "#1 SMP PREEMPT_DYNAMIC",
  hostname: () => options.hostname,
  homedir: () => process.env.HOME || "/root",
  tmpdir: () => process.env.TMPDIR || "/tmp",
  cpus: () => [{ model: "unknown", speed: 0, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } }],
  availableParallelism: () => 1,
  totalmem: () => options.memoryLimit,
  freemem: () => options.memoryLimit - host("memory"),
  uptime: () => performance.now() / 1000,
  loadavg: () => [0, 0, 0],
  networkInterfaces: () => ({}),
  userInfo: () => ({
    uid: options.uid,
    gid: options.gid,
    username: options.user,
    homedir: os.homedir(),
    shell: "/bin/bash",
  }),
  constants: { signals: { SIGINT: 2, SIGKILL: 9, SIGTERM: 15 } },
};
