import type { TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import type { AppRouter } from "../../worker/procedures/router.ts";
import { refusalOf } from "../refusal.ts";
import { confirmIdentity } from "./asking.ts";

/** The one place that handles a call which needs a fresh proof: it asks for one, then makes the call again. */
export const askForProof: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    observable((observer) => {
      let given = next(op).subscribe({
        ...observer,
        error(error) {
          if (refusalOf(error).reason !== "proof-stale") return observer.error(error);
          void confirmIdentity().then((confirmed) => {
            if (confirmed) given = next(op).subscribe(observer);
            else observer.error(error);
          });
        },
      });
      return () => given.unsubscribe();
    });
