import { lazy, Suspense } from "solid-js";
import { Start } from "./chapters/start.tsx";

/** Nobody has read so far when the page is there: they come behind it. */
const LaterChapters = lazy(() => import("./later-chapters.tsx"));

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
