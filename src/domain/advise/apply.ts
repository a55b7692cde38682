import type { Edit } from '../edits/index.js';
import { type Farm, findSite, type Site, type SuggestedCommand } from '../model/index.js';
import type { Change } from './change.js';
import { type Goal, type Unmet, unmetGoals } from './goal.js';
import { makeChanges, type Proposal } from './proposal.js';

/** A proposal with names in place of its placeholders, as an edit. */

/** What only the user knows: by the placeholder that it replaces. What is left out keeps its placeholder. */
export interface ProposalNames {
  /** Name and IP of a new broker. */
  brokers: Readonly<Record<string, { server: string; ip?: string | null }>>;
  /** Names of failure domains that the site doesn't have. */
  domains: Readonly<Record<string, string>>;
}

/** A proposal made with the given names. */
export interface AppliedProposal {
  edit: Edit;
  commands: SuggestedCommand[];
  /** What is missing then: nothing, unless a name undoes the effect, such as a rack that is full. */
  unmet: Unmet[];
}

/** What is applied, and when. */
export interface Application {
  names: ProposalNames;
  goals: readonly Goal[];
  /** ISO date. */
  today: string;
}

/**
 * The farm after a proposal with these names.
 * @throws Refusal of an edit, such as E_EXISTS for a name that is taken
 */
export function applyProposal(
  farm: Farm,
  siteName: string,
  { changes }: Pick<Proposal, 'changes'>,
  { names, goals, today }: Application,
): AppliedProposal {
  const site = findSite(farm, siteName);
  const named = changes.map((change) => withNames(change, names));
  const made = makeChanges(farm, site, named, { newBrokers: [], newDomains: [] });
  const after: Site = findSite(made.farm, site.name);
  return {
    edit: { farm: made.farm, notes: [] },
    commands: made.commands,
    unmet: unmetGoals(made.farm, after, goals, today),
  };
}

function withNames(change: Change, { brokers, domains }: ProposalNames): Change {
  if (change.kind === 'domain') return { ...change, to: domains[change.to] ?? change.to };
  if (change.kind !== 'add') return change;
  const { server, ip = null } = brokers[change.broker] ?? { server: change.broker };
  const failureDomains = Object.fromEntries(
    Object.entries(change.failureDomains).map(([key, value]) => [key, domains[value] ?? value]),
  );
  return { ...change, broker: server, ip, failureDomains };
}
