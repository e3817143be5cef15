import { expect, test } from "vitest";
import { isLocalOrigin } from "../../worker/domain/local-origin.ts";

test.each([
  "http://localhost:8787",
  "http://latchkey.localhost",
  "https://latchkey.test",
  "http://127.0.0.1:8787",
  "http://10.1.2.3",
  "http://172.16.0.1",
  "http://172.31.255.255:80",
  "http://192.168.1.7:8787",
  "http://[::1]:8787",
  "http://[fd12::7]",
  "http://[fe80::1]",
])("%s is local", (origin) => {
  expect(isLocalOrigin(origin)).toBe(true);
});

test.each([
  "https://evil.example",
  "https://localhost.evil.example",
  "https://evillocalhost",
  "https://192.168.1.7.evil.example",
  "https://172.32.0.1",
  "https://11.0.0.1",
  "https://[2001:db8::1]",
  "https://latchkey.workers.dev",
  "",
  "null",
])("%j is not", (origin) => {
  expect(isLocalOrigin(origin)).toBe(false);
});
