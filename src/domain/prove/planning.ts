import {
  type AssumptionId,
  cite,
  type CitationId,
  type RasVersion,
  brokersForRedundancy,
  statements,
  type StatementId,
} from '../facts/index.js';
import { newBroker, defaultAutoPromotion } from '../edits/index.js';
import { providerFields, type Site, siteFields, withDefaults } from '../model/index.js';
import { loadRuleOf, loadWeights, percent } from '../load/index.js';
import { tallySets } from './sets.js';
import { countSplits } from './splits.js';
import { splitLeavesMajority, type SurvivalModel, survivalModel } from './survival.js';

/** The properties of a site of one size. */
export interface PlannedSite {
  active: number;
  standbys: number;
  /** How many brokers make a majority. */
  majority: number;
  vdiArmed: boolean;
  /** How many brokers, any of them, may fail while standbys step in: for sessions alone, and for providers too. */
  tolerance: { sessions: number; providers: number };
  /** Ways the network can split the active brokers in two. */
  splits: number;
  /** Of these, how many leave neither side with a majority. */
  splitsWithoutMajority: number;
  /** Percent of the agents that each takes, rounded to two decimals; null where there is no secondary. */
  load: { primary: number; eachSecondary: number | null };
  /** Whether auto-promotion has an effect: RAS ignores it with too few active brokers. */
  autoPromotionPossible: boolean;
  /** What the vendor says about a site of this size. */
  remarks: Remark[];
}

/** A statement of the vendor that a size meets (`good`) or doesn't. */
export interface Remark {
  statement: RemarkStatement;
  good: boolean;
}

/** The statements that remarks are about. */
export type RemarkStatement = (typeof remarkStatements)[number];

/** The planning table: how many brokers to have. */
export interface PlanningResult {
  rasVersion: RasVersion;
  loadRule: string;
  sites: PlannedSite[];
  source: string[];
  assumptions: AssumptionId[];
}

const mostActive = 9;
const mostStandbys = 2;

/** Sites of 1 to 9 active brokers with 0 to 2 standbys: what each survives, and how it spreads its agents. */
export function planningTable(rasVersion: RasVersion): PlanningResult {
  const sites: PlannedSite[] = [];
  for (let active = 1; active <= mostActive; active += 1) {
    for (let standbys = 0; standbys <= mostStandbys; standbys += 1) {
      sites.push(plannedSite(rasVersion, active, standbys));
    }
  }
  const rule = loadRuleOf(rasVersion);
  const cited = remarkStatements.flatMap((id): readonly CitationId[] => statements[id].citations);
  return {
    rasVersion,
    loadRule: rule.says,
    sites,
    source: [...new Set([...cited, ...rule.citations])].map(cite),
    assumptions: ['A1', 'A4', 'A5', 'A8', 'A12', ...rule.assumptions, 'A23'],
  };
}

function plannedSite(version: RasVersion, active: number, standbys: number): PlannedSite {
  const withProvider = survivalModel(siteOf(active, standbys, true), { standbys: true });
  const withoutProvider = survivalModel(siteOf(active, standbys, false), { standbys: true });
  const weights = loadWeights(version, active);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const [primary = 0, secondary] = weights;
  return {
    active,
    standbys,
    majority: withProvider.majority,
    vdiArmed: withProvider.armed,
    tolerance: {
      sessions: toleranceTried(withoutProvider),
      providers: toleranceTried(withProvider),
    },
    splits: countSplits(active),
    splitsWithoutMajority: splitsWithoutMajority(withProvider),
    load: {
      primary: percent(primary, total),
      eachSecondary: secondary === undefined ? null : percent(secondary, total),
    },
    autoPromotionPossible: active >= statements.R12.number,
    remarks: remarksOn(active, standbys),
  };
}

/** The tolerance by trying every set: eleven brokers have 2,048. */
function toleranceTried(model: SurvivalModel): number {
  const { tolerance } = tallySets(model, model.members.length);
  if (tolerance === null) throw new Error('every set was tried, so some set lost a service');
  return tolerance;
}

function splitsWithoutMajority(model: SurvivalModel): number {
  let without = 0;
  for (let split = 1; split <= countSplits(model.base); split += 1) {
    if (!splitLeavesMajority(model, split << 1)) without += 1;
  }
  return without;
}

const remarkStatements = [
  'R1',
  'R2',
  'R4',
  'R8',
  'R9',
  'R22',
] as const satisfies readonly StatementId[];

function remarksOn(active: number, standbys: number): Remark[] {
  return [
    ...(active + standbys < brokersForRedundancy ? [remark('R1')] : []),
    ...(active < statements.R2.number ? [remark('R2')] : []),
    ...(active < statements.R22.number && standbys > 0 ? [remark('R22')] : []),
    ...(active === statements.R8.number ? [remark('R8', true)] : []),
    ...(active % statements.R4.number === 0 ? [remark('R4')] : []),
    ...(active - 1 > statements.R9.number ? [remark('R9')] : []),
  ];
}

/** A planned site: brokers CB1… of which the last are standbys, and one Automatic provider or none. */
function siteOf(active: number, standbys: number, provider: boolean): Site {
  const brokers = Array.from({ length: active + standbys }, (_, index) =>
    newBroker({ server: `CB${index + 1}` }, index >= active),
  );
  return {
    ...withDefaults(siteFields, { name: 'planned', licensing: true }),
    autoPromotion: defaultAutoPromotion,
    brokers,
    gateways: [],
    agents: [],
    providers: provider ? [withDefaults(providerFields, { name: 'provider', type: 'HyperV' })] : [],
  };
}

function remark(statement: RemarkStatement, good = false): Remark {
  return { statement, good };
}
