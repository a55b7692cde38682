import type {
  AssumptionLine,
  ConceptExplanation,
  Explanation,
  ProcessExplanation,
  RuleExplanation,
  RuleLine,
  SourceLine,
  StatementLine,
  TopicLine,
  TopicTable,
} from '../domain/explain/index.js';

/**
 * An explanation as a sequence of blocks, with their order and headings. Text and Markdown print the same blocks, so that
 * pages and terminal output always agree.
 */
export type Block =
  | { kind: 'text'; head?: string; text: string }
  /** Ids with their text. */
  | { kind: 'list'; head: string; items: TopicLine[] }
  /** Sentences without ids. */
  | { kind: 'bullets'; head: string; items: readonly string[] }
  /** Commands to copy. */
  | { kind: 'commands'; head: string; commands: readonly string[] }
  /** An excerpt of a farm file. */
  | { kind: 'excerpt'; head: string; lines: readonly string[] }
  | { kind: 'table'; head: string; table: TopicTable };

/** The title and the blocks of an explanation. */
export interface Page {
  title: string;
  blocks: Block[];
}

/** The page of an explanation. */
export function pageOf(explanation: Explanation): Page {
  switch (explanation.kind) {
    case 'rule':
      return pageOfRule(explanation);
    case 'concept':
      return pageOfConcept(explanation);
    case 'process':
      return pageOfProcess(explanation);
    case 'assumption': {
      const { id, says, rules, answers } = explanation;
      return {
        title: `${id}: assumption`,
        blocks: [
          { kind: 'text', text: says },
          {
            kind: 'text',
            text: 'The vendor does not document this. Answers that depend on it cite it.',
          },
          ...ruleBlocks('Rules that depend on it', rules),
          ...commandBlocks('Commands that depend on it', answers),
        ],
      };
    }
    case 'statement': {
      const { id, says, rules } = explanation;
      return {
        title: `${id}: vendor statement`,
        blocks: [
          { kind: 'text', text: says },
          ...numberBlocks(explanation),
          ...sourceBlocks(explanation.sources),
          ...ruleBlocks('Rules based on it', rules),
        ],
      };
    }
    case 'error': {
      const { id, says, exitCode, exitCodeMeans, alike } = explanation;
      return {
        title: `${id}: exit code ${exitCode}`,
        blocks: [
          { kind: 'text', text: says },
          { kind: 'text', head: `Exit code ${exitCode}`, text: exitCodeMeans },
          ...(alike.length === 0
            ? []
            : [
                { kind: 'text' as const, head: 'Also with this exit code', text: alike.join(', ') },
              ]),
        ],
      };
    }
    case 'list':
      return {
        title: 'Topics',
        blocks: [
          { kind: 'text', text: 'Explain a topic by its id, for example: farm explain RAS104' },
          ...explanation.groups.map(({ title, topics }): Block => ({
            kind: 'list',
            head: title,
            items: topics,
          })),
        ],
      };
  }
}

function pageOfRule(rule: RuleExplanation): Page {
  const { sample, threshold, fix, suppress, set } = rule;
  const blocks: Block[] = [
    { kind: 'text', text: rule.statement },
    { kind: 'text', head: 'Why', text: rule.why },
    ...vendorBlocks(rule.vendor),
    ...assumptionBlocks(rule.assumptions),
    ...(rule.exemptions.length === 0
      ? []
      : [{ kind: 'bullets' as const, head: 'Exemptions', items: rule.exemptions }]),
    ...(sample.policy === undefined
      ? []
      : [{ kind: 'excerpt' as const, head: 'Policy', lines: sample.policy }]),
    { kind: 'excerpt', head: 'Bad', lines: sample.bad },
    {
      kind: 'text',
      head: 'What farm check reports',
      text: `${sample.message}. Observed: ${sample.observed}; required: ${sample.required}.`,
    },
    { kind: 'excerpt', head: 'Good', lines: sample.good },
    { kind: 'commands', head: 'Fix', commands: sample.remedy },
  ];
  if (fix !== null) {
    blocks.push({ kind: 'text', head: 'Autofix', text: `farm check --fix ${fix}.` });
  }
  if (threshold !== null) {
    const { preset, least, most, says } = threshold;
    const text = `Default ${preset}; a farm file can set ${least} to ${most}. ${says}`;
    blocks.push({ kind: 'text', head: 'Threshold', text });
  }
  for (const [index, line] of set.entries()) {
    const head = index === 0 ? 'Configure it in the farm file' : 'Turn it off in the farm file';
    blocks.push({ kind: 'excerpt', head, lines: [line] });
  }
  if (suppress === null) {
    const text = 'This rule is about the farm file itself. It cannot be configured or suppressed.';
    blocks.push({ kind: 'text', head: 'Accept the finding', text });
  } else {
    blocks.push({ kind: 'excerpt', head: 'Accept the finding in the farm file', lines: suppress });
  }
  return { title: `${rule.id} ${rule.slug} (${rule.severity})`, blocks };
}

function pageOfConcept(concept: ConceptExplanation): Page {
  return {
    title: concept.title,
    blocks: [
      ...concept.says.map((text): Block => ({ kind: 'text', text })),
      ...concept.tables.map((table): Block => ({ kind: 'table', head: table.caption, table })),
      ...(concept.example === null
        ? []
        : [{ kind: 'excerpt' as const, head: exampleHead(concept.id), lines: concept.example }]),
      ...vendorBlocks(concept.vendor),
      ...sourceBlocks(concept.sources),
      ...assumptionBlocks(concept.assumptions),
      ...ruleBlocks('Rules about it', concept.rules),
      ...commandBlocks('Commands', concept.commands),
    ],
  };
}

function pageOfProcess(process: ProcessExplanation): Page {
  return {
    title: `${process.name} (${process.id})`,
    blocks: [
      { kind: 'text', text: process.runs },
      { kind: 'text', head: 'While the primary is offline', text: process.away },
      ...sourceBlocks(process.sources),
      ...assumptionBlocks(process.assumptions),
    ],
  };
}

function vendorBlocks(lines: readonly StatementLine[]): Block[] {
  if (lines.length === 0) return [];
  const items = lines.map(({ id, says, sources }) => ({
    id,
    says: `${says} Source: ${sources.map(saySource).join('; ')}.`,
  }));
  return [{ kind: 'list', head: 'Vendor statements', items }];
}

function assumptionBlocks(lines: readonly AssumptionLine[]): Block[] {
  return lines.length === 0 ? [] : [{ kind: 'list', head: 'Assumptions', items: [...lines] }];
}

function ruleBlocks(head: string, rules: readonly RuleLine[]): Block[] {
  if (rules.length === 0) return [];
  const items = rules.map(({ id, slug, severity, statement }) => ({
    id,
    says: `${slug} (${severity}): ${statement}`,
  }));
  return [{ kind: 'list', head, items }];
}

function sourceBlocks(sources: readonly SourceLine[]): Block[] {
  if (sources.length === 0) return [];
  return [{ kind: 'text', head: 'Source', text: `${sources.map(saySource).join('; ')}.` }];
}

function numberBlocks({ number }: StatementLine): Block[] {
  return number === null ? [] : [{ kind: 'text', head: 'Number', text: String(number) }];
}

function commandBlocks(head: string, commands: readonly string[]): Block[] {
  return commands.length === 0 ? [] : [{ kind: 'commands', head, commands }];
}

function saySource({ document, version, section, read }: SourceLine): string {
  return `${document} (${version}), ${section}, read ${read}`;
}

function exampleHead(id: string): string {
  return id === 'policy' ? 'In farm.policy.json' : 'In the farm file';
}
