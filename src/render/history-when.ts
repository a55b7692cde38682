import { counted, type Printed } from '../domain/model/index.js';
import { rowLines } from './history.js';
import type { HistoryWhenResult, PeriodRow } from './history-result.js';
import type { Theme } from './theme.js';

/** Where the condition holds now; then each time in which it held, with the save that began it, latest first. */
export function renderHistoryWhen(result: Printed<HistoryWhenResult>, theme: Theme): string {
  const { file, total, condition, periods, skipped, site } = result;
  const { subject, operator, value } = condition;
  const asked = `${subject} ${operator} ${value}`;
  const now = periods.filter(({ ended }) => ended === null);
  const where = site === null ? '' : ` in ${site}`;
  const verdict =
    periods.length === 0
      ? `never held${where}`
      : now.length === 0
        ? `does not hold now${where}, but did`
        : `holds now${sayWhere(now)}`;
  return [
    theme.wrap(`${asked} ${verdict}: ${file}, ${counted(total, 'version')}`, 2),
    ...periods.map((period) => periodLines(period, condition.subject, theme)),
    ...(skipped === 0
      ? []
      : [theme.wrap(`${counted(skipped, 'version')} skipped: not a valid farm`)]),
  ].join('\n\n');
}

function sayWhere(periods: readonly Printed<PeriodRow>[]): string {
  const sites = periods.flatMap(({ site }) => site ?? []);
  return sites.length === 0 ? '' : ` in ${sites.join(', ')}`;
}

function periodLines(
  { site, began, ended, before, value }: Printed<PeriodRow>,
  subject: string,
  theme: Theme,
): string {
  const time = ended === null ? `since @${began.number}` : `from @${began.number} until @${ended}`;
  const change = before === null ? `${value} from the start` : `${before} → ${value}`;
  const head = `${site === null ? '' : `${site}: `}${time} (${subject} ${change})`;
  return [theme.wrap(head, 2), rowLines(began, 0, theme)].join('\n');
}
