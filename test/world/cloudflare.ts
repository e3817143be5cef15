import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { DatabaseSync } from "node:sqlite";
import { unstable_splitSqlQuery } from "wrangler";

type Binding = Record<string, unknown> & { name: string; type: string };
type Fault = (method: string, path: string) => "break" | number | undefined;

const ACCOUNT = "a".repeat(32);

/**
 * The part of Cloudflare's API that deploying uses, on loopback, with a real SQLite for D1; it records its requests.
 */
export interface StandIn {
  url: string;
  /** `METHOD /path` of every request, in order, without the account's part. */
  asked: string[];
  /** The requests that change something. */
  changes(): string[];
  databases: Map<string, { name: string; sqlite: DatabaseSync }>;
  namespaces: Map<string, { title: string; values: Map<string, string> }>;
  buckets: Set<string>;
  workers: Map<string, { bindings: Binding[]; files: string[] }>;
  /** Makes it fail: a status, or a connection that breaks. */
  fault: Fault;
  close(): Promise<void>;
}

export async function startCloudflare(): Promise<StandIn> {
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const url = new URL(request.url ?? "/", "http://localhost");
    const path = url.pathname.replace(`/accounts/${ACCOUNT}`, "");
    const method = request.method ?? "GET";
    if (path === "/healthz") return void response.end("{}");
    standIn.asked.push(`${method} ${path}${READING.test(body) ? " (reading)" : ""}`);
    const fault = standIn.fault(method, path);
    if (fault === "break") return void request.socket.destroy();
    if (fault) return answer(response, fault, { errors: [{ code: 10000, message: "Authentication error" }] });
    if (request.headers.authorization !== "Bearer right") {
      return answer(response, 403, { errors: [{ code: 9109, message: "Invalid access token" }] });
    }
    try {
      const result = await serve(standIn, method, path, url.searchParams, body, request);
      if (result === undefined)
        return answer(response, 404, { errors: [{ code: 10007, message: `no ${path}` }] });
      answer(response, 200, { result });
    } catch (error) {
      answer(response, 400, { errors: [{ code: 7500, message: String(error) }] });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const standIn: StandIn = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    changes: () => standIn.asked.filter((line) => !line.startsWith("GET ") && !line.endsWith("(reading)")),
    databases: new Map(),
    namespaces: new Map(),
    buckets: new Set(),
    workers: new Map(),
    fault: () => undefined,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return standIn;
}

const READING = /^\{"sql":"\s*SELECT|^\{"keys":/i;

async function serve(
  { databases, namespaces, buckets, workers }: StandIn,
  method: string,
  path: string,
  query: URLSearchParams,
  body: string,
  request: IncomingMessage,
): Promise<unknown> {
  const asked = `${method} ${path}`;
  if (asked === "GET /accounts") return [{ id: ACCOUNT, name: "Acme" }];
  if (asked === "GET /workers/subdomain") return { subdomain: "acme" };
  if (asked === "GET /d1/database") {
    return [...databases]
      .map(([uuid, { name }]) => ({ uuid, name }))
      .filter(({ name }) => name === query.get("name"));
  }
  if (asked === "POST /d1/database") {
    const uuid = `00000000-0000-4000-8000-00000000000${databases.size + 1}`;
    databases.set(uuid, { name: JSON.parse(body).name, sqlite: new DatabaseSync(":memory:") });
    return { uuid };
  }
  if (asked === "GET /storage/kv/namespaces")
    return [...namespaces].map(([id, { title }]) => ({ id, title }));
  if (asked === "POST /storage/kv/namespaces") {
    const id = `${namespaces.size + 1}`.padStart(32, "0");
    namespaces.set(id, { title: JSON.parse(body).title, values: new Map() });
    return { id };
  }
  if (asked === "POST /r2/buckets") {
    buckets.add(JSON.parse(body).name);
    return {};
  }
  const bucket = /^GET \/r2\/buckets\/([^/]+)$/.exec(asked)?.[1];
  if (bucket) return buckets.has(bucket) ? { name: bucket } : undefined;
  const whole = databases.get(/^GET \/d1\/database\/([^/]+)$/.exec(asked)?.[1] ?? "");
  if (whole) return { name: whole.name, file_size: 4_096 };
  const sqlite = databases.get(/^\/d1\/database\/([^/]+)\/query$/.exec(path)?.[1] ?? "")?.sqlite;
  if (sqlite) return queryOf(sqlite, JSON.parse(body).sql);
  const namespace = namespaces.get(/^\/storage\/kv\/namespaces\/([^/]+)\//.exec(path)?.[1] ?? "");
  if (namespace && path.endsWith("/keys")) return [...namespace.values.keys()].map((name) => ({ name }));
  if (namespace && path.endsWith("/bulk/get")) {
    const keys: string[] = JSON.parse(body).keys;
    return { values: Object.fromEntries(keys.map((key) => [key, namespace.values.get(key) ?? null])) };
  }
  if (namespace && path.endsWith("/bulk")) {
    for (const { key, value } of JSON.parse(body)) namespace.values.set(key, value);
    return {};
  }
  return serveWorker(workers, asked, body, request);
}

async function serveWorker(
  workers: StandIn["workers"],
  asked: string,
  body: string,
  request: IncomingMessage,
): Promise<unknown> {
  const script = /^\w+ \/workers\/workers\/([^/]+)$/.exec(asked)?.[1];
  if (script) return { id: script, name: script, subdomain: { enabled: true, previews_enabled: false } };
  const [, method, name, rest] = /^(\w+) \/workers\/(?:scripts|services)\/([^/]+)(.*)$/.exec(asked) ?? [];
  if (!name) return {};
  if (method === "PUT" && rest === "") {
    const form = await new Response(body, {
      headers: { "content-type": request.headers["content-type"] ?? "" },
    }).formData();
    const { bindings, keep_bindings = [] } = JSON.parse(String(form.get("metadata")));
    const kept = workers.get(name)?.bindings.filter(({ type }) => keep_bindings.includes(type)) ?? [];
    workers.set(name, { bindings: [...kept, ...bindings], files: [...form.keys()] });
    return { id: name, startup_time_ms: 1, deployment_id: "1" };
  }
  const worker = workers.get(name);
  if (rest === "/assets-upload-session") return { jwt: "jwt", buckets: [] };
  if (!worker) return undefined;
  // As for an unknown Worker, so that wrangler uploads it whole and in one call.
  if (asked.startsWith("GET /workers/services/") || rest === "/deployments") return undefined;
  if (rest === "/settings") return worker;
  if (rest === "/secrets") return worker.bindings.filter(({ type }) => type === "secret_text");
  if (rest === "/subdomain") return { enabled: true, previews_enabled: false };
  if (rest?.startsWith("/environments")) return { script: {}, ...worker };
  return {};
}

/** Runs SQL as one transaction, as D1 does. */
export function queryOf(sqlite: DatabaseSync, sql: string): { success: true; results: unknown[] }[] {
  sqlite.exec("BEGIN");
  try {
    const results = unstable_splitSqlQuery(sql).map((statement) => ({
      success: true as const,
      results: sqlite.prepare(statement).all(),
    }));
    sqlite.exec("COMMIT");
    return results;
  } catch (error) {
    sqlite.exec("ROLLBACK");
    throw error;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function answer(response: ServerResponse, status: number, said: object): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ success: status === 200, errors: [], messages: [], result: null, ...said }));
}
