import { schemaOf } from "../d1/migrations.ts";
import type { CommandPlace } from "../d1/place.ts";
import { examineAddress } from "./address.ts";
import { examineCron } from "./cron.ts";
import { examineSchema, examineSize } from "./database.ts";
import type { Finding } from "./finding.ts";
import { examineMail } from "./mail.ts";
import { examineSecretsKey, examineSettings } from "./settings.ts";
import { examineRestores, examineTombstones } from "./tombstones.ts";

/** Examines every part in turn. A missing prerequisite is reported only for the part that needs it. */
export async function examine(
  place: CommandPlace,
  { mail, now = Date.now() }: { mail?: string | undefined; now?: number },
): Promise<Finding[]> {
  const schema = await schemaOf(place.database);
  const first = examineSchema(schema);
  if (first.todo !== undefined) return [first, await examineAddress(place)];
  return [
    first,
    await examineSize(place),
    await examineAddress(place),
    examineSettings(place),
    examineSecretsKey(place),
    await examineTombstones(place, now),
    await examineRestores(place, now),
    await examineCron(place, now),
    await examineMail(place, now, mail),
  ];
}

/** One part per line, and below it what to do. */
export function report(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ part }) => part.length));
  const lines = findings.flatMap(({ part, says, todo }) => [
    `${todo === undefined ? "✓" : "✗"} ${part.padEnd(width)}  ${says}`,
    ...(todo === undefined ? [] : [`${" ".repeat(width + 4)}→ ${todo}`]),
  ]);
  const sick = findings.filter(({ todo }) => todo !== undefined).length;
  const last =
    sick === 0 ? "Everything works." : sick === 1 ? "One part does not work." : `${sick} parts do not work.`;
  return [...lines, last].join("\n");
}
