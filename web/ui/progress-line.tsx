/** A thin line for work that takes longer than a blink; it shows itself only after 100 ms. */
export function ProgressLine(props: { active: boolean; label: string }) {
  return (
    <div class="progress-line" classList={{ active: props.active }}>
      <span class="for-screen-readers" role="status">
        {props.active ? props.label : ""}
      </span>
    </div>
  );
}
