import { settingProblems } from "../domain/settings.ts";

/** @throws Error naming every setting that the Worker would refuse, before anything depends on it */
export function demandValidSettings(variables: unknown): void {
  const problems = settingProblems(variables);
  if (problems.length > 0) throw new Error(`These settings are invalid: ${problems.join("; ")}`);
}
