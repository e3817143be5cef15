import { masterAdminsOf } from "../../../db/members/master-admins.ts";
import type { MembershipOfUser } from "../../../db/members/users.ts";
import type { Activity } from "../../domain/activity/actions.ts";
import type { Mail } from "../../domain/notices.ts";
import { BY_WAY, type Way } from "../../domain/sign-in/way.ts";
import type { Context } from "../context.ts";

/** What is recorded, and who gets a mail, when a Master Admin signs in past the required provider. */
export async function breakGlass(
  { runtime, client }: Pick<Context, "runtime" | "client">,
  userId: string,
  { organizationId, organizationName, name }: MembershipOfUser,
  way: Way | "api-token-auth",
): Promise<{ activity: Activity; mail: Mail[] }> {
  const at = runtime.now();
  const clientAddress = client.address;
  const recipients = await masterAdminsOf(runtime.database, organizationId);
  return {
    activity: {
      action: "session.break-glass",
      detail: { way, clientAddress },
      organizationId,
      actor: { id: userId, name },
      subject: { id: userId, name },
      token: null,
      at,
    },
    mail: recipients.map((recipient) => ({
      recipient,
      notice: {
        kind: "break-glass",
        organization: organizationName,
        member: name,
        how: way === "api-token-auth" ? "with a password at /api-token-auth" : BY_WAY[way],
        clientAddress,
        at,
      },
    })),
  };
}
