import {
  type ErrorCode,
  exitCodeMeanings,
  exitCodeOf,
  Refusal,
  shortened,
  sameName,
} from '../model/index.js';
import {
  type AssumptionId,
  assumptions,
  type BrokerProcess,
  brokerProcesses,
  processesCitation,
  type StatementId,
  statements,
} from '../facts/index.js';
import { explainConcept } from './concept.js';
import { errorTopics } from './error-topics.js';
import {
  type AssumptionExplanation,
  type ErrorExplanation,
  type Explanation,
  type ProcessExplanation,
  ruleLine,
  sourceLines,
  statementLine,
  type TopicLine,
  type TopicList,
} from './explanation.js';
import { assumptionLine, explainRule } from './rule.js';
import { dependentCommands, conceptTopics } from './topics.table.js';
import { allRules, type Rule } from '../readiness/index.js';

/** A topic of `farm explain`: its names, its line in the list, and the explanation. */
interface Topic extends TopicLine {
  /** Other names for it, besides its id. */
  names: readonly string[];
  explain: () => Explanation;
}

interface TopicGroup {
  title: string;
  topics: readonly Topic[];
}

const groups: readonly TopicGroup[] = [
  { title: 'Concepts', topics: [...conceptTopics.map(topicOfConcept), topicOfExitCodes()] },
  {
    title: 'Rules of farm check',
    topics: allRules.toSorted(byId).map((rule) => ({
      id: rule.id,
      says: `${rule.slug} (${rule.severity})`,
      names: [rule.slug],
      explain: () => explainRule(rule),
    })),
  },
  {
    title: 'Processes of Connection Brokers',
    topics: brokerProcesses.map((process) => ({
      id: process.id,
      says: process.name,
      names: sameName(process.name, process.id) ? [] : [process.name],
      explain: () => explainProcess(process),
    })),
  },
  {
    title: 'Statements of the vendor',
    topics: (Object.keys(statements) as StatementId[]).map((id) => ({
      id,
      says: statements[id].says,
      names: [],
      explain: () => ({
        kind: 'statement',
        ...statementLine(id),
        rules: allRules.filter((rule) => rule.statements.includes(id)).map(ruleLine),
      }),
    })),
  },
  {
    title: 'Assumptions, where the vendor documents nothing',
    topics: (Object.keys(assumptions) as AssumptionId[]).map((id) => ({
      id,
      says: assumptions[id],
      names: [],
      explain: () => explainAssumption(id),
    })),
  },
  {
    title: 'Error codes',
    topics: (Object.keys(exitCodeOf) as ErrorCode[]).map((id) => ({
      id,
      says: `exit ${exitCodeOf[id]}`,
      names: [],
      explain: () => explainError(id),
    })),
  },
];

/** All topics, grouped. */
export function listTopics(): TopicList {
  return {
    kind: 'list',
    groups: groups.map(({ title, topics }) => ({
      title,
      topics: topics.map(({ id, says }) => ({ id, says })),
    })),
  };
}

/**
 * The explanation of a topic, by any of its names, case-insensitive.
 * @throws Refusal E_NOT_FOUND for an unknown topic
 */
export function explain(name: string): Explanation {
  const topics = groups.flatMap((group) => group.topics);
  const wanted = name.trim();
  const found = topics.find(({ id, names }) => [id, ...names].some((one) => sameName(one, wanted)));
  if (found !== undefined) return found.explain();
  throw new Refusal(
    'E_NOT_FOUND',
    { kind: 'unknown-topic', topic: shortened(name) },
    { typed: wanted, candidates: topics.flatMap(({ id, names }) => [id, ...names]) },
  );
}

/** Every name of every topic; no two topics share one. */
export function topicNames(): string[] {
  return groups.flatMap(({ topics }) => topics.flatMap(({ id, names }) => [id, ...names]));
}

function topicOfConcept(concept: (typeof conceptTopics)[number]): Topic {
  return {
    id: concept.id,
    says: concept.title,
    names: concept.aliases,
    explain: () => explainConcept(concept),
  };
}

function topicOfExitCodes(): Topic {
  const title = 'Exit codes';
  const codes = Object.keys(exitCodeMeanings);
  return {
    id: 'exit-codes',
    says: title,
    names: ['exit-code', 'errors', ...codes],
    explain: () => ({
      kind: 'concept',
      id: 'exit-codes',
      title,
      says: ['They are the same with --json, where "status" has the same value.'],
      tables: [
        {
          caption: 'Every exit code',
          head: ['code', 'meaning', 'error codes'],
          rows: codes.map((code) => [
            code,
            exitCodeMeanings[Number(code)] ?? '',
            codesExiting(Number(code)).join(', '),
          ]),
        },
      ],
      vendor: [],
      assumptions: [],
      rules: [],
      sources: [],
      commands: [],
      example: null,
    }),
  };
}

function explainAssumption(id: AssumptionId): AssumptionExplanation {
  return {
    kind: 'assumption',
    ...assumptionLine(id),
    rules: allRules.filter((rule) => rule.assumptions.includes(id)).map(ruleLine),
    answers: dependentCommands[id].map((command) => `farm ${command}`),
  };
}

function explainProcess(process: BrokerProcess): ProcessExplanation {
  const { id, name, primary, secondary } = process;
  const isLicensing = primary === 'licensing-site';
  const who = isLicensing ? 'the primary of the Licensing Site' : 'the primary of each Site';
  const runs = {
    no: `Only ${who} runs it.`,
    optional: `${sentence(who)} runs it, and other active brokers if configured.`,
    yes: `${sentence(who)} runs it, and every other active broker too.`,
  }[secondary];
  const away = {
    no: `It stops while that broker is offline, until another broker is promoted.${isLicensing ? ' It does not depend on the primary of any other Site.' : ''}`,
    optional: 'It continues if it is configured on a secondary that serves; otherwise it stops.',
    yes: 'It continues: every broker that serves runs it.',
  }[secondary];
  return {
    kind: 'process',
    id,
    name,
    primary,
    secondary,
    runs,
    away,
    sources: sourceLines([processesCitation]),
    assumptions: (isLicensing ? (['A9', 'A14'] as const) : (['A14'] as const)).map(assumptionLine),
  };
}

function explainError(id: ErrorCode): ErrorExplanation {
  const exitCode = exitCodeOf[id];
  return {
    kind: 'error',
    id,
    says: errorTopics[id],
    exitCode,
    exitCodeMeans: exitCodeMeanings[exitCode] ?? '',
    alike: codesExiting(exitCode).filter((code) => code !== id),
  };
}

function codesExiting(exitCode: number): ErrorCode[] {
  return (Object.keys(exitCodeOf) as ErrorCode[]).filter((id) => exitCodeOf[id] === exitCode);
}

function byId(a: Rule, b: Rule): number {
  return a.id < b.id ? -1 : 1;
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
