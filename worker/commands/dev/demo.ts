import { randomBytes } from "node:crypto";
import { seedDemo } from "../../../db/seeds/demo.ts";
import { DEMO_PASSWORD } from "../../../db/seeds/demo-people.ts";
import { seedDemoSignIns } from "../../../db/seeds/demo-sign-ins.ts";
import { seedDemoUsage } from "../../../db/seeds/demo-usage.ts";
import { hashPassword } from "../../verification/password.ts";

export type Demo = Awaited<ReturnType<typeof seedDemo>>;

/** Seeds the demo, with ages relative to now, unless it is there already. */
export async function seedDemoNow(env: Pick<Cloudflare.Env, "DB" | "TOKEN_PREFIX">): Promise<Demo> {
  const now = Date.now();
  const demo = await seedDemo(env.DB, now, {
    tokenPrefix: env.TOKEN_PREFIX,
    passwordHash: await hashPassword(DEMO_PASSWORD, randomBytes),
    randomBytes,
  });
  if (!demo.seeded) return demo;
  await seedDemoUsage(env.DB, now);
  await seedDemoSignIns(env.DB, now, { tokenPrefix: env.TOKEN_PREFIX, randomBytes });
  return demo;
}
