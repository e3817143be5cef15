import { useLocation, useNavigate } from "@solidjs/router";
import { ChevronLeft, ChevronRight } from "lucide";
import { Show } from "solid-js";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";

interface PagerProps {
  nextCursor: string | null;
  cursor: string | undefined;
  /** What page one is called, in the order of the list: "Newest". */
  first: string;
}

/**
 * Next, and the way back. A keyset cursor only leads forward, so the history entry carries the cursors
 * that led to this page; a shared link has none, and leads back to the first page.
 */
export function Pager(props: PagerProps) {
  const location = useLocation<{ trail?: string[] }>();
  const navigate = useNavigate();
  const trail = () => location.state?.trail ?? [];

  const go = (cursor: string | undefined, trail: string[]) => {
    const search = new URLSearchParams(location.search);
    if (cursor) search.set("cursor", cursor);
    else search.delete("cursor");
    const query = search.size > 0 ? `?${search}` : "";
    navigate(location.pathname + query, { state: { trail } });
  };

  const next = (cursor: string) => go(cursor, [...trail(), props.cursor ?? ""]);
  const back = () => go(trail().at(-1) || undefined, trail().slice(0, -1));

  return (
    <Show when={props.cursor || props.nextCursor}>
      <nav class="pager" aria-label="Pages">
        <Show when={props.cursor}>
          <Button onClick={back}>
            <Icon of={ChevronLeft} size={16} />
            {trail().length > 0 ? "Previous" : props.first}
          </Button>
        </Show>
        <Show when={props.nextCursor}>
          {(cursor) => (
            <Button class="pager-next" onClick={() => next(cursor())}>
              Next
              <Icon of={ChevronRight} size={16} />
            </Button>
          )}
        </Show>
      </nav>
    </Show>
  );
}
