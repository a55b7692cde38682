import type { reportFormats } from '../formats/formats.js';
import type { HelpPage } from './page.js';

/** What reads each report format of `farm check`; the compiler asks for a line for a new one. */
const readers: Readonly<Record<keyof typeof reportFormats, string>> = {
  sarif: 'GitHub code scanning and other tools that read SARIF 2.1.0',
  junit: 'test reports of Jenkins, GitLab, Azure Pipelines and others',
  github: 'annotations and the job summary of GitHub Actions',
  codequality: 'the code quality report of GitLab',
  azure: 'messages of Azure Pipelines',
  teamcity: 'service messages of TeamCity',
  markdown: 'comments and documents',
  csv: 'spreadsheets',
};

/** Outputs for programs. */
export const formatsPage: HelpPage = {
  id: 'formats',
  title: 'Formats: output for programs',
  about: 'JSON, SARIF, JUnit, Markdown, CSV and the formats of CI servers',
  blocks: [
    {
      kind: 'text',
      text: 'Every command has --json: one JSON document on standard output, on failure too. Its status is the exit code.',
    },
    {
      kind: 'list',
      head: 'Report formats of farm check',
      items: Object.entries(readers).map(([id, says]) => ({ id, says })),
    },
    {
      kind: 'commands',
      head: 'Examples',
      commands: [
        'farm status --json',
        'farm check --format sarif --output farm.sarif',
        'farm check --format markdown',
        'farm diff main --format markdown',
        'farm ports --format csv',
        'farm plan --runbook powershell --output change.ps1',
      ],
    },
  ],
};
