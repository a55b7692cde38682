import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  defaultSiteOf,
  setDefaultSite,
  unsetDefaultSite,
} from '../../src/store/preferences/default-sites.js';
import { defaultSitesPath } from '../../src/store/preferences/config-folder.js';
import { preferencesPath, setPreference } from '../../src/store/preferences/preferences.js';
import { farmErrorOf, freshFolder } from './a-farm.js';

/** One default site for a farm file, whatever path leads to it. */

function room(): { env: NodeJS.ProcessEnv; farm: (name: string) => string } {
  const folder = freshFolder();
  const home = join(folder, 'home');
  const env = { HOME: home, USERPROFILE: home, APPDATA: home, XDG_CONFIG_HOME: home };
  const farm = (name: string): string => {
    const path = join(folder, name);
    writeFileSync(path, '{}');
    return path;
  };
  return { env, farm };
}

describe('the default site of a farm file', () => {
  it.skipIf(process.platform === 'win32')(
    'is found through links, and is not that of others',
    async () => {
      const { env, farm } = room();
      const [one, other] = [farm('one.json'), farm('other.json')];
      symlinkSync(one, `${one}.link`);
      linkSync(other, `${other}.hard`);
      await setDefaultSite(env, `${one}.link`, 'Berlin');
      expect(defaultSiteOf(env, one)).toEqual({ site: 'Berlin', scope: 'this farm' });
      expect(defaultSiteOf(env, other)).toBeNull();
      expect(defaultSiteOf(env, null)).toBeNull();
    },
  );

  it('is kept for each of many farms that are set at once', async () => {
    const { env, farm } = room();
    const names = Array.from({ length: 8 }, (_, at) => `farm${at}.json`);
    await Promise.all(names.map((name, at) => setDefaultSite(env, farm(name), `S${at}`)));
    const kept = names.map((name) => defaultSiteOf(env, farm(name))?.site);
    expect(kept).toEqual(names.map((_, at) => `S${at}`));
  });

  it('hides the one for all farms of earlier versions, and gives it back', async () => {
    const { env, farm } = room();
    const path = farm('farm.json');
    await setPreference(env, 'default-site', 'Rome');
    expect(defaultSiteOf(env, path)).toEqual({ site: 'Rome', scope: 'all farms' });
    await setDefaultSite(env, path, 'Berlin');
    expect(defaultSiteOf(env, farm('other.json'))?.site).toBe('Rome');
    const all = { site: 'Rome', scope: 'all farms' };
    expect((await unsetDefaultSite(env, path)).after).toEqual(all);
    expect(await unsetDefaultSite(env, path)).toEqual({ before: all, after: null });
  });

  it('is not lost where the file is broken', async () => {
    const { env, farm } = room();
    const path = farm('farm.json');
    mkdirSync(join(preferencesPath(env), '..'), { recursive: true });
    writeFileSync(defaultSitesPath(env), '{ "a": "b" ');
    for (const work of [
      async () => defaultSiteOf(env, path),
      async () => setDefaultSite(env, path, 'Berlin'),
    ]) {
      expect((await farmErrorOf(work)).code).toBe('E_PREFERENCES');
    }
  });
});
