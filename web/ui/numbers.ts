const COUNT = new Intl.NumberFormat("en");

/** "1,234,567" */
export function grouped(count: number): string {
  return COUNT.format(count);
}

/** "$0.36"; "$0.125" where so many digits are asked for. */
export function dollars(amount: number, mostDigits = 2): string {
  const format = { style: "currency", currency: "USD", maximumFractionDigits: mostDigits } as const;
  return new Intl.NumberFormat("en", format).format(amount);
}
