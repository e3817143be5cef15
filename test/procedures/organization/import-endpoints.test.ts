import { describe, expect, test } from "vitest";
import { team } from "../../factories/team.ts";
import { anonymous, origin } from "../../world/in-workerd.ts";
import { refusalOf } from "../../world/refusals.ts";

describe("organization.importEndpoints", () => {
  const document = {
    openapi: "3.1.0",
    servers: [{ url: "https://api.example/v1" }],
    paths: {
      "/reports": { get: { security: [{ oauth: ["reports:read"] }] } },
      "/reports/{id}": { delete: { security: [{ oauth: ["reports:purge"] }] } },
      "/health": { get: {} },
    },
  };

  test("shows what it would change, and changes it once it is applied, in one activity", async () => {
    const { superuser, reach, sentences } = await team();
    const seen = await superuser.organization.importEndpoints.mutate({ document, apply: false });
    expect(seen).toMatchObject({
      permissions: [
        { key: "reports:read", endpoints: ["GET /v1/reports"], change: "changed" },
        { key: "reports:purge", endpoints: ["DELETE /v1/reports/{id}"], change: "new" },
      ],
      unassigned: ["GET /v1/health"],
      refused: [],
    });
    expect(await reach("DELETE", "/v1/reports/1")).toBe("ok");
    const applied = await superuser.organization.importEndpoints.mutate({
      document: JSON.stringify(document),
      apply: true,
    });
    expect(applied).toEqual(seen);
    expect(await reach("DELETE", "/v1/reports/1")).toBe("insufficient_scope");
    expect((await sentences())[0]).toBe(
      "Samuel Okafor imported 2 endpoints of reports:read, reports:purge from an OpenAPI document.",
    );
    const again = await superuser.organization.importEndpoints.mutate({ document, apply: true });
    expect(again.permissions.map(({ change }) => change)).toEqual(["same", "same"]);
    expect(await sentences()).toHaveLength(1);
  });

  test.each([{ document: "{" }, { document: [] }, { document: "{}" }])("refuses %j", async (input) => {
    const { superuser } = await team();
    const importing = superuser.organization.importEndpoints.mutate({ ...input, apply: true } as never);
    expect(await refusalOf(importing)).toMatchObject({
      code: "BAD_REQUEST",
      reason: "openapi-invalid",
      field: "document",
    });
  });

  test("takes Latchkey's own document, whose operations name no scopes", async () => {
    const { superuser, reach } = await team();
    const own = await (await anonymous({ origin }).fetch("/api/v1/openapi.json")).text();
    const { permissions, unassigned, refused } = await superuser.organization.importEndpoints.mutate({
      document: own,
      apply: true,
    });
    expect({ permissions, refused }).toEqual({ permissions: [], refused: [] });
    expect(unassigned).toEqual(
      expect.arrayContaining(["GET /api/v1/me", "DELETE /api/v1/organization/tokens/{id}"]),
    );
    expect(await reach("GET", "/anything")).toBe("ok");
    // With a scope for each endpoint, it becomes a catalogue.
    const scoped = { ...JSON.parse(own), security: [{ bearer: ["latchkey:api"] }] };
    for (const operations of Object.values<Record<string, object>>(scoped.paths)) {
      for (const operation of Object.values(operations)) Reflect.deleteProperty(operation, "security");
    }
    const taken = await superuser.organization.importEndpoints.mutate({ document: scoped, apply: true });
    expect(taken.permissions).toMatchObject([{ key: "latchkey:api", change: "new" }]);
    expect(taken.permissions[0]?.endpoints.toSorted()).toEqual(unassigned.toSorted());
    expect(taken.refused).toEqual([]);
  });

  test("nothing is half imported where one permission has too many endpoints", async () => {
    const { superuser, reach } = await team();
    const many = Array.from({ length: 101 }, (_, n) => [
      `/many/${n}`,
      { get: { security: [{ oauth: ["many:read"] }] } },
    ]);
    const paths = { ...document.paths, ...Object.fromEntries(many) };
    for (const apply of [false, true]) {
      const importing = superuser.organization.importEndpoints.mutate({
        document: { ...document, paths },
        apply,
      });
      expect(await refusalOf(importing)).toMatchObject({ reason: "too-many-endpoints", field: "endpoints" });
    }
    expect(await reach("GET", "/anything")).toBe("ok");
  });

  test("takes a document of 2 MB, where no other procedure takes 64 kB", async () => {
    const { superuser } = await team();
    const large = { ...document, info: { description: "x".repeat(1_900_000) } };
    await superuser.organization.importEndpoints.mutate({ document: large, apply: false });
    const quoted = JSON.stringify({ ...document, tags: Array(90_000).fill({ name: "a" }) });
    const longer = `${quoted.slice(0, -1)},"info":"${"x".repeat(1_900_000 - quoted.length)}"}`;
    await superuser.organization.importEndpoints.mutate({ document: longer, apply: false });
    const post = (path: string, bytes: number) =>
      anonymous({ origin }).fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json", Origin: origin },
        body: `"${"x".repeat(bytes)}"`,
      });
    expect((await post("/trpc/organization.importEndpoints", 2_200_000)).status).toBe(413);
    expect((await post("/trpc/organization.definePermission", 70_000)).status).toBe(413);
  });
});
