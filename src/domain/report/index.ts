/** DOOR domain/report */
export { pseudonymsOf } from './pseudonyms.js';
export { type FarmReport, reportOf } from './report.js';
