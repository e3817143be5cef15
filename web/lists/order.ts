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

/**
 * What a press on the head of a column leads to: times begin with the latest, all else with A; then the other way
 * round; then back to the list's usual order, which is undefined.
 */
export function nextOrder(order: Order | undefined, by: string): Order | undefined {
  const first = by === "last_used" || by === "created";
  if (order?.by !== by) return { by, descending: first };
  return order.descending === first ? { by, descending: !first } : undefined;
}
