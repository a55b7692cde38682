/** How test files end. */
export const testFileEndings = ['.farm-test.yaml', '.farm-test.yml', '.farm-test.json'] as const;

/** Whether a file has the name of a test file. */
export function isTestFile(path: string): boolean {
  return testFileEndings.some((ending) => path.toLowerCase().endsWith(ending));
}
