import { expect, test } from "vitest";
import { clientNetwork } from "../../worker/domain/client-network.ts";

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["2001:db8:0:7::1", "2001:db8:0:7::/64"],
  ["2001:db8:0:7:ffff:ffff:ffff:ffff", "2001:db8:0:7::/64"],
  ["2001:DB8::7:0:0:0:1", "2001:db8:0:7::/64"],
  ["2001:db8::", "2001:db8:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1", "fe80:0:0:0::/64"],
  ["1:2:3:4:5:6:7:8", "1:2:3:4::/64"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["::ffff:c000:207", "192.0.2.7"],
  ["unknown", "unknown"],
  ["", ""],
  ["not:an:address", "not:an:address"],
])("%s stands for %s", (address, network) => {
  expect(clientNetwork(address)).toBe(network);
});
