import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const { releaseOf } = (await import(pathToFileURL(join(root, 'scripts/changelog.mjs')).href)) as {
  releaseOf: (changelog: string, day: string) => { version: string; notes: string; text: string };
};

const head = '# Changelog\n\nWhat changed.\n\n';

describe('a release', () => {
  it('is of the version at the top of the changelog, and writes its day there', () => {
    const changelog = `${head}## 1.10.0 (not released yet)\n\n- New.\n\n## 1.9.0 (2026-01-02)\n\n- Old.\n`;
    expect(releaseOf(changelog, '2026-12-24')).toEqual({
      version: '1.10.0',
      notes: '- New.',
      text: changelog.replace('not released yet', '2026-12-24'),
    });
  });

  it('has notes that may be grouped', () => {
    const notes = '### Added\n\n- New.\n\n### Fixed\n\n- Old.';
    const changelog = `${head}## 1.1.0 (not released yet)\n\n${notes}\n\n## 1.0.0 (2026-01-02)\n\n- First.\n`;
    expect(releaseOf(changelog, '2026-12-24').notes).toBe(notes);
  });

  it.each([
    ['everything is released', '## 1.0.0 (2026-01-02)\n\n- Old.\n', /must begin with/u],
    [
      'the top is not what waits',
      '## 1.0.0 (2026-01-02)\n\n- Old.\n\n## 2.0.0 (not released yet)\n\n- New.\n',
      /must begin/u,
    ],
    [
      'no change is listed',
      '## 1.1.0 (not released yet)\n\n## 1.0.0 (2026-01-02)\n\n- Old.\n',
      /lists no change below 1\.1\.0/u,
    ],
    [
      'groups are empty',
      '## 1.1.0 (not released yet)\n\n### Added\n\n## 1.0.0 (2026-01-02)\n\n- Old.\n',
      /lists no change below 1\.1\.0/u,
    ],
    [
      'the version is not newer',
      '## 1.9.0 (not released yet)\n\n- New.\n\n## 1.10.0 (2026-01-02)\n\n- Old.\n',
      /1\.9\.0, which is not newer than 1\.10\.0/u,
    ],
  ])('is refused where %s', (_, sections, reason) => {
    expect(() => releaseOf(head + sections, '2026-12-24')).toThrow(reason);
  });

  it('can be made from the current changelog, or has been made from it', () => {
    const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    if (changelog.includes('(not released yet)'))
      expect(releaseOf(changelog, '2026-12-24').notes).toMatch(/^- \w/mu);
    else expect(changelog).toContain(`\n## ${version} (`);
  });
});
