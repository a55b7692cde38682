/** DOOR domain/plan */
export { type EditCommands, editCommands } from './model-steps.js';
export { planFarms } from './plan.js';
export type { Meanwhile, Plan, PlanStep, SitePlan, SiteState } from './plan-types.js';
export type { StepReason } from './task.js';
