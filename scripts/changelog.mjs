/** Reading and writing CHANGELOG.md for a release. */

const unreleased = /^## (\d+\.\d+\.\d+) \(not released yet\)\n([\s\S]*?)(?=^## |(?![\s\S]))/m;

/**
 * The version at the top of a changelog, its text, and the complete changelog with the day of its release in place of
 * "not released yet". Throws if there is nothing to release.
 */
export function releaseOf(changelog, day) {
  const found = unreleased.exec(changelog);
  const first = changelog.indexOf('\n## ') + 1;
  if (found === null || found.index !== first)
    throw new Error(
      'CHANGELOG.md must begin with "## VERSION (not released yet)": add what changed',
    );
  const [section, version, body] = found;
  const notes = body.trim();
  if (!/^- /m.test(notes)) throw new Error(`CHANGELOG.md lists no change below ${version}`);
  const released = [...changelog.matchAll(/^## (\d+\.\d+\.\d+) \(\d{4}-/gm)].map((one) => one[1]);
  const newest = released[0];
  if (newest !== undefined && !isNewer(version, newest))
    throw new Error(`CHANGELOG.md begins with ${version}, which is not newer than ${newest}`);
  const text = changelog.replace(section, () => section.replace('not released yet', day));
  return { version, notes, text };
}

function isNewer(version, other) {
  const numbers = (text) => text.split('.').map(Number);
  const others = numbers(other);
  const differences = numbers(version).map((number, at) => number - others[at]);
  return (differences.find((one) => one !== 0) ?? 0) > 0;
}
