import { TRPCClientError } from "@trpc/client";

/** Why a call did not do what it was asked to, in words fit to show. */
export interface Refusal {
  /** tRPC's code, or `UNREACHABLE` where no answer came. */
  code: string;
  /** A stable word such as `name-blank`. */
  reason?: string;
  /** The input field to blame, by its name on the wire. */
  field?: string;
  message: string;
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
  const data: unknown = error.data;
  if (!isRecord(data)) return answered(error) ? BROKEN : UNREACHABLE;
  const code = text(data.code) ?? BROKEN.code;
  return {
    code,
    reason: text(data.reason),
    field: text(data.field),
    message: code === BROKEN.code ? BROKEN.message : error.message,
    retryAfterS: seconds(data.retryAfterS),
  };
}

/** The message for this field, if it is the one to blame. */
export function blameOn(field: string, refusal: Refusal | undefined): string | undefined {
  return refusal?.field === field ? refusal.message : undefined;
}

function answered(error: TRPCClientError<never>): boolean {
  return error.meta?.response instanceof Response;
}

function seconds(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
