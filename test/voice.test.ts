import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';

/**
 * Plain modern English in all texts: these words are archaic, or common ones in an archaic sense. Each has what to write
 * instead. A sample, not a dictionary: words with a modern meaning as well are not listed.
 */
const archaic: readonly [pattern: RegExp, write: string][] = [
  [/\bmend(?:s|ed|ing)?\b/iu, 'fix'],
  [/\b(?:is|are|was|were|be) told\b/iu, 'reported, shown'],
  [/\btells? of\b/iu, 'reports, contains'],
  [/\bheed(?:s|ed)?\b/iu, 'use, ignore, take effect'],
  [/\bwhichever (?:it is|they are)\b/iu, 'any'],
  [/\b(?:is|are) meant\b/iu, 'the object itself, such as "the site to use"'],
  [/\bmust be said\b/iu, 'specify …'],
  [/\bslips? of the hand\b/iu, 'typo'],
  [/\ba slip\b/iu, 'a typo, a mistake'],
  [/\bas ever\b/iu, 'unchanged'],
  [/\bstands? in (?:site|the farm)\b/iu, 'is in'],
  [/\ba sound (?:farm|file|test)\b/iu, 'valid'],
  [/\banew\b/iu, 'again'],
  [/\bat a glance\b/iu, 'an overview'],
  [/\bcounted out\b/iu, 'calculated'],
  [/\bof our own|\bof ours\b/iu, "farm's own"],
  [/\bserves? nobody\b/iu, 'does not serve'],
  [/\bnobody (?:is promoted|serves|decides|knows)\b/iu, 'no broker …'],
  [/\bmatch(?:es)? nothing any more\b/iu, 'no longer matches'],
  [/\btakes? (?:it|them|that|sessions|providers) away\b/iu, 'stops'],
  [/\bleft as (?:it is|they are)\b/iu, 'not changed'],
  [/\bstands? as it (?:is|should)\b/iu, 'unchanged'],
  [/\bleant? on\b|\blean(?:s|ing) on\b/iu, 'depend on, be based on'],
  [/\bfor good(?=[.,:;)]|$)/iu, 'permanently'],
  [/\b(?:shall|whereupon|thereby|thereof|lest|hitherto|henceforth)\b/iu, 'a modern word'],
];

/** Names of JSON keys that are kept for scripts. */
const keptKeys = /"mend"|\bmend(?=: sample|: readonly)|sample\.mend|`mend(?::|`)/gu;

const files = globSync(['{bin,src,scripts,docs,examples}/**/*.{ts,mjs,js,md,yaml}', '*.md'], {
  ignore: [
    'docs/library.md',
    'scripts/build.mjs',
    'src/cli/flags.ts',
    'src/domain/{diff,edits,expectations,model,prove,simulate}/**',
    'src/store/{farm,preferences}/**',
    'src/wizard/**',
  ],
});

describe('texts', () => {
  it.each(archaic)('do not contain %s', (pattern, write) => {
    const found = files.flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line, at) =>
          pattern.test(line.replaceAll(keptKeys, '')) ? [`${file}:${at + 1}: ${line.trim()}`] : [],
        ),
    );
    expect(found, `write instead: ${write}`).toEqual([]);
  });
});
