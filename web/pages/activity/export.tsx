import { Download } from "lucide";
import { For } from "solid-js";
import { Icon } from "../../ui/icon.tsx";

const FORMATS = [
  { ending: "csv", label: "CSV" },
  { ending: "ndjson", label: "NDJSON" },
];

/** Exports the activity, of all or of one person. The browser downloads the file, which may be long. */
export function Export(props: { userId: string | undefined }) {
  const query = () => (props.userId ? `?${new URLSearchParams({ user: props.userId })}` : "");
  return (
    <div class="page-actions">
      <For each={FORMATS}>
        {({ ending, label }) => (
          <a class="button plain" href={`/export/activity.${ending}${query()}`} download="" rel="external">
            <Icon of={Download} size={16} />
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
