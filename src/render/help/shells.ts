import type { HelpPage } from './page.js';

/** What differs from shell to shell. */
export const shellsPage: HelpPage = {
  id: 'shells',
  title: 'Shells: completion, quotes and colours',
  about: 'completion at Tab, quoting in each shell, colours, pipes and CI',
  blocks: [
    {
      kind: 'commands',
      head: 'Commands',
      commands: ['farm completion --help', 'farm config set colour never', 'farm status | less'],
    },
    {
      kind: 'list',
      head: 'Completion at Tab: run once, then start a new shell',
      items: [
        { id: 'bash', says: `echo 'eval "$(farm completion bash)"' >> ~/.bashrc` },
        { id: 'zsh', says: `echo 'eval "$(farm completion zsh)"' >> ~/.zshrc` },
        { id: 'fish', says: 'farm completion fish > ~/.config/fish/completions/farm.fish' },
        {
          id: 'PowerShell',
          says: "Add-Content $PROFILE 'farm completion powershell | Out-String | Invoke-Expression'",
        },
      ],
    },
    {
      kind: 'list',
      head: 'Quotes around names with spaces, ranges and patterns',
      items: [
        { id: 'bash, zsh, fish', says: "single quotes: 'RDS[01-40]'" },
        { id: 'PowerShell', says: "single quotes: 'RDS[01-40]'; lists with commas need them too" },
        { id: 'cmd.exe', says: 'double quotes: "RDS[01-40]"; single quotes are part of the name' },
      ],
    },
    {
      kind: 'text',
      head: 'Suggested commands',
      text: 'farm quotes the commands that it suggests for the shell at hand. To choose another, set FARM_SHELL to posix, bash, zsh, fish, powershell or cmd.',
    },
    {
      kind: 'list',
      head: 'Environment variables',
      items: [
        { id: 'FARM_FILE', says: 'farm file to use without --file' },
        { id: 'FARM_SHELL', says: 'shell to quote suggested commands for' },
        { id: 'NO_COLOR', says: 'print without colours, as --no-color does' },
        { id: 'FORCE_COLOR', says: 'print colours into pipes too; 0 for none' },
        { id: 'CI', says: 'never prompt, as --no-input does' },
      ],
    },
  ],
};
