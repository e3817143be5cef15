import { connect } from "node:net";
import { PATIENCE_MS } from "./patience.ts";

export type RawAnswer = { status: number; headers: string };

/**
 * Sends an HTTP/1.1 request byte for byte, which HTTP clients do not allow, and reads the answer's head. `head`
 * contains the lines between the request line and the empty one; Host and Connection are added.
 */
export function sendRaw(
  origin: string,
  requestLine: string,
  head: readonly string[],
  body: Uint8Array | string = "",
): Promise<RawAnswer> {
  const { hostname, port, host } = new URL(origin);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let said = "";
    const finish = () => {
      const status = /^HTTP\/1\.1 (\d{3})/.exec(said)?.[1];
      if (status) resolve({ status: Number(status), headers: said.split("\r\n\r\n", 1)[0] ?? "" });
      else reject(new Error(`no answer to ${requestLine}: ${said}`));
    };
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error(`no answer to ${requestLine} in time`)));
    socket.on("connect", () => {
      socket.write(
        [requestLine, `Host: ${host}`, "Connection: close", ...head, "", ""].join("\r\n"),
        "latin1",
      );
      if (body.length > 0) socket.write(body);
    });
    socket.on("data", (part) => {
      said += part.toString("latin1");
      if (said.includes("\r\n\r\n")) {
        socket.destroy();
        finish();
      }
    });
    socket.on("close", finish);
    // A server that refuses may close while the request is still being written: its answer counts.
    socket.on("error", (error) => (said.includes("\r\n\r\n") ? finish() : reject(error)));
  });
}
