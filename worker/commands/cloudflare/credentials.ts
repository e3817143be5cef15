import * as z from "zod";
import { wrangler } from "./wrangler.ts";

const found = z.union([
  z.object({ type: z.literal("api_key"), key: z.string(), email: z.string() }),
  z.object({ token: z.string() }),
]);

/**
 * The headers that authenticate to Cloudflare: wrangler's sign-in, or `CLOUDFLARE_API_TOKEN`.
 * @throws Error with how to sign in, if nobody is signed in
 */
export async function credentials(): Promise<Record<string, string>> {
  const given = process.env.CLOUDFLARE_API_TOKEN;
  if (given) return { authorization: `Bearer ${given}` };
  const answer = await wrangler("auth", "token", "--json").catch(() => {
    throw new Error(
      "Nobody is signed in at Cloudflare. Run `npx wrangler login`, or set CLOUDFLARE_API_TOKEN, and then this again.",
    );
  });
  const known = found.parse(JSON.parse(answer.slice(answer.indexOf("{"))));
  if ("token" in known) return { authorization: `Bearer ${known.token}` };
  return { "x-auth-key": known.key, "x-auth-email": known.email };
}
