import { remotePlace } from "../d1/place.ts";
import { answers } from "./answers.ts";
import { buildForDeployment } from "./build.ts";
import { bundleWorker } from "./bundle.ts";
import { carryOut } from "./carry-out.ts";
import { bundleFolder } from "./config.ts";
import { demandFounder, type Founder, firstOrganization } from "./first-organization.ts";
import { plan } from "./plan.ts";
import { target as findTarget } from "./target.ts";

/**
 * Looks, says what it will do, and does it; returns the last words. If something is missing, it stops before the
 * first change.
 */
export async function deploy(
  options: Founder & { "dry-run": boolean },
  say: (words: string) => void,
): Promise<string> {
  demandFounder(options);
  const target = await findTarget();
  const planned = await plan(target);
  say(`This is going to:\n${planned.steps.map((step) => `  - ${step}`).join("\n")}`);
  if (options["dry-run"]) return "Nothing was changed: this was a dry run.";

  await buildForDeployment();
  const script = await bundleWorker(bundleFolder(target.settings));
  say("The web app and the Worker are built.");
  const resources = await carryOut(target, planned, script, say);
  const problem = await answers(planned.origin);
  if (problem !== undefined) {
    throw new Error(
      `Everything is deployed, but ${planned.origin}/healthz does not answer well yet: ${problem}. A new domain takes some minutes. Then: npm run doctor -- --remote`,
    );
  }
  const place = { ...remotePlace(target, resources), origin: planned.origin };
  const next = await firstOrganization(place, options);
  return [`Latchkey answers on ${planned.origin}`, ...(next ? [next] : [])].join("\n");
}
