/** The mark is the same drawing as public/favicon.svg, in the accent colour of the theme. */
export function Brand() {
  return (
    <span class="brand">
      <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
        <rect class="brand-plate" width="32" height="32" rx="8" />
        <g class="brand-key">
          <circle cx="11.5" cy="16" r="4.5" />
          <path d="M16 16h9.5v4M21 16v3" />
        </g>
      </svg>
      Latchkey
    </span>
  );
}
