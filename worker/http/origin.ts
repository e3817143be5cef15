/** Of a request's address, which is normalised: cut out, as every request would pay for taking the whole apart. */
export function originOf(url: string): string {
  return url.slice(0, url.indexOf("/", url.indexOf("//") + "//".length));
}
