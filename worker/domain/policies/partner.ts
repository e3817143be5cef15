import type { Organization } from "../organizations/membership.ts";

export function maySeeCustomers({ kind }: Pick<Organization, "kind">): boolean {
  return kind === "partner";
}
