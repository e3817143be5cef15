/** How a list is sorted. In the address: `name`, or `-name` for descending. */
export interface Order {
  by: string;
  descending: boolean;
}

export function readOrder(text: string | undefined): Order | undefined {
  return text ? { by: text.replace(/^-/, ""), descending: text.startsWith("-") } : undefined;
}

export function writeOrder({ by, descending }: Order): string {
  return descending ? `-${by}` : by;
}

/** These sort latest or most first; everything else from A. */
const GREATEST_FIRST: ReadonlySet<string> = new Set([
  "created",
  "last_used",
  "last_activity",
  "members",
  "tokens",
]);

/**
 * The order after a press on a column's head: first the natural one (times latest first, everything else from A),
 * then the reverse, then undefined for the list's default.
 */
export function nextOrder(order: Order, by: string): Order | undefined {
  const first = GREATEST_FIRST.has(by);
  if (order.by !== by) return { by, descending: first };
  return order.descending === first ? { by, descending: !first } : undefined;
}

export const NEWEST_FIRST: Order = { by: "created", descending: true };

export const BY_NAME: Order = { by: "name", descending: false };

/** All orders in words, whether a column's head offers them or not. */
export type OrderInWords = Order & { label: string };

export const ORDERS_BY_TIME: readonly OrderInWords[] = [
  { ...NEWEST_FIRST, label: "Newest first" },
  { by: "created", descending: false, label: "Oldest first" },
  { by: "last_used", descending: true, label: "Last used, latest first" },
  { by: "last_used", descending: false, label: "Last used, never first" },
  { by: "expires", descending: false, label: "Expires, soonest first" },
  { by: "expires", descending: true, label: "Expires, never first" },
];

/** Both orders of a column that sorts as text. */
export function ordersByWords(head: string, by = head.toLowerCase().replace(" ", "_")): OrderInWords[] {
  return [
    { by, descending: false, label: `${head}, A to Z` },
    { by, descending: true, label: `${head}, Z to A` },
  ];
}
