import type { StoredFence } from "../../db/restores/fences.ts";
import { atMost, type Pace } from "./pace.ts";

/** What one isolate knows of the fence, and is doing about it. */
export class FenceMemory {
  /** The newest that KV has told, or that this isolate has left. */
  known: StoredFence | null = null;
  /** It was found in D1. */
  confirmed = false;
  /** D1 was put back: it lacks a fence that KV knew. */
  restored = false;
  /** The fence whose lack was noted in D1. */
  noted: string | null = null;

  /** When KV was last asked and has answered, or failed to (ms UTC). */
  askedAt = Number.NEGATIVE_INFINITY;
  /** Whether it did answer. */
  answered = false;
  asking: { since: number; done: Promise<void> } | null = null;
  /** For when the next question is planned. */
  plannedFor = Number.NEGATIVE_INFINITY;

  /** Since when somebody is about to leave a fence (ms UTC). */
  leavingSince: number | null = null;
  /** A few at once, and four a minute. */
  readonly pace: Pace = atMost(5, 15_000);
}
