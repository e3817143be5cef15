import * as z from "zod";

export type Sort<By extends string = string> = { by: By; descending: boolean };

/** How a list is to be sorted by one of these: `name`, or `-name` for descending. */
export function sortSchema<By extends string>(by: readonly By[]) {
  return z
    .string({ error: "sort-invalid" })
    .regex(new RegExp(`^-?(?:${by.join("|")})$`), { error: "sort-invalid" })
    .transform((text): Sort<By> => ({ by: text.replace(/^-/, "") as By, descending: text.startsWith("-") }));
}

/** As it was asked for. */
export function writeSort({ by, descending }: Sort): string {
  return descending ? `-${by}` : by;
}
