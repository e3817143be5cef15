import { expect, test } from "vitest";
import { Vault } from "../../worker/sign-in/secrets/vault.ts";

const [key, another] = [1, 2].map((byte) => btoa(String.fromCharCode(...new Uint8Array(32).fill(byte))));

test("what is kept is read where it belongs, and with its key alone", async () => {
  const vault = new Vault(key, undefined);
  const sealed = await vault.seal("client secret", "org_a");
  expect(sealed).not.toContain("client");
  expect(await vault.seal("client secret", "org_a")).not.toBe(sealed);
  expect(await vault.open(sealed, "org_a")).toEqual({ text: "client secret", isOld: false });
  expect(await vault.open(sealed, "org_b")).toBeNull();
  expect(await vault.open("nonsense", "org_a")).toBeNull();
  expect(await new Vault(another, undefined).open(sealed, "org_a")).toBeNull();
  expect(new Vault(undefined, undefined).hasKey).toBe(false);
});

test("an earlier key reads, while a new one takes its place", async () => {
  const sealed = await new Vault(key, undefined).seal("client secret", "org_a");
  const rotated = new Vault(another, key);
  expect(await rotated.open(sealed, "org_a")).toEqual({ text: "client secret", isOld: true });
  const anew = await rotated.seal("client secret", "org_a");
  expect(await new Vault(another, undefined).open(anew, "org_a")).toEqual({
    text: "client secret",
    isOld: false,
  });
});
