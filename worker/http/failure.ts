import { reasonOfDatabase } from "../../db/database-failure.ts";
import { type Reason, Refusal } from "../domain/errors.ts";
import { logFailure } from "./log.ts";

/** The least time an operator needs to mend a schema. */
const SCHEMA_RETRY_AFTER_S = 60;

/**
 * Logs a fault and returns what its caller is told, with the log's reference. `otherwise` names the fault unless the
 * database is to blame.
 */
export function refusalOfFailure(where: string, error: unknown, otherwise: Reason = "unexpected"): Refusal {
  const reference = logFailure(where, error);
  const reason = reasonOfDatabase(error) ?? otherwise;
  const retryAfterS = reason === "database-schema" ? SCHEMA_RETRY_AFTER_S : undefined;
  return new Refusal(reason, { reference, retryAfterS });
}
