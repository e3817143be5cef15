import type { CloudflareApi } from "../cloudflare/api.ts";
import type { DeploySettings } from "./settings.ts";

/** What exists of a deployment in the account. */
export interface Found {
  worker: boolean;
  databaseId: string | null;
  namespaceId: string | null;
  /** The bucket that is set for backups exists, or none is set. */
  bucket: boolean;
  /** The Worker has the secret that encrypts what is stored. */
  secretsKey: boolean;
  /** Its plain variables. */
  vars: Record<string, string>;
  /** The prefix of its tokens. */
  tokenPrefix: string | null;
  /** The address at which it was last deployed. */
  origin: string | null;
  /** The account's part of `*.workers.dev` addresses. */
  subdomain: string | null;
}

interface Binding {
  type: string;
  name: string;
  id?: string;
  database_id?: string;
  namespace_id?: string;
  text?: string;
}

/** Looks, and changes nothing. Ids from the settings come first, then those of the Worker, then names. */
export async function findDeployment(
  api: CloudflareApi,
  account: string,
  settings: DeploySettings,
): Promise<Found> {
  const at = `/accounts/${account}`;
  const [worker, subdomain, bucket] = await Promise.all([
    api.find<{ bindings: Binding[] }>(`${at}/workers/scripts/${settings.name}/settings`),
    api.find<{ subdomain: string }>(`${at}/workers/subdomain`),
    settings.backups === undefined || api.find(`${at}/r2/buckets/${settings.backups}`),
  ]);
  const bound = new Map((worker?.bindings ?? []).map((binding) => [binding.name, binding]));
  const vars = Object.fromEntries(
    [...bound.values()].flatMap(({ type, name, text }) =>
      type === "plain_text" ? [[name, text ?? ""]] : [],
    ),
  );
  const [databaseId, namespaceId] = await Promise.all([
    settings.databaseId ??
      bound.get("DB")?.id ??
      bound.get("DB")?.database_id ??
      databaseNamed(api, at, settings.name),
    settings.namespaceId ?? bound.get("TOMBSTONES")?.namespace_id ?? namespaceNamed(api, at, settings.name),
  ]);
  return {
    worker: worker !== null,
    databaseId,
    namespaceId,
    bucket: bucket !== null,
    secretsKey: bound.has("SECRETS_KEY"),
    vars,
    tokenPrefix: vars.TOKEN_PREFIX ?? null,
    origin: vars.PUBLIC_ORIGIN || null,
    subdomain: subdomain?.subdomain ?? null,
  };
}

/** The name of the namespace of tombstones in the account. */
export function namespaceTitle(name: string): string {
  return `${name}-tombstones`;
}

async function databaseNamed(api: CloudflareApi, at: string, name: string): Promise<string | null> {
  const databases = await api.get<{ uuid: string; name: string }[]>(`${at}/d1/database?name=${name}`);
  return databases.find((one) => one.name === name)?.uuid ?? null;
}

const NAMESPACES_A_PAGE = 100;

async function namespaceNamed(api: CloudflareApi, at: string, name: string): Promise<string | null> {
  for (let page = 1; ; page++) {
    const namespaces = await api.get<{ id: string; title: string }[]>(
      `${at}/storage/kv/namespaces?per_page=${NAMESPACES_A_PAGE}&page=${page}`,
    );
    const found = namespaces.find(({ title }) => title === namespaceTitle(name));
    if (found) return found.id;
    if (namespaces.length < NAMESPACES_A_PAGE) return null;
  }
}
