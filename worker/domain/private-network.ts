const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;
/**
 * RFC 1122 §3.2.1.3 (0 is “this network”), RFC 1918, RFC 3927, and RFC 6598, which is shared but not part of the internet
 * either.
 */
const PRIVATE_IPV4 =
  /^(0|127|10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
/** RFC 4193, RFC 4291 §2.5.6. */
const PRIVATE_IPV6 = /^(f[cd]|fe[89ab])/;
/** RFC 4291 §2.5.5.2, as URLs write it. */
const MAPPED_IPV4 = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;

/** RFC 6761, RFC 6762, RFC 8375, and names that ICANN reserves for private use. */
const PRIVATE_DOMAINS = [".localhost", ".test", ".local", ".home.arpa", ".internal"];

/**
 * Whether a host, as `URL.hostname` has it, is on this machine or in a private network: a reserved name, a name
 * without a dot, or an address that the internet does not route.
 */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, "");
  if (host.startsWith("[")) return isPrivateIpv6(host.slice(1, -1));
  if (IPV4.test(host)) return PRIVATE_IPV4.test(host);
  return host !== "" && (!host.includes(".") || PRIVATE_DOMAINS.some((domain) => host.endsWith(domain)));
}

/** Whether the internet does not route an IP address, in any of its spellings. */
export function isPrivateAddress(address: string): boolean {
  if (IPV4.test(address)) return isPrivateHost(address);
  const url = `http://[${address}]`;
  return /^[0-9a-f:.]+$/i.test(address) && URL.canParse(url) && isPrivateHost(new URL(url).hostname);
}

function isPrivateIpv6(address: string): boolean {
  const mapped = MAPPED_IPV4.exec(address);
  if (!mapped) return address === "::" || address === "::1" || PRIVATE_IPV6.test(address);
  const bytes = mapped
    .slice(1)
    .flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]);
  return PRIVATE_IPV4.test(bytes.join("."));
}
