/** Fourteen questions of a working week on the farm of eight brokers, and the one command that answers each. */

export interface DayQuestion {
  /** The question in plain words: what somebody types after `farm help`. */
  readonly asks: string;
  /** What `farm help` then names, as the answer begins; its names are those of the example farm. */
  readonly help: string;
  /** The command line that answers it. */
  readonly command: string;
  /** What the first screen must show, whatever else it shows. */
  readonly shows: readonly RegExp[];
  /** A command that not every build has: without it, the question is skipped. */
  readonly needs?: string;
}

export const week: readonly DayQuestion[] = [
  {
    asks: 'can I reboot one tonight',
    help: 'farm maintenance --only',
    command: 'farm maintenance --only CB2',
    shows: [
      /^Berlin: 1 restart: no session or provider lost/mu,
      /1\. CB2: CB4 steps in; 2 more may fail/u,
    ],
  },
  {
    asks: 'what if a rack dies',
    help: 'farm simulate --down rack=r1',
    command: 'farm simulate rack=r1',
    shows: [
      /^Users can connect, the provider is served and 9 of 26 processes are stopped/mu,
      /^ +CB5 +standby +for CB1 +6/mu,
      /6 agents must reconnect: RDS\[01-06\]/u,
    ],
  },
  {
    asks: 'why 40 % on one broker',
    help: 'farm advise --why',
    command: 'farm advise --why CB2',
    shows: [
      /^CB2 in Berlin: 11 of 28 agents, 39\.29%/mu,
      /gives the primary of 3 active brokers 20% and each secondary 40%/u,
      /What would change it:\n +with CB4 active: 9 agents/u,
    ],
  },
  {
    asks: 'go from 3 to 5 brokers',
    help: 'farm broker activate',
    command: "farm broker activate 'CB[4-5]' --dry-run",
    shows: [
      /active brokers: 3 → 5/u,
      /tolerance: can lose any 1 broker .* → can lose any 2/u,
      /load split after: +CB1 0 \(0%\), CB2 7 \(25%\)/u,
      /new warning RAS103 more-than-three-active/u,
    ],
  },
  {
    asks: 'preferred broker per provider',
    help: 'farm advise --preferred-brokers',
    command: 'farm advise --preferred-brokers',
    shows: [
      /^ +what +prefers +served by +should prefer/mu,
      /provider vc1 +CB2 +CB2 +the same/u,
      /provider hv1 +CB7 +CB7 +the same/u,
    ],
  },
  {
    asks: 'what happens if the primary is dead for 20 minutes',
    help: 'farm simulate --site Berlin --events',
    command: "farm simulate 'down CB1; after 20m; up CB1'",
    shows: [
      /^In 20m: 9 processes stopped for up to 20m/mu,
      /0m +down CB1: CB4 leaves standby and replaces CB1; 6 agents must reconnect/u,
      /RAS\s+promotes CB2 in 30m/u,
      /20m +up CB1: CB4 no longer replaces CB1/u,
      /0m +20m +CB1 +CB1 +9 processes/u,
    ],
  },
  {
    asks: 'primary moved for a week',
    help: 'farm broker promote',
    command: "farm broker promote CB2 --reason 'CB1 is away for a week'",
    shows: [
      /broker CB2: place 2 → 1/u,
      /load split after: +CB2 6 \(21\.43%\)/u,
      /9 processes move from CB1 to CB2/u,
      /restore the former order later: farm broker promote CB1 --site Berlin/u,
    ],
  },
  {
    asks: 'two designs side by side',
    help: 'farm diff farm.json planned.json',
    command: 'farm diff farm.json planned.json',
    shows: [
      /^Berlin: mixed$/mu,
      /^ +farm\.json +planned\.json +change$/mu,
      /^ +brokers +3 active, 2 standby +5 active +differs$/mu,
      /^ +tolerance +any 1 broker +any 2 brokers +better$/mu,
      /^ +with standbys +any 3 brokers +any 2 brokers +worse$/mu,
      /^ +only here +- +RAS103$/mu,
      /^ +on CB2 and CB3 +11 \(39\.29%\) +7 \(25%\) +differs$/mu,
      /^ +providers +1 +1 \(1 with another broker\) +differs$/mu,
    ],
  },
  {
    asks: 'a picture of the farm',
    help: 'farm graph',
    command: 'farm graph',
    shows: [/Berlin/u, /CB1/u, /primary/u],
    needs: 'graph',
  },
  {
    asks: 'a report for my boss',
    help: 'farm report',
    command: 'farm report -o report.html',
    shows: [/report\.html/u],
    needs: 'report',
  },
  {
    asks: 'what changed since last month',
    help: 'farm diff --since',
    command: 'farm diff --since 30d',
    shows: [
      /^farm\.json@2 → farm\.json: 4 changes; sites: 2 changed/mu,
      /is the file on .*saved by agent\s+add 'RDS\[29-44\]'/su,
      /^ {2}\+ Berlin: gateway GW1/mu,
      /^ {2}\+ Bonn: gateway GW3/mu,
    ],
  },
  {
    asks: 'undo my last change',
    help: 'farm undo',
    command: 'farm undo',
    shows: [/- gateway GW\[3-4\]/u, /^Note: Undo of gateway add 'GW\[3-4\]'/mu],
  },
  {
    asks: 'import my live farm',
    help: 'farm import',
    command: 'farm import live.json --file live.farm.json',
    shows: [
      /live\.farm\.json created from live\.json/u,
      /^Farm: 2 sites, RAS 21, 4 warnings, 2 notes/mu,
      /^Frankfurt: 3 warnings/mu,
      /^1 +CB-BER-1 +10\.10\.1\.11 +primary +active/mu,
      /^Berlin \(Licensing Site\): 1 warning, 2 notes/mu,
    ],
  },
  {
    asks: 'what to type in PowerShell',
    help: 'farm plan planned.json --runbook cmdlets',
    command: 'farm plan grown.json --runbook cmdlets',
    shows: [
      /^# 2\. Berlin: add broker CB9\nNew-RASBroker -Server 'CB9'\nInvoke-RASApply/mu,
      /Invoke-RASBrokerPromoteToPrimary -Id \$broker\.Id/u,
    ],
  },
];
