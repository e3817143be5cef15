import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, request } from "node:http";

export type Seen = { method: string; url: string; headers: IncomingHttpHeaders };

/** An API that knows nothing of tokens: answers with what reached it, and to a WebSocket with that it is one. */
export async function startUpstream() {
  const seen: Seen[] = [];
  const server = createServer(({ method = "", url = "", headers }, response) => {
    seen.push({ method, url, headers });
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ method, url, headers }));
  }).listen(0, "127.0.0.1");
  server.on("upgrade", ({ method = "", url = "", headers }, socket) => {
    seen.push({ method, url, headers });
    socket.end("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nhello");
  });
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  return {
    port,
    /** What reached it since the last time this was asked. */
    take: () => seen.splice(0),
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

export type Answer = { status: number; headers: IncomingHttpHeaders; text: string };

/** A request whose path and headers are sent as they stand, which `fetch` would tidy up. */
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
