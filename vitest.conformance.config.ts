import { defineConfig } from 'vitest/config';

/** The conformance tests alone: they need no database. */
export default defineConfig({
  test: { include: ['test/conformance/**/*.test.ts'], testTimeout: 30_000, maxWorkers: 2 },
});
