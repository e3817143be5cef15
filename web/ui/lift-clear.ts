const PRESSED = "button, a[href], input, select, textarea, summary";
const STEP_PX = 8;

/** Lifts what floats above the page to where it covers no control; without such a place, it stays. */
export function liftClear(floating: HTMLElement): void {
  floating.style.marginBottom = "0px";
  const { top, bottom, left, right } = floating.getBoundingClientRect();
  const below = [...document.querySelectorAll(PRESSED)]
    .filter((element) => !floating.contains(element))
    .map((element) => element.getBoundingClientRect())
    .filter((box) => box.width > 1 && box.left < right && box.right > left);
  for (let lift = 0; lift < top; lift += STEP_PX) {
    if (below.some((box) => box.top < bottom - lift && box.bottom > top - lift)) continue;
    floating.style.marginBottom = `${lift}px`;
    return;
  }
}
