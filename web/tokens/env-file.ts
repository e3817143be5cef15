interface Created {
  token: string;
  organizationId: string;
  expiresAt: string | null;
}

/** Lines of `NAME=value`, as shells, Docker and most loaders read them: no value needs quotation marks. */
export function envFile({ token, organizationId, expiresAt }: Created, origin: string): string {
  return [
    expiresAt === null ? "# Does not expire." : `# Expires ${expiresAt}.`,
    `LATCHKEY_URL=${origin}`,
    `LATCHKEY_ACCOUNT_ID=${organizationId}`,
    `LATCHKEY_TOKEN=${token}`,
    "",
  ].join("\n");
}

const LONGEST = 40;

/** Named after the token, in characters that every file system takes. */
export function envFileName(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST)
    .replaceAll(/^-|-$/g, "");
  return `${plain || "token"}.env`;
}
