import { patientFetch } from "../patient-fetch.ts";
import { Unanswered } from "../unanswered.ts";

const PATH = "/api/v1/me";

/** The answer of `GET /api/v1/me` to this token, as a sentence. */
export async function presentToken(token: string): Promise<string> {
  try {
    // Without the cookie: a request with two credentials is refused.
    const answer = await patientFetch(PATH, {
      credentials: "omit",
      headers: { Authorization: `Bearer ${token}`, Accept: "application/json" },
    });
    const said: unknown = await answer.json();
    return answer.ok ? accepted(answer.status, said as Me) : refused(answer.status, said as Refused);
  } catch (error) {
    return error instanceof Unanswered
      ? error.message
      : "Latchkey could not be reached. Check your connection.";
  }
}

interface Me {
  user: { name: string };
  organization: { name: string };
  permissions: string[];
}

function accepted(status: number, { user, organization, permissions }: Me): string {
  const may = permissions.length > 0 ? `, with ${permissions.join(", ")}` : "";
  return `GET ${PATH} answered ${status}: it works, for ${user.name} in ${organization.name}${may}.`;
}

interface Refused {
  detail?: string;
}

function refused(status: number, { detail }: Refused): string {
  return `GET ${PATH} answered ${status}. ${detail ?? "The token was refused."}`;
}
