import { Refusal } from "../errors.ts";
import type { Organization } from "../organizations/membership.ts";

/** @throws Refusal `partners-only` */
export function demandPartner({ kind }: Pick<Organization, "kind">): void {
  if (kind !== "partner") throw new Refusal("partners-only");
}
