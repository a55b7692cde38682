import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Farm } from '../../src/domain/model/index.js';
import { type KnownModule, runbookOf } from '../../src/domain/runbook/index.js';
import { renderRunbookScript } from '../../src/render/runbook/script.js';
import { afterSteps, type PlannedChange } from '../runbook/twelve-changes.js';
import { changeInConsole, newPlayed, playedFarm, readPlayed } from './played-farm.js';
import { type Played, quotedPath, type Ran, runPowerShell } from './run.js';

/** Runs printed runbooks against the played farm, with an administrator who does what the console steps say. */
export class RunbookRun {
  readonly script: string;
  readonly state: string;
  /** The steps at which the script asked for the console, in order. */
  readonly asked: number[] = [];

  constructor(
    readonly change: PlannedChange,
    private readonly folder: string,
    module: KnownModule | null = null,
    state: string | null = null,
  ) {
    const { from, steps } = change;
    const origin = {
      from: 'farm.json',
      to: 'planned.json',
      printed: '2026-11-22',
      farmVersion: '0.1.0',
      other: null,
    };
    this.script = join(folder, `${RunbookRun.count}.ps1`);
    this.state = state ?? join(folder, `${RunbookRun.count}.json`);
    RunbookRun.count += 1;
    const plan = { steps: [], sites: [], verdict: 'safe' } as const;
    const runbook = runbookOf({ from, steps, module });
    writeFileSync(this.script, renderRunbookScript({ plan, runbook }, origin));
    if (state === null) newPlayed(this.state, playedFarm(from));
  }

  private static count = 0;

  /** Another runbook for the same farm as this one left it. */
  followedBy(change: PlannedChange): RunbookRun {
    return new RunbookRun(change, this.folder, null, this.state);
  }

  /** One run. Unless told otherwise, the administrator does what a console step wants, and then answers it. */
  run(
    given: {
      arguments?: string;
      play?: Partial<Played>;
      administrator?: 'quits' | 'is away' | 'says it is done';
    } = {},
  ): Promise<Ran> {
    const [server = ''] = this.primaries();
    const standard = `-Server ${quotedPath(server)} -Credential $credential -Email ann@example.com -Tries 2 -WaitSeconds 0`;
    const line = `& ${quotedPath(this.script)} ${standard} ${given.arguments ?? ''}`;
    let answered = 0;
    const play = { state: this.state, ...given.play };
    if (given.administrator === 'is away') return runPowerShell(line, play);
    return runPowerShell(line, play, (output) => {
      const questions = output.match(/\(q = stop\):/g)?.length ?? 0;
      if (questions === answered) return undefined;
      answered = questions;
      const step = Number(
        output
          .match(/Step (\d+) of/g)
          ?.at(-1)
          ?.split(' ')[1],
      );
      this.asked.push(step);
      if (given.administrator === 'quits' || questions > 200) return 'q';
      if (given.administrator === 'says it is done') return questions > 3 ? 'q' : '';
      changeInConsole(this.state, this.farmAfter(step));
      if (output.includes('    Install RAS 21')) this.install('21.0.26000');
      return /[Tt]ype yes when [^\n]*$/.test(output.trimEnd()) ? 'yes' : '';
    });
  }

  /** What the model says of the farm after a step. */
  farmAfter(step: number): Farm {
    return afterSteps(this.change, step);
  }

  /** The calls of cmdlets that change something, in order. */
  get changes(): string[] {
    return readPlayed(this.state).log.filter(
      (call) => !/^(?:Get|New-RASSession|Remove-RASSession)/.test(call),
    );
  }

  /** The installer on the server of the primary. */
  private install(AgentVer: string): void {
    const state = readPlayed(this.state);
    const brokers = state.farm.brokers.map((broker) =>
      broker.Priority === 0 ? { ...broker, AgentVer } : broker,
    );
    writeFileSync(this.state, JSON.stringify({ ...state, farm: { ...state.farm, brokers } }));
  }

  private primaries(): string[] {
    const { farm } = readPlayed(this.state);
    const licensing = farm.sites.find(({ LicensingSite }) => LicensingSite);
    return farm.brokers
      .filter(({ SiteId, Priority }) => SiteId === licensing?.Id && Priority === 0)
      .map(({ Server }) => Server);
  }
}
