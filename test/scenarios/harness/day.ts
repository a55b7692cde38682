/** The day on which every scenario plays: suppressions are judged by it. */
export const scenarioDay = '2026-11-20';
