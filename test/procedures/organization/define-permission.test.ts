import { describe, expect, test } from "vitest";
import { team } from "../../factories/team.ts";
import { refusalOf } from "../../world/refusals.ts";

const description = "Can read reports";

describe("organization.definePermission", () => {
  test("gives a permission endpoints, which count from then on", async () => {
    const { superuser, reach, sentences } = await team();
    const { definePermission } = superuser.organization;
    expect(await reach("GET", "/health")).toBe("ok");
    const defined = await definePermission.mutate({
      key: "reports:read",
      description,
      endpoints: ["GET /reports", "GET /reports/"],
    });
    expect(defined.endpoints).toEqual(["GET /reports"]);
    expect(await reach("GET", "/reports")).toBe("ok");
    expect(await reach("GET", "/health")).toBe("endpoint-not-granted");
    expect((await sentences())[0]).toBe(
      "Samuel Okafor changed the endpoints of reports:read: added GET /reports.",
    );
    // Omitted fields stay, given ones replace.
    await definePermission.mutate({ key: "reports:read", description: "Can see reports" });
    const home = await superuser.organization.home.query();
    expect("apiPermissions" in home && home.apiPermissions[0]).toEqual({
      key: "reports:read",
      description: "Can see reports",
      endpoints: ["GET /reports"],
    });
    const current = await superuser.session.current.query();
    expect(current?.permissionCatalogue.find(({ key }) => key === "reports:read")?.endpoints).toEqual([
      "GET /reports",
    ]);
    await superuser.organization.setUnlistedEndpoints.mutate({ unlisted: "allow" });
    expect(await reach("GET", "/health")).toBe("ok");
    await superuser.organization.setUnlistedEndpoints.mutate({ unlisted: "refuse" });
    await definePermission.mutate({ key: "reports:read", description, endpoints: [] });
    expect(await reach("GET", "/health")).toBe("ok");
  });

  test.each([
    [["GET /a", "GET  /b"], "endpoint-invalid", "endpoints.1"],
    [["GET /a/{b}.json"], "endpoint-invalid", "endpoints.0"],
    [[7], "endpoints-invalid", "endpoints.0"],
    ["GET /a", "endpoints-invalid", "endpoints"],
  ])("refuses %j", async (endpoints, reason, field) => {
    const { superuser } = await team();
    const defining = superuser.organization.definePermission.mutate({
      key: "a",
      description,
      endpoints: endpoints as string[],
    });
    expect(await refusalOf(defining)).toMatchObject({ code: "BAD_REQUEST", reason, field });
  });

  test("takes 100 endpoints of one permission, and 1,000 of all", async () => {
    const { superuser } = await team();
    const define = (n: number, many: number) =>
      superuser.organization.definePermission.mutate({
        key: `p${n}`,
        description,
        endpoints: Array.from({ length: many }, (_, m) => `GET /${n}/${m}`),
      });
    const tooMany = { code: "CONFLICT", reason: "too-many-endpoints" };
    expect(await refusalOf(define(0, 101))).toMatchObject(tooMany);
    for (let n = 0; n < 10; n++) await define(n, 100);
    expect(await refusalOf(define(10, 1))).toMatchObject(tooMany);
  });

  test("describes one anew, and says what was", async () => {
    const { superuser, sentences } = await team();
    const { definePermission } = superuser.organization;
    await definePermission.mutate({ key: "invoices:read", description: "Can read invoices" });
    await definePermission.mutate({ key: "invoices:read", description: "Can see invoices" });
    await definePermission.mutate({ key: "invoices:read", description: "Can see invoices" });
    const home = await superuser.organization.home.query();
    expect("apiPermissions" in home && home.apiPermissions.at(-1)).toEqual({
      key: "invoices:read",
      description: "Can see invoices",
      endpoints: [],
    });
    const told = (await sentences()).filter((one) => one.includes("invoices:read"));
    expect(told).toHaveLength(2);
    expect(told[0]).toMatch(/“Can read invoices”.*“Can see invoices”/);
  });

  test("of several defined at one moment none is lost", async () => {
    const { superuser } = await team();
    const keys = ["a:1", "a:2", "a:3"];
    await Promise.all(
      keys.map((key) => superuser.organization.definePermission.mutate({ key, description: `Can ${key}` })),
    );
    const home = await superuser.organization.home.query();
    const defined = "apiPermissions" in home ? home.apiPermissions.map(({ key }) => key) : [];
    expect(defined).toEqual(expect.arrayContaining(keys));
  });

  test.each([
    ["tokens.personal", "permission-built-in"],
    ["tokens.mine", "permission-built-in"],
    ["a b", "permission-key-invalid"],
    ["", "permission-key-invalid"],
    ["é", "permission-key-invalid"],
    ['"', "permission-key-invalid"],
  ])("the key %j is refused", async (key, reason) => {
    const { superuser } = await team();
    const define = superuser.organization.definePermission.mutate({ key, description: "Can" });
    expect(await refusalOf(define)).toEqual({ code: "BAD_REQUEST", reason, field: "key" });
  });

  test("is a superuser's", async () => {
    const { member } = await team();
    const define = member.organization.definePermission.mutate({ key: "a", description });
    expect(await refusalOf(define)).toEqual({ code: "FORBIDDEN", reason: "role-too-low" });
  });
});
