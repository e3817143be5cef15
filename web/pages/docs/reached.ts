import { ownEndpoints } from "../../../worker/domain/endpoints/own-endpoints.ts";
import { reach } from "../../../worker/domain/endpoints/reach.ts";

/** The requests that each endpoint is tried with, in the table's order. */
export const REACHED = {
  endpoints: ["GET /reports/{id}", "* /reports/*"],
  requests: [
    "GET /reports/42",
    "HEAD /reports/42?page=2",
    "GET /reports/42/",
    "GET /reports/%34%32",
    "DELETE /reports/42",
    "GET /reports/42/rows",
    "GET /reports",
    "GET /Reports/42",
    "GET /reports/a%2Fb",
    "GET /reports/a;v=1",
    "GET /reports//42",
    "GET /reports/../admin",
  ],
} as const;

/** Whether a token that is limited to `endpoint` reaches a request, by the function that verification uses. */
export function reached(endpoint: string, request: string): string {
  const [method = "", target = ""] = request.split(" ");
  const own = ownEndpoints(JSON.stringify([endpoint]));
  const limits = { own, catalogue: { tree: null, unlisted: "allow" as const } };
  const answer = reach({ permissions: [], limits }, { method, target });
  if (answer.ok) return "yes";
  return answer.reason === "path-ambiguous" ? `refused: ${answer.what}` : "no";
}
