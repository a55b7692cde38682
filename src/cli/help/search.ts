/** Finds help by words: which texts have the rare words of a question. Pure. */

/** A text that can be found, and what it leads to. */
export interface Searchable<T> {
  text: string;
  /** How much a match counts: 1 for a question, less for the text of a page. */
  weight: number;
  leadsTo: T;
}

/** Something found, and how well it matches, up to 1. */
export interface Match<T> {
  found: T;
  score: number;
}

/** Words that say nothing about the subject. */
const stopWords = new Set(
  'a an and any are as at be been by can could do does doing for from get go goes had happen happens has have how i if in into is it its just like make me much my need of on one or our per should so some than that the their them then there these this to up us want was we what when where which who why will with would you your'.split(
    ' ',
  ),
);

/** Words that mean the same to a person who asks, by the first of their line. */
const sameMeaning = `
fail die dead death crash lose loss lost down outage offline away broken kill gone unavailable failure
restart reboot patch update maintenance
broker server cb connection
rack hypervisor datacenter datacentre domain location room host
undo revert rollback
compare difference diff versus vs side design
picture diagram draw drawing graph map image chart topology
report summary document manager
history month week yesterday ago log since last
import capture live real pull
powershell cmdlet script runbook type
load share percent percentage carry distribute distribution balance 40
prefer preferred preference assign pin pinned affinity
primary master
promote promotion failover
quorum majority vdi
delete remove
add new another more additional
restore recover
error finding problem wrong issue warning
silence suppress accept ignore
lock locked unlock
upgrade version
firewall port
tab completion complete
pattern range wildcard bulk
file folder path
exit code status
`;

const meanings = new Map<string, string>();
for (const line of sameMeaning.trim().split('\n')) {
  const [first = '', ...others] = line.split(' ');
  for (const word of [first, ...others])
    if (!meanings.has(stem(word))) meanings.set(stem(word), first);
}

/** The words of a text that matter, each reduced to what it means. */
export function termsOf(text: string): string[] {
  const words =
    text
      .toLowerCase()
      .replaceAll('%', ' percent ')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .filter((word) => !stopWords.has(word))
    .map((word) => meanings.get(stem(word)) ?? stem(word));
}

/** A word without its common endings. */
function stem(word: string): string {
  if (word.length <= 3) return word;
  return word
    .replace(/(?:ies)$/u, 'y')
    .replace(/(?<=\w{3})(?:ings?|ed|es|s)$/u, '')
    .replace(/(?<=\w{3})e$/u, '')
    .replace(/(?<=\w{2})(\w)\1$/u, '$1');
}

/**
 * What the texts lead to, best first, each once. A score is the part of the question that a text covers, weighed by how
 * rare each word is, and a little better the less else the text is about.
 */
export function search<T>(
  question: string,
  texts: readonly Searchable<T>[],
  idOf: (found: T) => string,
): Match<T>[] {
  const wanted = new Set(termsOf(question));
  if (wanted.size === 0) return [];
  const terms = texts.map(({ text }) => new Set(termsOf(text)));
  const rarity = (term: string) => {
    const count = terms.filter((one) => one.has(term)).length;
    return Math.log(1 + texts.length / (count + 1));
  };
  const weights = new Map(
    [...wanted, ...terms.flatMap((one) => [...one])].map((term) => [term, 0]),
  );
  for (const term of weights.keys()) weights.set(term, rarity(term));
  const sum = (some: Iterable<string>) =>
    [...some].reduce((total, term) => total + (weights.get(term) ?? 0), 0);
  const all = sum(wanted);
  const best = new Map<string, Match<T>>();
  for (const [at, { weight, leadsTo }] of texts.entries()) {
    const own = terms[at] ?? new Set<string>();
    const common = sum([...wanted].filter((term) => own.has(term)));
    if (common === 0) continue;
    const score = weight * (0.8 * (common / all) + 0.2 * (common / sum(own)));
    const id = idOf(leadsTo);
    if (score > (best.get(id)?.score ?? 0)) best.set(id, { found: leadsTo, score });
  }
  return [...best.values()].toSorted((a, b) => b.score - a.score);
}
