import { TRPCClientError } from "@trpc/client";
import { refusalOfStatus, Unanswered } from "./unanswered.ts";

/** Why a call failed, in words fit to show. */
export interface Refusal {
  /** tRPC's code, or `UNREACHABLE` if nothing could be reached, `TIMEOUT` if no answer came in time. */
  code: string;
  /** A stable reason such as `name-blank`. */
  reason?: string;
  /** The input field to blame, by its name on the wire. */
  field?: string;
  message: string;
  /** What exactly is wrong, for reasons that can have several causes. */
  problem?: string;
  /** The identity provider to sign in with instead. */
  provider?: { name: string; url: string };
  /** Whole seconds until trying again makes sense. */
  retryAfterS?: number;
}

const UNREACHABLE: Refusal = {
  code: "UNREACHABLE",
  message: "Latchkey could not be reached. Check your connection, then try again.",
};

const BROKEN: Refusal = {
  code: "INTERNAL_SERVER_ERROR",
  message: "Something went wrong on our side. Try again in a moment.",
};

export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof TRPCClientError)) return BROKEN;
  if (error.cause instanceof Unanswered) return error.cause.refusal;
  const data: unknown = error.data;
  if (!isRecord(data)) return withoutData(error);
  const code = text(data.code) ?? BROKEN.code;
  return {
    code,
    reason: text(data.reason),
    field: text(data.field),
    message: code === BROKEN.code ? BROKEN.message : error.message,
    problem: text(data.problem),
    provider: provider(data.provider),
    retryAfterS: seconds(data.retryAfterS),
  };
}

/** The message for this field, if it is the one to blame. */
export function blameOn(field: string, refusal: Refusal | undefined): string | undefined {
  return refusal?.field === field ? refusal.message : undefined;
}

/** The message, unless one of these fields is to blame and shows it. */
export function blameOnNone(fields: readonly string[], refusal: Refusal | undefined): string | undefined {
  return refusal?.field !== undefined && fields.includes(refusal.field) ? undefined : refusal?.message;
}

function withoutData(error: TRPCClientError<never>): Refusal {
  const response = error.meta?.response;
  return response instanceof Response ? refusalOfStatus(response.status) : UNREACHABLE;
}

function seconds(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function provider(value: unknown): Refusal["provider"] {
  if (!isRecord(value)) return undefined;
  const [name, url] = [text(value.name), text(value.url)];
  return name !== undefined && url !== undefined ? { name, url } : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
