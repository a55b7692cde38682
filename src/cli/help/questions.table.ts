/**
 * Questions as people ask them, and what answers each, best first: commands as typed after `farm`, on the farm of
 * `farm init --example`. An answer is left out where this build has no such command or flag.
 */
export interface QuestionRow {
  asks: string;
  answers: readonly string[];
}

const fails = [
  'simulate --down rack=r1 --site Berlin',
  'simulate --site Berlin --down CB-BER-1,CB-BER-2',
  'prove --site Berlin',
  'help quorum',
];
const restart = [
  'maintenance --only CB-BER-2 --site Berlin',
  'maintenance',
  'maintenance --keep-tolerance 1',
];
const share = ['advise --why CB-BER-1', 'load --site Berlin', 'help load', 'agent list'];
const more = [
  'advise --tolerance 1',
  'load --brokers 5',
  'broker activate CB-BER-4 --site Berlin --dry-run',
  'broker add CB-BER-5 --site Berlin --ip 10.10.1.15 --dry-run',
];
const prefer = [
  'advise --preferred-brokers',
  'provider set vcenter-ber --preferred-broker CB-BER-3 --site Berlin --dry-run',
  'provider preferred-broker vcenter-ber CB-BER-3 --site Berlin --dry-run',
  'provider list',
];
const away = [
  "simulate --site Berlin --events 'down CB-BER-1; after 20m; up CB-BER-1'",
  'help quorum',
  'explain auto-promotion',
];
const moved = [
  'broker promote CB-BER-2 --site Berlin --dry-run',
  'roles --site Berlin',
  'explain promotion',
];
const compare = ['diff farm.json planned.json', 'diff main', 'drift capture.json'];
const since = ['diff --since 30d', 'history --since 30d', 'history', 'diff main'];
const history = ['history', 'history show 1', 'diff HEAD~10', 'diff main'];
const undo = ['undo --dry-run', 'history', 'restore 1 --dry-run', 'diff'];
const live = ['import capture.json', 'capture --output capture.ps1', 'drift capture.json'];
const typed = [
  'plan planned.json --runbook cmdlets',
  'plan planned.json --runbook powershell',
  'capture',
  'plan planned.json --runbook markdown',
];

