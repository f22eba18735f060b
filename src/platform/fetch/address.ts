import ipaddr from "ipaddr.js";

/**
 * Whether an address is somebody's public one. All else is refused: private, loopback, link-local, carrier-grade NAT,
 * documentation, multicast and reserved ranges, and IPv6 forms that carry an IPv4 address inside (RFC 6890).
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast") return false;
  if (parsed.kind() === "ipv4") return !(parsed as ipaddr.IPv4).match(ipaddr.IPv4.parseCIDR("192.0.0.0/24")) && !(parsed as ipaddr.IPv4).match(ipaddr.IPv4.parseCIDR("198.18.0.0/15"));
  const six = parsed as ipaddr.IPv6;
  // Only global unicast; site-local, the discard prefix and the NAT64 prefixes are none of ours.
  return six.match(ipaddr.IPv6.parseCIDR("2000::/3")) && !["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"].some((range) => six.match(ipaddr.IPv6.parseCIDR(range)));
}
