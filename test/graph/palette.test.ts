import { describe, expect, it } from 'vitest';
import { schemes } from '../../src/render/graph/palette.js';

/** Text and lines can be read on everything that is below them, in light and in dark. */

/** The relative luminance of a colour: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance (read 2026-11-22). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(Object.entries(schemes))('the colours in %s', (_, scheme) => {
  const { page, box, border, text, label, fates } = scheme;
  const areas = Object.values(fates).flatMap((colours) =>
    'hatch' in colours ? [colours.fill, colours.hatch] : [colours.fill],
  );

  it('give text a contrast of 4.5 to 1 on every area and pattern', () => {
    for (const area of [page, box, ...areas]) expect(contrast(text, area)).toBeGreaterThan(4.5);
    for (const area of [page, box]) expect(contrast(label, area)).toBeGreaterThan(4.5);
  });

  it('give lines and borders a contrast of 3 to 1 on the page and in boxes', () => {
    for (const { line } of Object.values(fates)) {
      for (const area of [page, box]) expect(contrast(line, area)).toBeGreaterThan(3);
    }
    expect(contrast(border, page)).toBeGreaterThan(3);
  });
});
