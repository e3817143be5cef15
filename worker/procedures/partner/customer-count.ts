import { countCustomers } from "../../../db/organizations/customers.ts";
import { MOST_COUNTED } from "../../domain/counted.ts";
import { partnerProcedure } from "../guards.ts";

/** How many customers `partner.customers` shows on all its pages. */
export const customerCount = partnerProcedure.query(({ ctx: { runtime, actor } }) =>
  countCustomers(runtime.database, actor.member.organization.id, MOST_COUNTED),
);
