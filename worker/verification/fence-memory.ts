import type { StoredFence } from "../../db/restores/fences.ts";
import { atMost, type Pace } from "./pace.ts";

/** What one isolate knows of the fence, and what it is doing about it. */
export class FenceMemory {
  /** The newest fence that KV has returned or this isolate has left. */
  known: StoredFence | null = null;
  /** Whether D1 holds it. */
  confirmed = false;
  /** D1 was put back: it lacks a fence that KV holds. */
  restored = false;
  /** The fence whose lack was recorded in D1. */
  noted: string | null = null;

  /** When KV last answered or failed to (ms UTC). */
  askedAt = Number.NEGATIVE_INFINITY;
  /** Whether it answered. */
  answered = false;
  asking: { since: number; done: Promise<void> } | null = null;
  /** When the next read is planned. */
  plannedFor = Number.NEGATIVE_INFINITY;

  /** Since when a fence is being left (ms UTC). */
  leavingSince: number | null = null;
  /** A few at once, and four a minute. */
  readonly pace: Pace = atMost(5, 15_000);
}
