/** DOOR domain/report */
export { forSimulation } from './for-simulation.js';
export { pseudonymsOf } from './pseudonyms.js';
export { type FarmReport, reportOf } from './report.js';
