import * as fc from 'fast-check';

/**
 * Every property test starts from one seed, so that a run repeats. A failure prints it; other inputs: `FARM_SEED=7 npm test`.
 */

const text = process.env['FARM_SEED'] ?? '20261120';
const seed = Number(text);
if (!Number.isInteger(seed) || text.trim() === '')
  throw new Error(`FARM_SEED is "${text}", and must be an integer`);

fc.configureGlobal({
  seed,
  reporter: (run) => {
    if (!run.failed) return;
    const rerun = `Repeat with: FARM_SEED=${seed} npx vitest run`;
    throw new Error(`${fc.defaultReportMessage(run)}\n\n${rerun}`, { cause: run.errorInstance });
  },
});
