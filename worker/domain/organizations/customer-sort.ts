import { type Sort, sortSchema } from "../sort.ts";

/** What a partner's customers can be sorted by. */
const CUSTOMER_SORTS = ["name", "id", "members", "tokens", "last_activity"] as const;

export type CustomerSort = Sort<(typeof CUSTOMER_SORTS)[number]>;

export const customerSortSchema = sortSchema(CUSTOMER_SORTS);
