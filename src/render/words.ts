import type { Change } from '../domain/diff/index.js';
import {
  type BrokerRole,
  type BrokerState,
  type Tolerance,
  counted,
  fieldAt,
  listed,
  nameItems,
  printDuration,
} from '../domain/model/index.js';
import type { FindingSummary, Severity } from '../domain/readiness/index.js';
import type { Theme } from './theme.js';
import { displayWidth } from './text.js';

/**
 * Phrases that several answers share, so that they are worded the same everywhere.
 */

/** "1 error, 2 warnings, 3 notes", each in its colour; "no findings". */
export function saySummary(summary: FindingSummary, theme: Theme): string {
  const parts = [
    summary.error > 0 && severityColour('error', theme)(counted(summary.error, 'error')),
    summary.warning > 0 && severityColour('warning', theme)(counted(summary.warning, 'warning')),
    summary.info > 0 && severityColour('info', theme)(counted(summary.info, severityWord('info'))),
    summary.suppressed > 0 && `${summary.suppressed} suppressed`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? theme.colour.green('no findings') : parts.join(', ');
}

/** A severity in text: `info` is called a note. */
export function severityWord(severity: Severity): string {
  return severity === 'info' ? 'note' : severity;
}

/** The colour of a severity. */
export function severityColour(severity: Severity, { colour }: Theme): (text: string) => string {
  return { error: colour.red, warning: colour.yellow, info: colour.cyan }[severity];
}

/** `CB1, CB2 and CB3`; more than four with ranges: `CB[1-5] and CB7`. */
export function sayNames(names: readonly string[]): string {
  return listed(nameItems(names));
}

/** Names as `sayNames` says them where those are few; otherwise the first three, and how many more: `A, B, C and 47 more`. */
export function sayFew(names: readonly string[]): string {
  const items = nameItems(names);
  if (items.length <= mostItems) return listed(items);
  return `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}

/** So many names and ranges are easy to read. */
const mostItems = 4;

/** Longer lists of names are counted where a phrase only points at them. */
const longestList = 40;

/** "agents RDS[1-9]", "provider vc1"; "the 40 agents that prefer CB1" where their names are too long to read. */
export function sayMembers(object: string, names: readonly string[], preferred: string): string {
  const said = sayNames(names);
  if (said.length > longestList && names.length > 1) {
    return `the ${names.length} ${object}s that prefer ${preferred}`;
  }
  return `${names.length === 1 ? object : `${object}s`} ${said}`;
}

/** The state of a broker, coloured. */
export function sayState(state: BrokerState, { good, caution, faint }: Theme): string {
  return { active: good, standby: caution, disabled: faint }[state](state);
}

/** The role of a broker; the primary is bold. */
export function sayRole(role: BrokerRole, { colour }: Theme): string {
  return role === 'primary' ? colour.bold(role) : role;
}

/** "can lose any 1 broker (any 2 with standbys)", "cannot lose any broker". */
export function sayTolerance({ withoutStandbys, withStandbys }: Tolerance): string {
  const figure =
    withoutStandbys === 0
      ? 'cannot lose any broker'
      : `can lose any ${counted(withoutStandbys, 'broker')}`;
  return withStandbys === withoutStandbys
    ? figure
    : `${figure} (any ${withStandbys} with standbys)`;
}

/** A value as text: on, off, none. */
export function sayValue(value: string | number | boolean | null): string {
  if (value === null || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return String(value);
}

/** A property of an object in words: by the label of its field. */
export function sayProperty(object: string, property: string): string {
  const field = fieldAt(object, property);
  // A key within an object of the farm file, such as autoPromotion.failback, is said without the object.
  return field === undefined
    ? property
    : (field.label ?? property.slice(property.lastIndexOf('.') + 1));
}

/** The value of a property in words. */
export function sayPropertyValue(
  object: string,
  property: string,
  value: Change['before'],
): string {
  const kind = fieldAt(object, property)?.kind;
  if (kind === 'preferred broker' && value === null) return 'Automatic';
  if (kind === 'minutes') return printDuration(Number(value));
  return sayValue(value);
}

/** "on after 30m, failback on", "off". */
export function sayAutoPromotion(settings: {
  enabled: boolean;
  afterMinutes: number;
  failback: boolean;
}): string {
  const failback = settings.failback ? ', failback on' : '';
  return settings.enabled
    ? `on after ${printDuration(settings.afterMinutes)}${failback}`
    : `off${failback}`;
}

/** "assumption A4", "assumptions A1, A4". */
export function sayAssumptions(ids: readonly string[]): string {
  return `assumption${ids.length === 1 ? '' : 's'} ${ids.join(', ')}`;
}

/** A share as rounded by the domain: text and JSON show the same number. */
export function sayPercent(percent: number): string {
  return `${percent}%`;
}

/** Text wrapped to the width, with all lines indented. */
export function paragraph(text: string, indent: number, theme: Theme): string {
  return theme.wrap(' '.repeat(indent) + text, indent);
}

/**
 * A sentence wrapped to the width. Commands at its end are never wrapped: if they don't fit, or are several, each gets its
 * own line, to be copied.
 */
export function sayWithCommand(text: string, theme: Theme): string {
  const at = text.indexOf(': farm ');
  const commands = at === -1 ? [] : text.slice(at + 2).split(/, then (?=farm )/);
  const fits = commands.length <= 1 && displayWidth(text) <= theme.width;
  if (at === -1 || fits) return theme.wrap(text);
  const lines = commands.map((command) => `  ${theme.command(command)}`);
  return [theme.wrap(text.slice(0, at + 1)), ...lines].join('\n');
}
