/** `GET /reports/{id}`; words for the rest of many routes. */
export function Request(props: { method: string; route: string }) {
  return (
    <code class="request">
      {props.route === "other" ? "other requests" : `${props.method} ${props.route}`.trim() || "unknown"}
    </code>
  );
}
