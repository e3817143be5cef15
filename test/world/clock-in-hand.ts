import { afterEach, beforeEach, vi } from "vitest";

/** In each test of the file that calls this, time stands still until the test lets it pass. */
export function clockInHand(): void {
  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ["Date", "setTimeout", "clearTimeout"],
      now: Date.parse("2026-11-21T10:00:00Z"),
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}
