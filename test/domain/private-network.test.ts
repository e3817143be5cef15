import { expect, test } from "vitest";
import { isPrivateAddress, isPrivateHost } from "../../worker/domain/private-network.ts";

const hostOf = (host: string) => new URL(`http://${host}/`).hostname;

test.each([
  "localhost",
  "LOCALHOST.",
  "tokens.localhost",
  "127.0.0.1",
  "127.9.9.9",
  "2130706433",
  "0x7f.1",
  "0.0.0.0",
  "0",
  "10.0.0.7",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.20",
  "169.254.1.1",
  "100.64.0.1",
  "[::]",
  "[::1]",
  "[fd12::7]",
  "[fc00::1]",
  "[fe80::1]",
  "[::ffff:10.0.0.1]",
  "latchkey",
  "latchkey.test",
  "latchkey.local",
  "tokens.home.arpa",
  "tokens.corp.internal",
])("%s is private", (host) => expect(isPrivateHost(hostOf(host))).toBe(true));

test.each([
  "latchkey.example.com",
  "localhost.example.com",
  "notlocalhost.com",
  "internal.example.com",
  "test.com",
  "8.8.8.8",
  "172.32.0.1",
  "172.15.0.1",
  "11.0.0.1",
  "192.169.0.1",
  "100.128.0.1",
  "1.127.0.1",
  "[2001:db8::1]",
  "[::ffff:8.8.8.8]",
  "[fec0::1]",
  "10.example.com",
  "127.0.0.1.example.com",
  "10.0.0.1.nip.io",
])("%s is not", (host) => expect(isPrivateHost(hostOf(host))).toBe(false));

test.each(["127.0.0.1", "::1", "10.1.2.3", "fd00::1", "::ffff:192.168.0.1"])(
  "the address %s is private",
  (address) => expect(isPrivateAddress(address)).toBe(true),
);

test.each([
  "",
  "unknown",
  "localhost",
  "203.0.113.7",
  "2001:db8::1",
  "10.0.0.1, 8.8.8.8",
  "a:b@10.0.0.1",
  "7f000001",
])("the address %j is not", (address) => expect(isPrivateAddress(address)).toBe(false));
