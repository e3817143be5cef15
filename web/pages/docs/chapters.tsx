import { Suspense } from "solid-js";
import { later } from "../../later.tsx";
import { Start } from "./chapters/start.tsx";

/** These chapters load after the page: nobody has scrolled so far by then. */
const LaterChapters = later(() => import("./later-chapters.tsx"));

/** In the order of `places.ts`. */
export function Chapters() {
  return (
    <>
      <Start />
      <Suspense>
        <LaterChapters />
      </Suspense>
    </>
  );
}
