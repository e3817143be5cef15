import { refusalOf } from "../refusal.ts";

/** A token that is gone already is as revoked as it was asked to be. */
export function unlessGone(error: unknown): void {
  if (refusalOf(error).code !== "NOT_FOUND") throw error;
}
