import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/seed.ts'],
    globalSetup: ['test/state-folder.ts'],
    // Output is caught by wrapping process.stdout itself; vitest's own interception would get there first.
    disableConsoleIntercept: true,
    testTimeout: 20_000,
    hookTimeout: 30_000,
    pool: 'threads',
    // By itself vitest leaves one core to others: on two cores that doubles the time.
    maxWorkers: '100%',
    // Nothing of the machine that runs the tests may colour their output or find its user's own farm.
    env: { NO_COLOR: '1', FORCE_COLOR: '', FARM_FILE: '', CI: '' },
  },
});
