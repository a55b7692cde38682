/** DOOR domain/plan */
export { type EditCommands, editCommands } from './model-steps.js';
export { planFarms, type PlanOptions } from './plan.js';
export type { Meanwhile, Plan, PlanStep, ProviderMove, SitePlan, SiteState } from './plan-types.js';
export type { StepReason } from './task.js';
