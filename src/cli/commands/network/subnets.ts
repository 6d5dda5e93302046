/** Whether an address, or a range of them, lies in a subnet. */
export function isInSubnet(address: string, subnet: string): boolean {
  const [bits, length] = bitsOf(subnet);
  const [own] = bitsOf(address);
  return bits !== "" && own.length === bits.length && own.slice(0, length) === bits.slice(0, length);
}

/** An address as ones and zeros, and how many of them are the network's. */
function bitsOf(text: string): readonly [bits: string, length: number] {
  const [address = "", length = ""] = text.split(/\//);
  const bits = address.includes(":") ? ipv6Bits(address) : ipv4Bits(address);
  return [bits, length === "" ? bits.length : Number(length)];
}

function ipv4Bits(address: string): string {
  return address
    .split(".")
    .map((part) => Number(part).toString(2).padStart(8, "0"))
    .join("");
}

function ipv6Bits(address: string): string {
  const [head = "", tail] = address.split("::");
  const groups = (part: string): string[] => (part === "" ? [] : part.split(":"));
  const [first, last] = [groups(head), tail === undefined ? [] : groups(tail)];
  const missing = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  return [...first, ...Array.from({ length: missing }, () => "0"), ...last]
    .map((group) => Number.parseInt(group, 16).toString(2).padStart(16, "0"))
    .join("");
}
