import { reasonOfDatabase } from "../../db/database-failure.ts";
import { type Reason, Refusal } from "../domain/errors.ts";
import { logFailure } from "./log.ts";

/** So long it takes whoever runs Latchkey to mend a schema, at best. */
const SCHEMA_RETRY_AFTER_S = 60;

/**
 * A fault of ours or of the database, logged: what its caller is told of it, with the log's reference. Where it is
 * not the database's, `otherwise` says what to call it.
 */
export function refusalOfFailure(where: string, error: unknown, otherwise: Reason = "unexpected"): Refusal {
  const reference = logFailure(where, error);
  const reason = reasonOfDatabase(error) ?? otherwise;
  const retryAfterS = reason === "database-schema" ? SCHEMA_RETRY_AFTER_S : undefined;
  return new Refusal(reason, { reference, retryAfterS });
}
