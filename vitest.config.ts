import { defineConfig } from "vitest/config";

// oxlint-disable-next-line import/no-default-export -- vitest reads the default export
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    expect: { requireAssertions: true },
    reporters: ["default", "./test/support/count-reporter.ts"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
