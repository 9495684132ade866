/** Which IP addresses are out in the public internet: everything else is refused to outsiders' addresses. */
import { BlockList, isIP } from 'node:net';

/** RFC 6890 and its successors; 169.254.169.254, where clouds keep their credentials, is among the link-local ones. */
const reservedV4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Of IPv6 only 2000::/3 is public, and of that not these: Teredo and its neighbours, examples, 6to4. */
const reservedV6: readonly [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

/** An IPv4 address in the clothes of IPv6: mapped, and as an IPv6-only network translates it. */
const carriers = listOf('ipv6', [
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
]);

const closedV4 = listOf('ipv4', reservedV4);
const closedV6 = listOf('ipv6', reservedV6);
const openV6 = listOf('ipv6', [['2000::', 3]]);

export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closedV4.check(address, 'ipv4');
  if (family !== 6 || address.includes('%')) return false;
  if (carriers.check(address, 'ipv6')) return isPublicAddress(carriedV4(address));
  return openV6.check(address, 'ipv6') && !closedV6.check(address, 'ipv6');
}

/** The last 32 bits, written as IPv4. The parser of addresses brings every notation to groups of hexadecimal digits. */
function carriedV4(address: string): string {
  const tail = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::').pop() ?? '';
  const groups = ['0', '0', ...tail.split(':').filter(Boolean)].slice(-2);
  return groups
    .map((group) => Number.parseInt(group, 16))
    .flatMap((bits) => [bits >> 8, bits & 255])
    .join('.');
}

function listOf(family: 'ipv4' | 'ipv6', subnets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, family);
  return list;
}
