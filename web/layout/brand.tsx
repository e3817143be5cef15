import type { JSX } from "solid-js";

const drawn = document.querySelector(".opening > .brand");
if (!drawn) throw new Error("index.html has no brand");

/**
 * The mark and the name as index.html draws them, which shows them before there is any script. The mark is the
 * same drawing as public/favicon.svg, in the accent colour of the theme.
 */
export function Brand(): JSX.Element {
  return drawn?.cloneNode(true);
}
