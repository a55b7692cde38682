import type { Path } from '../../src/domain/model/places.js';
import { customKey } from '../../src/store/farm/format.js';
import { schemaAt } from '../../src/store/farm/schema.js';

/** Farm documents broken on purpose: the shape in any one place, or an invariant of a site. */

/** Anything that JSON can hold, to be changed at will. */
export type Json = Record<string | number, unknown>;

/** One way to break the shape of a document, and the place whose value can't be read any more. */
export interface Breakage {
  place: Path;
  apply: (document: Json) => void;
}

/** Every way to break the shape of the document in one value: wrong type or word, missing, misspelt, unknown. */
export function shapeBreakages(document: Json): Breakage[] {
  return placesOf(document, []).flatMap((place) => [
    ...wrongValues(place).map((value) => ({ place, apply: setter(place, value) })),
    ...keyBreakages(document, place),
  ]);
}

function placesOf(value: unknown, path: Path): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  // Any value is right under the user's own keys.
  const keys = Object.keys(value).filter((key) => !customKey.test(key));
  const steps = Array.isArray(value) ? [...value.keys()] : keys;
  const below = steps.flatMap((step) => placesOf((value as Json)[step], [...path, step]));
  return path.length === 0 ? below : [path, ...below];
}

/** Values that the schema doesn't allow in the place. */
function wrongValues(place: Path): unknown[] {
  const { type, enum: words } = schemaAt(place)!;
  if (words !== undefined) return ['no such word', {}, null];
  const allowed = [type].flat();
  const fits: Record<string, unknown> = { object: {}, array: [], string: 'x', boolean: true };
  const wrong = Object.entries(fits).flatMap(([name, value]) =>
    allowed.includes(name as 'object') ? [] : [value],
  );
  if (!allowed.includes('null')) wrong.push(null);
  return allowed.includes('integer') || allowed.includes('number') ? wrong : [...wrong, 7];
}

function keyBreakages(document: Json, place: Path): Breakage[] {
  const key = place.at(-1)!;
  const around = place.slice(0, -1);
  const node = schemaAt(around)!;
  const breakages: Breakage[] = [];
  if (node.required?.includes(String(key)) === true) {
    breakages.push({
      place,
      apply: (copy) => {
        delete holderOf(copy, place)[key];
      },
    });
  }
  if (node.properties === undefined) return breakages;
  breakages.push({
    place,
    apply: (copy) => {
      const holder = holderOf(copy, place);
      holder[`${key}z`] = holder[key];
      delete holder[key];
    },
  });
  const value = holderOf(document, place)[key];
  breakages.push({ place: [...around, `${key}z`], apply: setter([...around, `${key}z`], value) });
  return breakages;
}

function setter(place: Path, value: unknown): Breakage['apply'] {
  return (document) => {
    holderOf(document, place)[place.at(-1)!] = structuredClone(value);
  };
}

/** The object or list that contains the place. */
function holderOf(document: Json, place: Path): Json {
  return place.slice(0, -1).reduce((value, step) => value[step] as Json, document);
}

/** One violated invariant of a site, where it is reported, and every place that it could depend on. */
export interface Breach {
  reports: Path;
  dependsOn: Path[];
  apply: (document: Json) => void;
}

/** A breach of each kind that the site can have; `at` is the site's path. */
export function breachesOf(document: Json, at: Path): Breach[] {
  const site = holderOf(document, [...at, 'name']);
  const sites = document['sites'] as Json[];
  const set = (place: Path, value: unknown, ...dependsOn: Path[]): Breach => ({
    reports: [...at, ...place],
    dependsOn: [place, ...dependsOn].map((one) => [...at, ...one]),
    apply: setter([...at, ...place], value),
  });
  const add = (list: string, key: string, value: Json, ...dependsOn: Path[]): Breach => {
    const entry = [list, (site[list] as unknown[]).length];
    return { ...set(entry, value, ...dependsOn), reports: [...at, ...entry, key] };
  };
  const brokers = site['brokers'] as Json[];
  const repeatedServer = String(brokers[0]?.['server']).toUpperCase();
  const html5 = set(['brokers', 0, 'enableHtml5'], true, ['brokers', 0, 'installGateway']);
  const breaches = [
    set(['network'], '10.1.0.0/33'),
    set(['autoPromotion', 'afterMinutes'], 5),
    set(['brokers', 0, 'standby'], true),
    set(['brokers', 0, 'enabled'], false),
    set(['brokers', 0, 'ip'], '10.1.0.300'),
    add('brokers', 'server', { server: repeatedServer }, ['brokers', 0, 'server']),
    add('gateways', 'server', { server: 'no server' }),
    add('agents', 'name', { name: 'RDS*' }),
    add('providers', 'name', { name: ' ', type: 'Azure' }),
    {
      ...html5,
      apply: (copy: Json) => {
        html5.apply(copy);
        setter([...at, 'brokers', 0, 'installGateway'], false)(copy);
      },
    },
  ];
  if ((site['agents'] as Json[]).length > 0) {
    const servers = brokers.map((_, index) => ['brokers', index, 'server']);
    breaches.push(set(['agents', 0, 'preferredBroker'], 'not there', ...servers));
  }
  if (sites.length > 1) {
    const all = sites.map((_, index) => ['sites', index, 'licensing']);
    breaches.push({
      reports: ['sites'],
      dependsOn: all,
      apply: (copy) => {
        for (const place of all) setter(place, false)(copy);
      },
    });
  }
  return breaches;
}

/** Whether one of the places is the other, or within it. */
export function overlap(a: Path, b: Path): boolean {
  return a.slice(0, b.length).every((step, depth) => step === b[depth]);
}
