const LOOK_EVERY_MS = 500;

/** Calls back when npm is gone without a word, as after SIGKILL: whoever adopts this process is not npm. */
export function whenNpmEnds(callback: () => void): void {
  if (process.env.npm_execpath === undefined) return;
  const npm = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(timer);
    callback();
  }, LOOK_EVERY_MS);
}
