import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { batch, connect, type Database, type Statement } from "../../db/connect.ts";
import { membership } from "../../db/tables/membership.ts";
import { organization } from "../../db/tables/organization.ts";
import { user } from "../../db/tables/user.ts";
import { insertToken } from "../../db/tokens/changes.ts";
import { recordUses } from "../../db/uses/rows.ts";
import { newIdentifier } from "../../worker/domain/identifiers.ts";
import { foldedMember } from "../../worker/domain/organizations/folded-member.ts";
import { PASSWORD, PASSWORD_HASH } from "./password.ts";
import { randomBytes } from "./random-bytes.ts";
import { makeToken, type TokenOptions, type WrittenToken } from "./tokens.ts";

type OrganizationRow = typeof organization.$inferInsert;
type MembershipRow = typeof membership.$inferInsert;

export type WrittenOrganization = Pick<OrganizationRow, "id" | "name" | "kind">;
export type WrittenMember = {
  user: { id: string; name: string; email: string | null; kind: "human" | "service" };
  organizationId: string;
  /** People only. */
  password: string;
};

type MemberOptions = Partial<
  Pick<
    MembershipRow,
    "name" | "role" | "permissions" | "visibilityGroups" | "deactivatedAt" | "invitation" | "contact"
  >
> & {
  email?: string;
  /** A user who already exists in another organization. */
  user?: WrittenMember["user"];
  kind?: "human" | "service";
};

export const scenario = () => new Scenario();

/**
 * Real rows, written in one batch: each `with…` belongs to the last one before it. Every scenario makes people and
 * organizations of its own, so that several can exist side by side.
 */
class Scenario {
  readonly #database: Database = connect(env.DB);
  readonly #statements: Statement[] = [];
  /** After the tokens: a deactivated member gets none. */
  readonly #deactivations: Statement[] = [];
  readonly #tokens: TokenOptions[] = [];
  readonly #organizations: WrittenOrganization[] = [];
  readonly #members: WrittenMember[] = [];

  withOrganization(options: Partial<OrganizationRow> = {}): this {
    const row = {
      id: newIdentifier("organization", randomBytes),
      name: "Northwind Labs",
      kind: "customer" as const,
      apiPermissions: [
        { key: "reports:read", description: "Can read reports" },
        { key: "reports:write", description: "Can create and change reports" },
      ],
      createdAt: Date.now(),
      ...options,
    };
    this.#statements.push(this.#database.insert(organization).values(row));
    this.#organizations.push(row);
    return this;
  }

  withMember({ email, user: known, kind = "human", ...options }: MemberOptions = {}): this {
    const organizationId = last(this.#organizations, "withOrganization").id;
    const id = known?.id ?? newIdentifier("user", randomBytes);
    const name = options.name ?? "Mei Tanaka";
    const address =
      kind === "service" ? null : (known?.email ?? email ?? `${id.toLowerCase()}@northwind.example`);
    const createdAt = Date.now();
    if (!known) {
      const passwordHash = kind === "service" ? null : PASSWORD_HASH;
      this.#statements.push(
        this.#database.insert(user).values({ id, email: address, kind, passwordHash, createdAt }),
      );
    }
    this.#statements.push(
      this.#database.insert(membership).values({
        organizationId,
        userId: id,
        name,
        role: "member",
        permissions: ["tokens.personal", "reports:read", "reports:write"],
        visibilityGroups: [],
        createdAt,
        ...options,
        deactivatedAt: null,
        folded: foldedMember(name, address),
      }),
    );
    if (options.deactivatedAt != null) {
      this.#deactivations.push(sql`UPDATE membership SET deactivated_at = ${options.deactivatedAt}
        WHERE organization_id = ${organizationId} AND user_id = ${id}`);
    }
    this.#members.push({ user: { id, name, email: address, kind }, organizationId, password: PASSWORD });
    return this;
  }

  withToken(options: Partial<TokenOptions> = {}): this {
    const { user, organizationId } = last(this.#members, "withMember");
    this.#tokens.push({ owner: { organizationId, userId: user.id }, ...options });
    return this;
  }

  withSession(options: Partial<TokenOptions> = {}): this {
    return this.withToken({ kind: "session", ...options });
  }

  /** Writes everything. `organization`, `member` and `token` are the first of each. */
  async written() {
    const tokens = await Promise.all(this.#tokens.map(makeToken));
    await batch(this.#database, [
      ...this.#statements,
      ...tokens.map(({ row, owner }) => insertToken(owner, row)),
      ...this.#deactivations,
    ]);
    await recordUses(
      this.#database,
      tokens.flatMap(({ row, used }) => (used ? [{ id: row.id, ...used }] : [])),
    );
    return {
      organizations: this.#organizations,
      organization: this.#organizations[0] as WrittenOrganization,
      members: this.#members,
      member: this.#members[0] as WrittenMember,
      tokens: tokens as WrittenToken[],
      token: tokens[0] as WrittenToken,
    };
  }
}

function last<Item>(items: readonly Item[], maker: string): Item {
  const item = items.at(-1);
  if (item === undefined) throw new Error(`a scenario calls ${maker} first`);
  return item;
}
