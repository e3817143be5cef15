import { applyMigrations } from "../../worker/commands/dev/database.ts";
import { MINUTE_MS } from "../../worker/domain/durations.ts";
import { NTH } from "../factories/many-tokens.ts";
import { bundle } from "./bundle.ts";
import { startSubject } from "./subject.ts";

/**
 * How many minutes Cron needs to publish 100,000 tombstones to KV, and to send 10,000 mails, separately and together:
 * in real time, with a KV and a mail service as slow as real ones may be.
 */
const TOMBSTONES = 100_000;
const MAILS = 10_000;

const tombstones = `INSERT INTO tombstone_due (token_id, hash, revoked_at, by)
  ${NTH} SELECT printf('due_%08d', n), randomblob(32), n, 'owner' FROM nth`;
const notice = JSON.stringify({
  kind: "token-resumed",
  organization: "Northwind Labs",
  administrator: "Mara Lindqvist",
  token: { name: "CI", prefix: "lk_000000000000" },
  until: null,
});
const mails = `INSERT INTO outbox (id, recipient, notice, created_at, next_attempt_at)
  ${NTH} SELECT printf('out_%08d', n), printf('%d@x.example', n), '${notice}', n, n FROM nth`;

const script = await bundle("test/bench/cron/latchkey.ts");
await Promise.all([
  measure("100,000 tombstones", { tombstones: TOMBSTONES, mails: 0 }, 8950),
  measure("10,000 mails", { tombstones: 0, mails: MAILS }, 8951),
  measure("both at once", { tombstones: TOMBSTONES, mails: MAILS }, 8952),
]);

async function measure(
  name: string,
  due: { tombstones: number; mails: number },
  port: number,
): Promise<void> {
  const subject = await startSubject(`cron-${port}`, script, port);
  try {
    const { database } = subject;
    await applyMigrations(database);
    if (due.tombstones > 0) await database.prepare(tombstones).bind(due.tombstones).run();
    if (due.mails > 0) await database.prepare(mails).bind(due.mails).run();
    const begun = Date.now();
    const runs: Promise<number>[] = [];
    const done = { tombstones: due.tombstones === 0, mails: due.mails === 0 };
    for (let minute = 0; !(done.tombstones && done.mails); minute++) {
      const run = fetch(new URL("/run", subject.url));
      runs.push(run.then(async (answer) => ((await answer.json()) as { asked: number }).asked));
      while (Date.now() < begun + (minute + 1) * MINUTE_MS) {
        await new Promise((resolve) => setTimeout(resolve, 5_000));
        for (const [what, table, where] of [
          ["tombstones", "tombstone_due", "TRUE"],
          ["mails", "outbox", "sent_at IS NULL"],
        ] as const) {
          if (done[what]) continue;
          const left = await database
            .prepare(`SELECT count(*) AS n FROM ${table} WHERE ${where}`)
            .first<number>("n");
          if (left !== 0) continue;
          done[what] = true;
          const minutes = ((Date.now() - begun) / MINUTE_MS).toFixed(1);
          console.log(`${name}: all ${what} after ${minutes} minutes`);
        }
      }
    }
    console.log(
      `${name}: a run asked KV and the mail service ${Math.max(...(await Promise.all(runs)))} times at most`,
    );
  } finally {
    await subject.stop();
  }
}
