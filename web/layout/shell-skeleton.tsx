import { ProgressLine } from "../ui/progress-line.tsx";

/** The empty frame, until it is known who is signed in. */
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
