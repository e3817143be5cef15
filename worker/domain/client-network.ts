const MAPPED = /^0:0:0:0:0:ffff:([0-9a-f]+):([0-9a-f]+)$/;

/** An IPv6 client holds a whole network, of at least this size (RFC 6177): four of eight groups. */
const NETWORK_GROUPS = 4;

/**
 * The client that tries are counted for: an IPv4 address itself, or the /64 of an IPv6 address, within which anybody
 * can change theirs at will. Any other text stands for itself.
 */
export function clientNetwork(address: string): string {
  if (!address.includes(":")) return address;
  const groups = groupsOf(address);
  if (groups === null) return address;
  const mapped = MAPPED.exec(groups.join(":"));
  if (mapped) return dotted(mapped[1] as string, mapped[2] as string);
  return `${groups.slice(0, NETWORK_GROUPS).join(":")}::/64`;
}

/** The eight groups, as the URL standard writes them. */
function groupsOf(address: string): string[] | null {
  const url = `http://[${address}]/`;
  if (!URL.canParse(url)) return null;
  const [head = "", tail] = new URL(url).hostname.slice(1, -1).split("::");
  const before = head === "" ? [] : head.split(":");
  if (tail === undefined) return before;
  const after = tail === "" ? [] : tail.split(":");
  return [...before, ...Array(8 - before.length - after.length).fill("0"), ...after];
}

function dotted(high: string, low: string): string {
  return [high, low]
    .map((group) => Number.parseInt(group, 16))
    .flatMap((group) => [group >> 8, group & 255])
    .join(".");
}
