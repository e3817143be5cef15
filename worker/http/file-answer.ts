import type { Context } from "hono";
import type { Actor } from "../domain/actor.ts";
import { Refusal } from "../domain/errors.ts";
import { lastUse } from "../domain/tokens/last-use.ts";
import { actorOf } from "../procedures/guards.ts";
import { verifyToken } from "../verification/verify-token.ts";
import type { App } from "./hono.ts";
import { readSessionCookie } from "./session-cookie.ts";

/** A file download that is streamed as fast as the client reads it. */
export function fileAnswer(name: string, type: string, text: AsyncGenerator<string>): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await text.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
  return new Response(body as unknown as ReadableStream, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
    },
  });
}

/** The actor of the session cookie, at this moment. @throws Refusal that says why there is none */
export async function signedInActor(c: Context<App>): Promise<Actor> {
  const text = readSessionCookie(c);
  const use = lastUse(c.req.method, c.req.path);
  return actorOf({ session: text ? await verifyToken(c.var.runtime, { text, kind: "session", use }) : null });
}

/** What a truncated file may say of the reason. */
export function told(c: Context<App>, error: unknown): Refusal {
  return error instanceof Refusal ? error : c.var.runtime.failed(c.req.routePath, error);
}
