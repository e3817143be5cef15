import type { JSX } from "solid-js";

const drawn = document.querySelector(".opening > .brand");
if (!drawn) throw new Error("index.html has no brand");

/**
 * The mark and the name as index.html draws them before any script runs. The mark is public/favicon.svg in the
 * theme's accent colour.
 */
export function Brand(): JSX.Element {
  return drawn?.cloneNode(true);
}
