import * as z from "zod/mini";

export type Sort<By extends string = string> = { by: By; descending: boolean };

/** The order of a list, by one of these keys: `name`, or `-name` for descending. */
export function sortSchema<By extends string>(by: readonly By[]) {
  return z.pipe(
    z
      .string({ error: "sort-invalid" })
      .check(z.regex(new RegExp(`^-?(?:${by.join("|")})$`), { error: "sort-invalid" })),
    z.transform(
      (text: string): Sort<By> => ({ by: text.replace(/^-/, "") as By, descending: text.startsWith("-") }),
    ),
  );
}

/** As the client wrote it. */
export function writeSort({ by, descending }: Sort): string {
  return descending ? `-${by}` : by;
}
