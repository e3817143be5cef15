import { expect, test } from "vitest";
import { browserName } from "../../../web/secondary-tokens/browser-name.ts";

test.each([
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Windows"],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Safari/605.1.15",
    "Safari on macOS",
  ],
  [
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
    "Chrome on Android",
  ],
  ["", "Unknown browser"],
  [null, "Unknown browser"],
])("a session of %j is called %s", (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name);
});

test("whatever it calls itself, a session has a name", () => {
  expect(browserName("\u0000 ((((")).not.toBe("");
});
