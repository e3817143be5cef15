import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JsonTestResults } from "vitest/node";
import { command } from "./step.ts";

/** Runs vitest; a skipped test counts as failed, because otherwise nobody notices it. */
export async function runTests(filters: string[]): Promise<{ passed: number; failed: number }> {
  const folder = mkdtempSync(join(tmpdir(), "latchkey-tests-"));
  const report = join(folder, "report.json");
  try {
    const good = await command("vitest", [
      "run",
      "--config=test/vitest.config.ts",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
      ...filters,
    ]);
    const results = JSON.parse(readFileSync(report, "utf8")) as JsonTestResults;
    // Repeated at the end, where a reader of a long output looks first.
    for (const title of failedTests(results)) console.error(`Failed: ${title}`);
    for (const title of flickeringTests(results)) console.error(`Passed at the second try only: ${title}`);
    const skipped = filters.includes("-t") ? [] : skippedTests(results);
    for (const title of skipped) console.error(`Skipped: ${title}`);
    const failed = results.numFailedTests + unloadedFiles(results) + skipped.length;
    // An error outside of any test fails the run without a failed test.
    return { passed: results.numPassedTests, failed: failed || (good ? 0 : 1) };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function unloadedFiles({ testResults }: JsonTestResults): number {
  return testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.every((assertion) => assertion.status !== "failed"),
  ).length;
}

function flickeringTests({ testResults }: JsonTestResults): string[] {
  return testResults.flatMap((file) =>
    file.assertionResults
      .filter(({ status, failureMessages }) => status === "passed" && failureMessages?.length)
      .map(
        ({ fullName, failureMessages }) => `${file.name}: ${fullName}: ${firstLine(failureMessages?.[0])}`,
      ),
  );
}

function failedTests({ testResults }: JsonTestResults): string[] {
  return testResults.flatMap((file) => {
    const titles = file.assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages }) => `${fullName}: ${firstLine(failureMessages?.[0])}`);
    if (titles.length === 0 && file.status === "failed") titles.push(firstLine(file.message));
    return titles.map((title) => `${file.name}: ${title}`);
  });
}

function firstLine(text = ""): string {
  return text.split("\n", 1)[0] ?? "";
}

function skippedTests({ testResults }: JsonTestResults): string[] {
  return testResults.flatMap((file) =>
    file.assertionResults
      .filter(({ status }) => status !== "passed" && status !== "failed")
      .map(({ fullName }) => `${file.name}: ${fullName}`),
  );
}
