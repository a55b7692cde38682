import { brokerEdits, type Misfit, type MisfitReason } from '../domain/expectations/index.js';
import {
  commandsIn,
  counted,
  listed,
  type FarmError,
  type Problem,
  type Refusal,
} from '../domain/model/index.js';
import { describeRefusal } from './reason-words.js';

/** The words of a test that can't be judged for its farm: a problem of the test file. */
export function describeMisfit({ path, reason }: Misfit): Problem {
  return { path, ...sayMisfit(reason) };
}

type Said = Omit<Problem, 'path'>;

function sayMisfit(reason: MisfitReason): Said {
  switch (reason.kind) {
    case 'site': {
      const names = reason.sites.map((name) => JSON.stringify(name)).join(', ');
      return { ...sayRefused(reason.refusal), expected: `"site": one of ${names}` };
    }
    case 'no-such-site':
      return {
        message: `no site of the farm matches "${reason.wanted}".`,
        expected: `every, or some of ${reason.sites.map((name) => JSON.stringify(name)).join(', ')}`,
        typed: reason.wanted,
        candidates: reason.sites,
        reason: { kind: reason.kind },
      };
    case 'edit': {
      const error = describeRefusal(reason.refusal);
      const expected = asEdits(error);
      return { ...sayError(error), ...(expected === null ? {} : { expected }) };
    }
    case 'name':
      return sayRefused(reason.refusal, reason.event === null ? '' : `event "${reason.event}": `);
    case 'scenario':
      return sayRefused(reason.refusal, `${reason.scenario}: `);
    case 'too-many-scenarios':
      return {
        message: `site "${reason.site}" needs ${reason.scenarios} scenarios.`,
        expected: `at most ${reason.most}`,
        reason,
      };
    case 'no-split':
      return {
        message: `site "${reason.site}" has ${counted(reason.active, 'active broker')}, which no network split can divide.`,
        reason,
      };
    case 'too-few-brokers':
      return {
        message: `site "${reason.site}" has no ${counted(reason.down, 'active broker')} that can fail.`,
        expected: reason.left === 0 ? 'a site with more active brokers' : `1 to ${reason.left}`,
        reason,
      };
    case 'unknown-process':
      return {
        message: `there is no process "${reason.process}".`,
        expected: 'a process of farm roles, by its name or its id in farm roles --json',
        typed: reason.process,
        candidates: reason.processes,
        reason: { kind: reason.kind },
      };
    case 'unknown-domain':
      return sayUnknownDomain(reason);
    case 'unknown-rule':
      return {
        message: `there is no rule "${reason.rule}".`,
        typed: reason.rule,
        candidates: reason.rules,
        reason: { kind: reason.kind },
      };
  }
}

function sayUnknownDomain(reason: MisfitReason & { kind: 'unknown-domain' }): Said {
  const { site, key, value, keys, values } = reason;
  const isKey = values.length === 0;
  const [typed, candidates] = isKey ? [key, keys] : [value, values];
  return {
    message: `no broker of site "${site}" is in ${key} ${value}.`,
    expected:
      candidates.length === 0
        ? 'a site whose brokers have failure domains'
        : `${isKey ? 'a failure domain with the key' : key} ${listed(candidates, 'or')}`,
    typed,
    candidates,
    reason,
  };
}

function sayRefused(refusal: Refusal, prefix = ''): Said {
  const words = sayError(describeRefusal(refusal));
  return { ...words, message: prefix + words.message };
}

function sayError({ message, why, reason, typed, candidates }: FarmError): Said {
  return {
    message: why === undefined ? message : `${message} ${why}`,
    ...(reason === undefined ? {} : { reason }),
    ...(typed === undefined ? {} : { typed, candidates }),
  };
}

/** The way out of a refusal as edits of a test, not as commands; null for any other way out. */
function asEdits({ nextStep, reason }: FarmError): string | null {
  const commands = commandsIn(nextStep);
  if (commands.some(({ options }) => options.some(({ flag }) => flag === '--reassign')))
    return 'who takes that over: "reassign": "automatic", or a broker';
  const edits = commands.flatMap(({ name: [topic, verb = ''], args: [first] }) =>
    topic === 'broker' && brokerEdits.some((one) => one === verb) && first?.kind === 'value'
      ? [`${JSON.stringify(verb)}: ${JSON.stringify(first.text)}`]
      : [],
  );
  if (reason?.kind === 'is-primary' && edits.length === 0)
    return 'before it in "given": "add" another broker, then "promote" it';
  if (edits.length === 0 || edits.length < commands.length) return null;
  return `before it in "given": ${edits.join(', then ')}`;
}
