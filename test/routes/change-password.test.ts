import { beforeAll, expect, test } from "vitest";
import { anonymous, withDemo } from "../world/in-workerd.ts";

beforeAll(withDemo);

test("GET /.well-known/change-password leads password managers to where one changes it", async () => {
  const answer = await anonymous().fetch("/.well-known/change-password");
  expect(answer.status).toBe(303);
  expect(answer.headers.get("Location")).toBe("/user?dialog=change-password");
  expect(answer.headers.get("Cache-Control")).toBe("no-store");
});
