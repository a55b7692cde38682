/** What `farm --version` prints, as oclif words it. */
export function versionOf({ name, version }: { name: string; version: string }): string {
  const { platform, arch, version: node } = process;
  return `${name}/${version} ${platform}-${arch} node-${node}`;
}
