import { TRPCClientError } from "@trpc/client";
import { expect } from "vitest";
import type { Reason } from "../../worker/domain/errors.ts";
import type { AppRouter } from "../../worker/procedures/router.ts";

/** The refusal of a call: tRPC's code, the stable reason, and the field if one is to blame. */
export async function refusalOf(
  call: Promise<unknown>,
): Promise<{ code: string; reason: Reason | "unexpected"; field?: string }> {
  const error = await call.then(
    () => null,
    (thrown) => thrown,
  );
  if (!(error instanceof TRPCClientError)) expect.unreachable("the call was not refused");
  const { data } = error as TRPCClientError<AppRouter>;
  if (!data) throw error;
  const { code, reason, field } = data as typeof data & { field?: string };
  return field === undefined ? { code, reason } : { code, reason, field };
}

/** The outcome of a call that may succeed: null, or its code and reason in one line. */
export const outcomeOf = (call: Promise<unknown>): Promise<string | null> =>
  call.then(
    () => null,
    (error: TRPCClientError<AppRouter>) => `${error.data?.code} ${error.data?.reason}`,
  );

/** The reason in tRPC's answer, as on the wire. */
export const reasonOf = async (answer: Response) =>
  ((await answer.json()) as { error?: { data: { reason: string } } }).error?.data.reason;
