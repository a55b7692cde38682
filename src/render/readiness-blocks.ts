import { groupedBy } from '../domain/model/index.js';
import type { PrintedFinding } from './check-result.js';

/** Which findings are shown together, in one site and in several. */

/** As many findings, causes or sites as this, which differ only in their object, are shown as one. */
export const leastFolded = 3;

/** Findings of one site that are shown together: those with one cause, or of one rule. */
export interface Block {
  kind: 'matter' | 'alike' | 'single';
  /** All of them, also those that are only counted. */
  findings: readonly PrintedFinding[];
  /** Those that are shown; for `alike` the first stands for all. */
  shown: readonly PrintedFinding[];
  /** For `matter`: brokers that are idle with the same findings as the first. */
  also: readonly string[];
}

/** Sites whose blocks look alike: the blocks of the first one are shown for all of them. */
export interface Shared {
  sites: string[];
  blocks: Block[];
  /** The findings of all of these sites. */
  findings: readonly PrintedFinding[];
}

/** The blocks of a site, in the order of its findings. */
export function blocksIn(found: readonly PrintedFinding[]): Block[] {
  const blocks = [...groupedBy(found, blockKey).values()].flatMap((findings): Block[] => {
    const [first] = findings;
    if (first === undefined) return [];
    if (first.matter !== null && findings.length > 1)
      return [{ kind: 'matter', findings, shown: findings, also: [] }];
    if (areAlike(findings)) return [{ kind: 'alike', findings, shown: findings, also: [] }];
    return findings.map((one) => ({ kind: 'single', findings: [one], shown: [one], also: [] }));
  });
  return [...groupedBy(blocks, mergeKey).values()].flatMap((same): Block[] => {
    const [first, ...others] = same;
    if (first === undefined || same.length < leastFolded) return same;
    const findings = same.flatMap((block) => block.findings);
    return [{ ...first, findings, also: others.flatMap(idleIn) }];
  });
}

/**
 * What many sites of a farm share, and what is left of each site. Sites with the same shared blocks are together.
 * @param bySite the findings of each site that has some, in the order of the sites
 */
export function sharedBlocks(bySite: ReadonlyMap<string, readonly PrintedFinding[]>): {
  shared: Shared[];
  own: Map<string, Block[]>;
} {
  const blocks = [...bySite].flatMap(([site, found]) =>
    blocksIn(found).map((block) => ({ site, block, shape: shapeOf(block) })),
  );
  const byShape = groupedBy(blocks, ({ shape }) => shape);
  const sharing = new Map<string | null, { sites: string[]; key: string }>();
  for (const [shape, all] of byShape) {
    const sites = [...new Set(all.map(({ site }) => site))];
    if (shape !== null && sites.length >= leastFolded)
      sharing.set(shape, { sites, key: JSON.stringify(sites) });
  }
  const bySites = groupedBy(
    blocks.filter(({ shape }) => sharing.has(shape)),
    ({ shape }) => sharing.get(shape)?.key,
  );
  const shared = [...bySites.values()].map((all): Shared => {
    const sites = sharing.get(all[0]?.shape ?? null)?.sites ?? [];
    return {
      sites,
      blocks: all.filter(({ site }) => site === sites[0]).map(({ block }) => block),
      findings: all.flatMap(({ block }) => block.findings),
    };
  });
  const left = groupedBy(
    blocks.filter(({ shape }) => !sharing.has(shape)),
    ({ site }) => site,
  );
  const own = [...left].map(([site, all]) => [site, all.map(({ block }) => block)] as const);
  return { shared, own: new Map(own) };
}

/** Whether findings of one rule differ only in their object, and are enough to be shown as one. */
export function areAlike(findings: readonly PrintedFinding[]): boolean {
  const objects = new Set(findings.map(({ target }) => target.name));
  return (
    findings.length >= leastFolded && objects.size === findings.length && findings.every(isPlain)
  );
}

/** What is shown together has the same key. A suppressed finding is not counted, so it stays apart. */
function blockKey(finding: PrintedFinding): string {
  const { matter, rule, severity, suppressed } = finding;
  if (matter !== null && suppressed === null) {
    // A site has one matter of each kind, and one for each idle broker.
    return `${matter.kind} ${matter.kind === 'broker-idle' ? matter.broker : ''}`;
  }
  return isPlain(finding) ? `${rule} ${severity}` : JSON.stringify(finding.path) + rule;
}

/** Whether it counts, and a baseline says nothing about it. */
function isPlain({ suppressed, acceptedAt }: PrintedFinding): boolean {
  return suppressed === null && acceptedAt === undefined;
}

/** Idle brokers with the same findings have the same key, other blocks their own. */
function mergeKey(block: Block): string | Block {
  const isIdle = block.kind === 'matter' && block.findings[0]?.matter?.kind === 'broker-idle';
  return (isIdle ? shapeOf(block) : null) ?? block;
}

function idleIn({ findings: [first] }: Block): string[] {
  const matter = first?.matter ?? null;
  return matter?.kind === 'broker-idle' ? [matter.broker] : [];
}

/** Blocks of several sites with the same shape differ only in names and numbers; null for what is shown for itself. */
function shapeOf({ findings }: Block): string | null {
  if (!findings.every(isPlain)) return null;
  const rules = findings.map(({ rule, severity }) => `${rule} ${severity}`);
  const [first] = findings;
  const matter = findings.length > 1 ? (first?.matter?.kind ?? null) : null;
  return JSON.stringify([matter, [...new Set(rules)].toSorted()]);
}
