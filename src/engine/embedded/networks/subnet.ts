import { isIpv4 } from "../../../posix/ip.js";

/** A range of IPv4 addresses: `172.18.0.0/16`. */
export interface Subnet {
  readonly first: number;
  readonly prefixLength: number;
}

/** `undefined` for what is none; one of IPv6 is none here. */
export function parseSubnet(text: string): Subnet | undefined {
  const [address = "", length = ""] = text.split("/");
  if (!isIpv4(address) || !/^\d{1,2}$/.test(length) || Number(length) > 32) return undefined;
  const prefixLength = Number(length);
  return { first: numberOf(address) - (numberOf(address) % sizeOf(prefixLength)), prefixLength };
}

export function overlap(one: Subnet, other: Subnet): boolean {
  return (
    one.first < other.first + sizeOf(other.prefixLength) && other.first < one.first + sizeOf(one.prefixLength)
  );
}

/** The address at that place of the subnet. */
export function addressAt({ first }: Subnet, offset: number): string {
  const number = first + offset;
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
}

/** The lowest that nobody has; neither the network's own address nor the one for all. */
export function freeAddress(subnet: Subnet, taken: ReadonlySet<string>): string | undefined {
  const last = sizeOf(subnet.prefixLength) - 2;
  for (let offset = 1; offset <= last; offset++) {
    const address = addressAt(subnet, offset);
    if (!taken.has(address)) return address;
  }
  return undefined;
}

export function isWithin(address: string, { first, prefixLength }: Subnet): boolean {
  return (
    isIpv4(address) && Math.floor(numberOf(address) / sizeOf(prefixLength)) === first / sizeOf(prefixLength)
  );
}

export function subnetText(subnet: Subnet): string {
  return `${addressAt(subnet, 0)}/${subnet.prefixLength}`;
}

/** Docker's bridge makes the hardware's address of the network's: `02:42:ac:11:00:02`. */
export function macOf(address: string): string {
  const digits = address.split(".").map((part) => Number(part).toString(16).padStart(2, "0"));
  return ["02", "42", ...digits].join(":");
}

/** What Docker takes for networks without a subnet of their own, in its order. */
export function* defaultPools(): Generator<Subnet> {
  for (let second = 17; second <= 31; second++)
    yield { first: numberOf(`172.${second}.0.0`), prefixLength: 16 };
  for (let third = 0; third < 256; third += 16)
    yield { first: numberOf(`192.168.${third}.0`), prefixLength: 20 };
}

function numberOf(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

function sizeOf(prefixLength: number): number {
  return 2 ** (32 - prefixLength);
}
