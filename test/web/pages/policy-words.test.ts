import { expect, test } from "vitest";
import { affectedInWords, daysOf, inWords } from "../../../web/pages/policy/words.ts";

test.each([
  [
    { maxLifetimeDays: null, maxIdleDays: null, exemptServiceUsers: true },
    "API tokens live as long as they were given, or until they are revoked. Idle ones stay valid.",
  ],
  [
    { maxLifetimeDays: 90, maxIdleDays: null, exemptServiceUsers: true },
    "API tokens live at most 90 days. Idle ones stay valid. Those of service users are exempt.",
  ],
  [
    { maxLifetimeDays: null, maxIdleDays: 1, exemptServiceUsers: false },
    "API tokens live as long as they were given, or until they are revoked. Those that nothing used for 1 day are suspended, at the earliest 7 days after a mail.",
  ],
])("%j", (policy, words) => expect(inWords(policy)).toBe(words));

test("what is affected is counted in words", () => {
  const all = { atLeast: false };
  expect(affectedInWords({ tokens: 0, members: 0, ...all })).toBe("No token that is there now is affected.");
  expect(affectedInWords({ tokens: 1, members: 1, ...all })).toBe("1 token of 1 member is affected.");
  expect(affectedInWords({ tokens: 12, members: 3, ...all })).toBe("12 tokens of 3 members are affected.");
  expect(affectedInWords({ tokens: 19_500, members: 1_200, atLeast: true })).toBe(
    "At least 19,500 tokens of 1,200 members are affected.",
  );
});

test.each([
  ["", null],
  [" 90 ", 90],
  ["1.5", Number.NaN],
  ["-1", Number.NaN],
  ["many", Number.NaN],
])("%j days", (typed, days) => expect(daysOf(typed)).toEqual(days));