/** About sixty questions of people who run a farm. */
export const questions: readonly QuestionRow[] = [
  { asks: 'what if a rack dies', answers: fails },
  { asks: 'what happens if a broker fails', answers: fails },
  { asks: 'what if a hypervisor or datacenter goes down', answers: fails },
  { asks: 'can I lose two servers', answers: ['prove --failures 2', ...fails] },
  { asks: 'how many brokers may fail', answers: ['prove', 'status', 'help quorum'] },
  { asks: 'is my farm highly available', answers: ['check', 'prove', 'status'] },
  {
    asks: 'network split between brokers',
    answers: [
      'simulate --site Berlin --partition CB-BER-1/CB-BER-2,CB-BER-3',
      'prove --splits',
      'help quorum',
    ],
  },
  { asks: 'what is a split brain', answers: ['help quorum', 'prove --splits'] },
  { asks: 'reboot one broker tonight', answers: restart },
  { asks: 'restart brokers for Windows updates', answers: restart },
  { asks: 'in which order to patch servers', answers: restart },
  { asks: 'maintenance window', answers: restart },
  { asks: 'why 40 % on one broker', answers: share },
  { asks: 'why does this broker carry more load', answers: share },
  { asks: 'how are agents distributed over brokers', answers: ['load', 'help load'] },
  {
    asks: 'balance the load evenly',
    answers: ['load', 'agent unassign RDS-BER-01 --site Berlin --dry-run', 'help load'],
  },
  { asks: 'go from 3 to 5 brokers', answers: more },
  { asks: 'should I add another broker', answers: more },
  {
    asks: 'how many brokers do I need',
    answers: ['advise --tolerance 1', 'explain adding-brokers', 'help quorum'],
  },
  { asks: 'which broker should each provider prefer', answers: prefer },
  { asks: 'preferred broker per provider', answers: prefer },
  {
    asks: 'set the preferred broker of agents',
    answers: [
      "agent assign 'RDS-BER-0*' CB-BER-2 --site Berlin --dry-run",
      'agent unassign RDS-BER-01 --site Berlin --dry-run',
    ],
  },
  { asks: 'what happens if the primary is dead for 20 minutes', answers: away },
  { asks: 'primary offline for an hour', answers: away },
  {
    asks: 'when is a secondary promoted automatically',
    answers: [
      'explain auto-promotion',
      'site set Berlin --auto-promotion 30m --failback --dry-run',
    ],
  },
  { asks: 'move the primary to another server for a week', answers: moved },
  { asks: 'promote a secondary', answers: moved },
  { asks: 'change the primary and back', answers: moved },
  { asks: 'which broker does licensing', answers: ['roles', 'explain licensing'] },
  { asks: 'what runs on which broker', answers: ['roles', 'explain processes'] },
  { asks: 'compare two designs side by side', answers: compare },
  { asks: 'difference between two farm files', answers: compare },
  {
    asks: 'what would this change do',
    answers: ['diff main', 'broker disable CB-BER-2 --site Berlin --dry-run'],
  },
  { asks: 'draw a picture of the farm', answers: ['graph', 'status', 'ports'] },
  { asks: 'diagram or map', answers: ['graph', 'status'] },
  {
    asks: 'write a report for my manager',
    answers: ['report', 'open', 'check --format markdown', 'status'],
  },
  {
    asks: 'export to a spreadsheet',
    answers: ['check --format csv', 'ports --format csv', 'help formats'],
  },
  { asks: 'what changed since last month', answers: since },
  { asks: 'what changed since a day or a week ago', answers: since },
  { asks: 'who changed the farm and when', answers: history },
  { asks: 'undo my last change', answers: undo },
  { asks: 'go back to yesterday', answers: undo },
  { asks: 'restore a deleted site', answers: undo },
  { asks: 'import my live farm', answers: live },
  { asks: 'read the farm from PowerShell or REST', answers: live },
  {
    asks: 'does the file match the live farm',
    answers: ['drift capture.json', 'capture --output capture.ps1'],
  },
  { asks: 'what to type in PowerShell', answers: typed },
  {
    asks: 'script or runbook for the change',
    answers: ['plan planned.json --runbook powershell', 'plan planned.json --runbook markdown'],
  },
  { asks: 'steps in a safe order', answers: ['plan', 'plan --runbook markdown'] },
  {
    asks: 'upgrade RAS to a new version',
    answers: ['plan --upgrade 21', 'set --ras-version 21 --dry-run'],
  },
  { asks: 'which ports must the firewall open', answers: ['ports', 'ports --format csv'] },
  { asks: 'is something wrong with my farm', answers: ['check', 'status', 'validate'] },
  { asks: 'fix the findings', answers: ['check --fix --dry-run', 'explain RAS104'] },
  {
    asks: 'accept or silence a finding',
    answers: ['explain suppressions', 'check --show-suppressed'],
  },
  {
    asks: 'run in CI or a pull request',
    answers: ['check --format github', 'help formats', 'help exit-codes'],
  },
  { asks: 'test the farm automatically', answers: ['test', 'explain tests'] },
  {
    asks: 'many names, ranges and wildcards',
    answers: ['help patterns', "agent add 'RDS[01-40]' --site Berlin --dry-run"],
  },
  { asks: 'which file is used', answers: ['help files', 'config list'] },
  { asks: 'set a default site or farm', answers: ['config set default-site Berlin', 'help files'] },
  { asks: 'tab completion', answers: ['completion bash', 'help shells'] },
  { asks: 'the file is locked', answers: ['unlock', 'help files'] },
  { asks: 'start with an example farm', answers: ['init --example --dry-run', 'init'] },
  {
    asks: 'make a new farm or site',
    answers: ['init', 'site add Munich --broker CB-MUC-1 --dry-run'],
  },
  {
    asks: 'take a broker out of service',
    answers: [
      'broker disable CB-BER-2 --site Berlin --dry-run',
      'broker standby CB-BER-3 --site Berlin --dry-run',
    ],
  },
  {
    asks: 'replace a broker by a new server',
    answers: [
      'broker add CB-BER-5 --site Berlin --ip 10.10.1.15 --dry-run',
      'broker delete CB-BER-4 --site Berlin --reassign auto --dry-run',
      'plan',
    ],
  },
  { asks: 'what does an exit code mean', answers: ['help exit-codes'] },
];
