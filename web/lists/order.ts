/** How a list is sorted. In the address it is `name`, or `-name` for descending. */
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

/** What begins with the latest, or the most; all else begins with A. */
const GREATEST_FIRST: ReadonlySet<string> = new Set([
  "created",
  "last_used",
  "last_activity",
  "members",
  "tokens",
]);

/**
 * What a press on the head of a column leads to: its first order, then the other way round, then back to the list's
 * usual order, which is undefined.
 */
export function nextOrder(order: Order, by: string): Order | undefined {
  const first = GREATEST_FIRST.has(by);
  if (order.by !== by) return { by, descending: first };
  return order.descending === first ? { by, descending: !first } : undefined;
}

export const NEWEST_FIRST: Order = { by: "created", descending: true };

export const BY_NAME: Order = { by: "name", descending: false };

/** Orders in words: all of them, whether a column has them in its head or not. */
export type OrderInWords = Order & { label: string };

export const ORDERS_BY_TIME: readonly OrderInWords[] = [
  { ...NEWEST_FIRST, label: "Newest first" },
  { by: "created", descending: false, label: "Oldest first" },
  { by: "last_used", descending: true, label: "Last used, latest first" },
  { by: "last_used", descending: false, label: "Last used, never first" },
  { by: "expires", descending: false, label: "Expires, soonest first" },
  { by: "expires", descending: true, label: "Expires, never first" },
];

/** Both ways by a column that is sorted as words are. */
export function ordersByWords(head: string, by = head.toLowerCase().replace(" ", "_")): OrderInWords[] {
  return [
    { by, descending: false, label: `${head}, A to Z` },
    { by, descending: true, label: `${head}, Z to A` },
  ];
}
