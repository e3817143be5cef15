import { dollars } from "../../../ui/numbers.ts";
import { dollarsAMillion, OUTCOMES, PRICES } from "../cost.ts";
import { Entries } from "../entries.tsx";
import { MeasuredCost } from "../measured.tsx";
import { Chapter } from "../parts.tsx";
import { Table } from "../table.tsx";

const inDollars = (amount: number) => dollars(amount, 3);

export function Cost() {
  return (
    <Chapter id="cost">
      <p>
        A verification is one query of the database by primary keys, whatever the number of tokens, and often
        not even that. Nothing is written before the answer. Each row below counts one presented token;
        introspection reads two, the resource server's own and the one that it asks about, in one query.
      </p>
      <Table
        caption="What a verification asks for, and what a million of them cost"
        head={["Outcome", "D1 queries", "Rows read", "KV reads", "A million"]}
        rows={OUTCOMES.map((outcome) => [
          outcome.what,
          outcome.d1Queries,
          outcome.rowsRead,
          outcome.kvReads,
          inDollars(dollarsAMillion(outcome)),
        ])}
      />
      <p>
        KV is asked only where the database has no such token, to say why. Each isolate also reads one key
        when it starts and then once a minute, to detect that the database was put back to an earlier point.
        If it was, KV is asked once a minute for each token, until what came back has been ended again.
      </p>
      <p>
        At Cloudflare's list prices for a million, beyond what a plan includes: request{" "}
        {inDollars(PRICES.request)}, row read {inDollars(PRICES.rowRead)}, KV read {inDollars(PRICES.kvRead)}.
        Not in the table, because they depend on your load:
      </p>
      <Entries
        of={[
          {
            name: "CPU time",
            lines: [`${inDollars(PRICES.cpuMs)} for a million milliseconds.`],
          },
          {
            name: "“Last used”",
            lines: [
              `Written after the answers together with the usage, those of up to 500 tokens as one row, about four times a minute for an isolate and up to fifteen under load; ${inDollars(PRICES.rowWritten)} for a million rows. A token that was not used for ten minutes costs two rows when it is used again, and four when it comes to rest.`,
            ],
          },
          {
            name: "Revocations",
            lines: [
              `One KV write each, plus one write and one read per request; ${inDollars(PRICES.kvWrite)} for a million writes, besides the rows.`,
            ],
          },
        ]}
      />
      <p>
        The price of certainty is the way to the database: a request waits for one round trip to its region,
        and one D1 database answers about 1,000 such queries a second. If you outgrow that, set{" "}
        <code>VERIFICATION_LEASE_SECONDS</code>: an isolate may then answer for a token from memory for that
        many seconds, and a revocation answers only once they have passed. It pays if few tokens make many
        calls.
      </p>
      <MeasuredCost />
    </Chapter>
  );
}
