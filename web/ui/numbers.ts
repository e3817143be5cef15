/* The first formatter of `Intl` takes a browser about 25 ms, a slow one 100 ms. */

/** "1,234,567" */
export function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ",");
}

/** "$0.36"; "$0.125" if so many digits are asked for. Not negative. */
export function dollars(amount: number, mostDigits = 2): string {
  const [whole = "", part = ""] = amount.toFixed(mostDigits).split(".");
  return `$${grouped(Number(whole))}.${part.replace(/(?<=^\d{2}\d*?)0+$/, "")}`;
}
