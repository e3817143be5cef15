import Download from "lucide-solid/icons/download";
import { For } from "solid-js";

const FORMATS = [
  { ending: "csv", label: "CSV" },
  { ending: "ndjson", label: "NDJSON" },
];

/** All of the activity, or of one person, as a file. The browser downloads it: it may be long. */
export function Export(props: { userId: string | undefined }) {
  const query = () => (props.userId ? `?${new URLSearchParams({ user: props.userId })}` : "");
  return (
    <div class="page-actions">
      <For each={FORMATS}>
        {({ ending, label }) => (
          <a class="button plain" href={`/export/activity.${ending}${query()}`} download="" rel="external">
            <Download size={16} aria-hidden="true" />
            <span>
              <span class="for-screen-readers">Export as </span>
              {label}
            </span>
          </a>
        )}
      </For>
    </div>
  );
}
