import { Refusal } from './refusal.js';
import { shortened } from './words.js';

const minutesOf: Readonly<Record<string, number>> = { m: 1, min: 1, h: 60, d: 1440 };

/**
 * Parses a duration to minutes: `30m`, `2h`, `1h30m`, `3d`; a bare number is minutes.
 * @throws Refusal E_USAGE for anything else
 */
export function parseDuration(text: string): number {
  const compact = text.trim().toLowerCase().replaceAll(/\s+/g, '');
  if (/^\d{1,7}$/.test(compact)) return Number(compact);
  const parts = [...compact.matchAll(/(\d{1,7})(min|m|h|d)/g)];
  if (compact === '' || parts.map(([part]) => part).join('') !== compact) {
    throw new Refusal('E_USAGE', { kind: 'bad-duration', text: shortened(text) });
  }
  return parts.reduce(
    (sum, [, number, unit]) => sum + Number(number) * (minutesOf[unit ?? ''] ?? 0),
    0,
  );
}

/** Minutes as `parseDuration` reads them: `0m`, `45m`, `1h30m`, `2d`. */
export function printDuration(minutes: number): string {
  const parts: [number, string][] = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor((minutes % 1440) / 60), 'h'],
    [minutes % 60, 'm'],
  ];
  const words = parts.filter(([number]) => number > 0).map(([number, unit]) => `${number}${unit}`);
  return words.length === 0 ? '0m' : words.join('');
}
