import { describe, expect, test } from "vitest";
import { isolate } from "../../factories/isolate.ts";
import { memberToLeave, statusOf } from "../../factories/member-to-leave.ts";
import { count } from "../../factories/rows.ts";
import { origin } from "../../world/in-workerd.ts";
import { refusalOf } from "../../world/refusals.ts";

describe("profile.deleteAccount", () => {
  test("takes somebody out of every organization, and forgets address, password and links", async () => {
    const { here, client, user, token, other } = await memberToLeave({ elsewhere: "member" });
    await here.anonymous({ origin }).rpc.session.forgotPassword.mutate({ email: user.email ?? "" });
    await client.rpc.profile.deleteAccount.mutate();
    for (const text of [token, other?.tokens[0]?.text ?? ""])
      expect(await statusOf(isolate(), text)).toBe(401);
    for (const table of ["user WHERE id", "membership WHERE user_id", "one_time_link WHERE user_id"]) {
      expect(await count(`${table} = ?`, user.id)).toBe(0);
    }
  });

  test("changes nothing where they are the last Master Admin anywhere", async () => {
    const { client, user, token, other } = await memberToLeave({ elsewhere: "master_admin" });
    expect(await refusalOf(client.rpc.profile.deleteAccount.mutate())).toMatchObject({
      reason: "last-master-admin",
    });
    for (const text of [token, other?.tokens[0]?.text ?? ""])
      expect(await statusOf(isolate(), text)).toBe(200);
    expect(await count("membership WHERE user_id = ?", user.id)).toBe(2);
  });
});
