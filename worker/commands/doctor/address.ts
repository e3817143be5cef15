import type { CommandPlace } from "../d1/place.ts";
import { type Finding, unwell, well } from "./finding.ts";

const PART = "address";
const PATIENCE_MS = 15_000;

/** Whether the deployment answers at the address of its links. The local one runs only while `npm run dev` does. */
export async function examineAddress({ origin, local }: CommandPlace): Promise<Finding> {
  if (local) return well(PART, `${origin}, while npm run dev runs.`);
  if (origin === null) {
    return unwell(PART, "PUBLIC_ORIGIN is not set: no mail with a link is sent.", "npm run deploy sets it.");
  }
  try {
    const answer = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    const words = (await answer.text()).slice(0, 200).trim();
    if (answer.ok) return well(PART, `${origin}/healthz answers ${words}`);
    return unwell(
      PART,
      `${origin}/healthz answers ${answer.status} ${words}`,
      answer.status === 503
        ? "npm run deploy brings database and Worker together."
        : "Look into the Worker's log: npx wrangler tail.",
    );
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    return unwell(
      PART,
      `${origin} does not answer: ${cause}.`,
      "A new domain takes some minutes. Otherwise look whether it is a zone of this account, and under Workers & Pages → Settings → Domains.",
    );
  }
}
