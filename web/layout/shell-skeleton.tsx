import { ProgressLine } from "../ui/progress-line.tsx";

/** What stands there until it is known who is signed in: the frame, with nothing in it. */
export function ShellSkeleton() {
  return (
    <div class="shell" aria-busy="true">
      <div class="side" />
      <main class="main">
        <ProgressLine active label="Loading" />
      </main>
    </div>
  );
}
