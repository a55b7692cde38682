/** DOOR domain/report */
export { pseudonymsOf, type Pseudonyms } from './pseudonyms.js';
export { reportOf, type FarmReport, type ReportQuestion, type SiteSurvival } from './report.js';
