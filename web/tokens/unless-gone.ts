import { refusalOf } from "../refusal.ts";

/** A token that is already gone counts as revoked. */
export function unlessGone(error: unknown): void {
  if (refusalOf(error).code !== "NOT_FOUND") throw error;
}
