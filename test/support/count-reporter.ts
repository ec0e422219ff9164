import type { Reporter, TestCase, TestModule } from "vitest/node";

/** Ends the run with what was not run, by name, and one plain line that a machine can read. */
// oxlint-disable-next-line import/no-default-export -- vitest reads the default export
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const passed = tests.filter((test) => test.result().state === "passed").length;
    // A file that does not load, or an error outside any test, is a failure as well.
    const broken = modules.filter((module) => module.state() === "failed" && noneFailed(module));
    const failed = tests.filter((test) => test.result().state === "failed").length;
    for (const suite of notRun(tests)) process.stdout.write(`${suite}\n`);
    process.stdout.write(`${passed} passed, ${failed + broken.length + errors.length} failed\n`);
  }
}

function noneFailed(module: TestModule): boolean {
  return [...module.children.allTests("failed")].length === 0;
}

/** The titles of left-out suites say which part is missing: `not run: lab (missing: wine): …`. */
function notRun(tests: readonly TestCase[]): string[] {
  const skipped = tests.filter((test) => test.result().state === "skipped");
  const titles = skipped.map((test) => /not run: [^:]*\([^)]*\)/u.exec(test.fullName)?.[0]);
  return [...new Set(titles.filter((title) => title !== undefined))];
}
