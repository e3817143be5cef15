const LOOK_EVERY_MS = 500;

/** Calls back when npm ends silently, as after SIGKILL: this process then has another parent. */
export function whenNpmEnds(callback: () => void): void {
  if (process.env.npm_execpath === undefined) return;
  const npm = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(timer);
    callback();
  }, LOOK_EVERY_MS);
}
