import { withoutSecret } from "../worker/domain/tokens/token-in-text.ts";

/** Replaces an address whose query holds a whole token, before anything asks for what it says. */
export function withoutSecretsInAddress(): void {
  const { pathname, search, hash } = location;
  const query = new URLSearchParams(search);
  const harmless = new URLSearchParams([...query].map(([name, value]) => [name, withoutSecret(value)]));
  if (harmless.toString() === query.toString()) return;
  history.replaceState(history.state, "", `${pathname}?${harmless}${hash}`);
}
