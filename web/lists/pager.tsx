import { useLocation, useNavigate } from "@solidjs/router";
import { ChevronLeft, ChevronRight } from "lucide";
import { Show } from "solid-js";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { position, type Total } from "./position.ts";

interface PagerProps {
  nextCursor: string | null;
  cursor: string | undefined;
  /** The name of page one, by the list's order: "Newest". */
  first: string;
  /** How many rows this page shows. */
  shown?: number;
  /** The total over all pages; undefined if nobody has counted. */
  total?: Total;
}

/** An earlier page: where it began, and how many rows precede it. */
interface Step {
  cursor: string | undefined;
  before: number | undefined;
}

interface PlaceInList {
  trail?: Step[];
  before?: number;
}

/**
 * Says which rows these are, with Next and the way back. A keyset cursor only leads forward, so the history entry
 * holds the steps to this page. A shared link has none and leads back to the first page.
 */
export function Pager(props: PagerProps) {
  const location = useLocation<PlaceInList>();
  const navigate = useNavigate();
  const trail = () => location.state?.trail ?? [];
  const before = () => (props.cursor ? location.state?.before : 0);

  const go = ({ cursor, before }: Step, trail: Step[]) => {
    const search = new URLSearchParams(location.search);
    if (cursor) search.set("cursor", cursor);
    else search.delete("cursor");
    const query = search.size > 0 ? `?${search}` : "";
    navigate(location.pathname + query, { state: { trail, before } });
  };

  const next = (cursor: string) => {
    const here = { cursor: props.cursor, before: before() };
    const passed = here.before === undefined ? undefined : here.before + (props.shown ?? 0);
    go({ cursor, before: passed }, [...trail(), here]);
  };
  const back = () => go(trail().at(-1) ?? { cursor: undefined, before: 0 }, trail().slice(0, -1));

  return (
    <>
      <Show when={props.shown}>
        {(shown) => <p class="position">{position(shown(), before(), props)}</p>}
      </Show>
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
    </>
  );
}
