const ticks = [];

export function nextTick(callback, ...args) {
  ticks.push([callback, args]);
  if (ticks.length === 1) queueMicrotask(runTicks);
}

function runTicks() {
  for (let next = ticks.shift(); next; next = ticks.shift()) next[0](...next[1]);
}
