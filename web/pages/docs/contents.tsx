import { ChevronDown } from "lucide";
import { createSignal, For, onCleanup, onMount } from "solid-js";
import { Icon } from "../../ui/icon.tsx";
import type { ChapterPlace, Place } from "./places.ts";

/** How near to the top of the window a heading counts as being read. */
const READING_LINE_PX = 140;

/** The page's contents: beside it, or on narrow screens behind a button that stays in sight. */
export function Contents(props: { chapters: readonly ChapterPlace[] }) {
  const [current, setCurrent] = createSignal<string>();
  const [open, setOpen] = createSignal(false);
  const places = () => props.chapters.flatMap((chapter) => [chapter, ...(chapter.parts ?? [])]);
  let list: HTMLUListElement | undefined;
  let button: HTMLButtonElement | undefined;

  const look = () => {
    const id = placeBeingRead(places());
    if (id === current()) return;
    setCurrent(id);
    keepInSight(list, id);
  };

  onMount(() => {
    let frame = 0;
    const scrolled = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(look);
    };
    addEventListener("scroll", scrolled, { passive: true });
    look();
    onCleanup(() => {
      cancelAnimationFrame(frame);
      removeEventListener("scroll", scrolled);
    });
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open()) return;
    setOpen(false);
    button?.focus();
  };
  const titleBeingRead = () => places().find(({ id }) => id === current())?.title ?? "On this page";

  const link = (place: Place) => (
    <a
      class="contents-link"
      href={`/docs#${place.id}`}
      rel="external"
      aria-current={current() === place.id ? "true" : undefined}
      onClick={() => setOpen(false)}
    >
      {place.title}
    </a>
  );

  return (
    <nav class="contents" classList={{ open: open() }} aria-label="On this page" onKeyDown={onKeyDown}>
      <button
        type="button"
        class="contents-button"
        aria-expanded={open()}
        aria-controls="contents-list"
        ref={(element) => (button = element)}
        onClick={() => setOpen(!open())}
      >
        <span class="for-screen-readers">On this page: </span>
        <span class="contents-now">{titleBeingRead()}</span>
        <Icon of={ChevronDown} size={16} />
      </button>
      <ul id="contents-list" class="contents-list" ref={(element) => (list = element)}>
        <For each={props.chapters}>
          {(chapter) => (
            <li>
              {link(chapter)}
              <ul>
                <For each={chapter.parts}>{(part) => <li>{link(part)}</li>}</For>
              </ul>
            </li>
          )}
        </For>
      </ul>
    </nav>
  );
}

/** The last heading above the reading line; at the end of the page, the last of all. */
function placeBeingRead(places: readonly Place[]): string | undefined {
  const page = document.documentElement;
  if (page.scrollHeight - page.clientHeight - page.scrollTop < 2 && page.scrollTop > 0) {
    return places.at(-1)?.id;
  }
  return places.findLast(({ id }) => {
    const heading = document.getElementById(id);
    return heading && heading.getBoundingClientRect().top < READING_LINE_PX;
  })?.id;
}

/** Scrolls the list alone, never the page. */
function keepInSight(list: HTMLElement | undefined, id: string | undefined): void {
  const link = list?.querySelector<HTMLElement>(`[href$="#${id}"]`);
  if (!list || !link || list.scrollHeight <= list.clientHeight) return;
  const above = link.getBoundingClientRect().top - list.getBoundingClientRect().top;
  if (above < 0 || above > list.clientHeight - link.offsetHeight)
    list.scrollTop += above - list.clientHeight / 3;
}
