import { readFileSync } from 'node:fs';

/** Prints vitest's JSON report as one line, `N passed, N failed`, for a CI that knows no vitest. */
/** @type {{ success: boolean, numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: { status: string }[] }[] }} */
const report = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));

// A file that could not even be loaded has no tests to count: it counts as one failure.
const unloadable = report.testResults.filter(
  (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
).length;
const failed = report.numFailedTests + unloadable;

console.log(`${report.numPassedTests} passed, ${failed} failed`);
if (failed > 0 || report.numPassedTests === 0 || !report.success) process.exitCode = 1;
