import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { REST_ERRORS } from "../../web/pages/docs/errors.ts";
import { EXPLANATIONS } from "../../web/pages/docs/explanations.ts";
import { OAUTH_ERRORS } from "../../web/pages/docs/oauth-errors.ts";
import { isReason } from "../../worker/domain/errors.ts";
import { HTTP_CODES, OAUTH_CODES, type ProblemCode } from "../../worker/http/codes.ts";
import { type Module, projectModules, ROOT } from "./modules.ts";

const modules = new Map(projectModules().map((module) => [module.path, module]));
const sourceOf = (path: string) => modules.get(path)?.source ?? "";

/** Reasons in code that REST reaches, but never answers with. */
const SAID_ELSEWHERE: Record<string, string> = {
  ...words(
    "not-signed-in session-ended session-ended-by-administrator session-expired session-deactivated session-way-closed proof-stale",
    {
      because: "only a session can be refused so, and REST takes none",
    },
  ),
  ...words("credentials-wrong account-deactivated organization-unknown", {
    because: "/api-token-auth says non_field_errors",
  }),
  ...words("name-missing name-blank name-too-long name-control-characters name-is-a-secret", {
    because: "/api-token-auth says them by field, as sentences",
  }),
  ...words("role-too-low master-admin-only role-of-service-user not-yourself service-users-only", {
    because: "demandSuperuserToken has refused before, with insufficient_scope",
  }),
  ...words(
    "issuer-invalid client-id-invalid client-secret-invalid domains-invalid domain-public domain-not-yours domain-taken",
    { because: "an identity provider is set in the web app alone" },
  ),
  ...words(
    "provider-required other-sign-in-needed provider-missing provider-untested provider-changed secrets-key-missing",
    {
      because:
        "signing in and its provider are of the web app alone; /api-token-auth says it in its own chapter",
    },
  ),
  ...words("member-deactivated partners-only", { because: "no procedure that asks this is on REST" }),
  ...words("email-invalid expiry-invalid expiry-past expiry-too-far expiry-beyond-policy", {
    because: "REST takes neither addresses nor expiries",
  }),
  ...words("scopes-invalid scopes-empty scopes-not-held", {
    because: "no token is made with scopes on REST",
  }),
  ...words("endpoint-invalid endpoints-invalid endpoints-empty endpoints-too-many too-many-endpoints", {
    because: "neither tokens nor permissions are given endpoints on REST",
  }),
  ...words("link-invalid", { because: "REST takes no one-time links" }),
  ...words("batch-too-long one-password-a-batch", { because: "only the web app's own API takes batches" }),
  ...words("purpose-invalid key-invalid creation-key-spent", {
    because: "no token is made with a purpose or a key on REST",
  }),
  ...words("field-unknown field-missing", { because: "queries have no field that is needed or unknown" }),
};

function words(list: string, { because }: { because: string }): Record<string, string> {
  return Object.fromEntries(list.split(" ").map((word) => [word, because]));
}

/** Codes that REST cannot answer. */
const OF_OTHER_DOORS: Partial<Record<ProblemCode, string>> = {
  too_many_requests: "OAuth's endpoints put it into their own words",
};

/** Doors that only a session opens: they belong to the web app. */
const WITH_A_SESSION = ["routes/rpc.ts", "routes/activity-export.ts", "routes/tokens-export.ts"];

/** Every module that can run to answer a request outside of the web app's own API. */
function behindTheDoors(): Module[] {
  const seen = new Map<string, Module>();
  const walk = (path: string) => {
    const module = modules.get(path);
    if (!module || seen.has(path)) return;
    seen.set(path, module);
    for (const { of, ours, typeOnly } of module.imports) if (ours && !typeOnly) walk(of);
  };
  const doors = sourceOf("worker/app.ts").matchAll(/from "\.\/((?:routes|http)\/[^"]+)"/g);
  for (const [, path] of doors) if (path && !WITH_A_SESSION.includes(path)) walk(`worker/${path}`);
  return [...seen.values()];
}

function literals(source: string, pattern: RegExp): string[] {
  return [...source.matchAll(pattern)].map((match) => match[1] ?? "");
}

describe("the documentation's errors", () => {
  test("are all codes that REST can answer, and no others", () => {
    const doors = behindTheDoors();
    const reasons = doors
      .flatMap(({ source }) =>
        literals(
          source,
          /(?:new Refusal\(|demand\([^"]*|error: |return |\? |(?<=\? "[a-z-]+" : )|Reason = )"([a-z]+(?:-[a-z]+)*)"/g,
        ),
      )
      .filter(isReason);
    const problems = HTTP_CODES.filter((code) => !(code in OF_OTHER_DOORS));
    const answered = new Set([...reasons, ...problems].filter((code) => !(code in SAID_ELSEWHERE)));
    expect(REST_ERRORS.map(({ code }) => code).sort()).toEqual([...answered].sort());
  });

  test("leave out only what there is", () => {
    expect(Object.keys(SAID_ELSEWHERE).filter((word) => !isReason(word))).toEqual([]);
  });

  test("are all errors of OAuth's endpoints, and no others", () => {
    expect(OAUTH_ERRORS.map(({ code }) => code).sort()).toEqual([...OAUTH_CODES].sort());
  });

  test("explain every sentence that says why a token is refused", () => {
    const said = literals(sourceOf("worker/http/challenge.ts"), /[`"]((?:The|This|No) [^`"]+\.)[`"]/g);
    const sentences = said.map((sentence) => sentence.replace(/\$\{[^}]+\}/g, "…"));
    expect(sentences).not.toEqual([]);
    expect(EXPLANATIONS.map(({ says }) => says).sort()).toEqual([...new Set(sentences)].sort());
  });
});

test("every snippet is on the documentation's page, as the very file", () => {
  const folder = "web/pages/docs/snippets";
  const files = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(join(ROOT, folder).length + 1))
    // If a snippet runs beside this test, wrangler keeps its own files there.
    .filter((path) => !path.includes(".wrangler/"));
  const list = sourceOf("web/pages/docs/snippets.ts");
  const imports = [...list.matchAll(/import (\w+) from "\.\/snippets\/([^"]+)\?raw"/g)];
  expect(imports.map(([, , file]) => file).sort()).toEqual(files.sort());
  const pages = [...modules.keys()]
    .filter((path) => path.startsWith("web/pages/docs/chapters/"))
    .map((path) => readFileSync(join(ROOT, path), "utf8"))
    .join("\n");
  const unseen = imports.map(([, name]) => name).filter((name) => !pages.includes(`text={SNIPPETS.${name}}`));
  expect(unseen).toEqual([]);
});
