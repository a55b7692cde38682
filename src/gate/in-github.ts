/** Whether the program runs in GitHub Actions. */
export function isInGithub(env: NodeJS.ProcessEnv): boolean {
  return env['GITHUB_ACTIONS'] === 'true';
}
