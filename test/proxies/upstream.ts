import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, request } from "node:http";

export type Seen = { method: string; url: string; headers: IncomingHttpHeaders };

/** An API that ignores tokens: it answers with the request that reached it, and accepts WebSockets. */
export async function startUpstream() {
  const seen: Seen[] = [];
  const server = createServer(({ method = "", url = "", headers }, response) => {
    seen.push({ method, url, headers });
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ method, url, headers }));
  }).listen(0, "127.0.0.1");
  server.on("upgrade", ({ method = "", url = "", headers }, socket) => {
    seen.push({ method, url, headers });
    const accept = acceptOf(`${headers["sec-websocket-key"]}`);
    const head = ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade", accept];
    socket.end(`${head.join("\r\n")}\r\n\r\nhello`);
  });
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  return {
    port,
    /** Returns and clears the requests that reached it since the last call, or those of them that are wanted. */
    take(isWanted: (one: Seen) => boolean = () => true): Seen[] {
      const taken = seen.filter(isWanted);
      seen.splice(0, seen.length, ...seen.filter((one) => !taken.includes(one)));
      return taken;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** RFC 6455 §4.2.2; HAProxy checks it. */
function acceptOf(key: string): string {
  const digest = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
  return `Sec-WebSocket-Accept: ${digest}`;
}

export type Answer = { status: number; headers: IncomingHttpHeaders; text: string };

/** Sends a request with its path and headers unchanged, which `fetch` would normalise. */
export function send(
  port: number,
  path: string,
  headers: Record<string, string | string[]> = {},
  method = "GET",
  body?: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: "127.0.0.1", port, path, method, headers, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part) => (text += part));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
    });
    outgoing.on("error", reject);
    outgoing.on("upgrade", ({ statusCode = 0, headers: answered }, socket, head) => {
      let text = head.toString();
      socket.on("data", (part) => (text += part));
      socket.on("error", reject);
      socket.on("end", () => resolve({ status: statusCode, headers: answered, text }));
    });
    outgoing.end(body);
  });
}
