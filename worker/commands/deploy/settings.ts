import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as z from "zod";
import { demandFile } from "../demand-file.ts";
import { PROJECT } from "../dev/settings.ts";

const LOCATIONS = ["wnam", "enam", "weur", "eeur", "apac", "oc"] as const;
const JURISDICTIONS = ["eu", "fedramp", "us"] as const;

const schema = z.strictObject({
  /** The name of the Worker, and of its database and namespace. */
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,53}$/, "lower-case letters, digits and hyphens")
    .default("latchkey"),
  accountId: z.string().optional(),
  /** The custom domain of the Worker, in a zone of this account. */
  domain: z
    .string()
    .regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, "a host name, as tokens.example.com")
    .optional(),
  /** Where a new database is placed; D1 chooses unless one of them is set. */
  location: z.enum(LOCATIONS).optional(),
  jurisdiction: z.enum(JURISDICTIONS).optional(),
  /** The R2 bucket of nightly backups; none unless set. */
  backups: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, "the name of a bucket")
    .optional(),
  /** Ids of an existing database and namespace with other names. */
  databaseId: z.string().optional(),
  namespaceId: z.string().optional(),
  /** Variables that differ from those in wrangler.toml. */
  vars: z.record(z.string(), z.string()).default({}),
});

/** An operator's settings for their own deployment. */
export type DeploySettings = z.output<typeof schema>;

/**
 * Reads `.latchkey.json`, or the file that `LATCHKEY_SETTINGS` names. A deployment's settings are outside the tracked
 * files, so updates never conflict with them. @throws Error naming what is wrong in it
 */
export function readDeploySettings(environment: NodeJS.ProcessEnv): DeploySettings {
  const path = resolve(PROJECT, environment.LATCHKEY_SETTINGS || ".latchkey.json");
  if (!existsSync(path)) {
    if (environment.LATCHKEY_SETTINGS)
      throw new Error(`LATCHKEY_SETTINGS names ${path}, which is not there.`);
    return schema.parse({});
  }
  demandFile(path);
  const read = schema.safeParse(parsed(path));
  if (read.success) return read.data;
  const problems = read.error.issues.map(
    ({ path: where, message }) => `${where.join(".") || "it"}: ${message}`,
  );
  throw new Error(`${path} cannot be used: ${problems.join("; ")}`);
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Error(`${path} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}
