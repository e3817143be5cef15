import { Suspense } from "solid-js";
import { later } from "../../later.tsx";
import { Start } from "./chapters/start.tsx";

/** Nobody has read so far when the page is there: they come behind it. */
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
