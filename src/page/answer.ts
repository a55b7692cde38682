import { graphOf, graphOfFailure } from '../domain/graph/index.js';
import { type Farm, findSite, type Printed, Refusal, type Site } from '../domain/model/index.js';
import { simulate, type Simulation } from '../domain/simulate/index.js';
import { type CommandContext, printCommand, printCommandsForText } from '../render/command-line.js';
import { renderError } from '../render/error.js';
import { errorDocument } from '../render/error-document.js';
import { describeGraph, type GraphDocument } from '../render/graph/graph-words.js';
import { plainTheme } from '../render/plain-theme.js';
import { describeRefusal } from '../render/reason-words.js';
import { type Block, blocksOf } from '../render/report/blocks.js';
import { renderSimulation } from '../render/simulate.js';
import { describeSimulation, type SimulationDocument } from '../render/simulate-words.js';
import { escapeAll } from '../render/text.js';
import { type Choice, isAnyChosen } from './choice.js';
import { questionOf, type Step, stepsOf } from './question.js';

/** What the page answers: the same as `farm simulate`, in its words, for what the reader chose. */

/** The farm of a page, and how its commands are printed. */
export interface FarmOfPage {
  farm: Farm;
  context: CommandContext;
}

/** The answer to a choice. Without `error` and `simulated`, nothing has failed. */
export interface Answer {
  /** The site after what failed; null for a site that is not there. */
  graph: GraphDocument | null;
  /** What the program would report instead of an answer. */
  error: string | null;
  simulated: Simulated | null;
  /** The states of a timeline, empty without one; and the position of the one that is shown. */
  steps: Step[];
  step: number;
}

/** The answer of `farm simulate`. */
export interface Simulated {
  /** What fails, the verdict and the majority. */
  verdict: Block[];
  /** The command of the program that answers the same. */
  command: string;
  details: Block[];
}

/** The answer to what a reader chose. */
export function answerTo(page: FarmOfPage, choice: Choice): Answer {
  const none = { graph: null, error: null, simulated: null, steps: [], step: 0 };
  try {
    const site = findSite(page.farm, choice.site);
    try {
      if (isAnyChosen(choice)) return { ...none, ...answerIn(page, site, choice) };
      return { ...none, graph: asConfigured(page, site) };
    } catch (error) {
      return { ...none, graph: asConfigured(page, site), error: sayError(error, page) };
    }
  } catch (error) {
    return { ...none, error: sayError(error, page) };
  }
}

function answerIn(page: FarmOfPage, site: Site, choice: Choice): Partial<Answer> {
  const question = questionOf(choice);
  const whole = simulate(page.farm, site, question);
  if (question.events === null) return answered(page, site, whole);
  const steps = stepsOf(question, describeSimulation(whole).happenings);
  const step = Math.min(choice.step ?? Infinity, steps.length - 1);
  const until = steps[step]?.question ?? null;
  if (until === null) return { graph: asConfigured(page, site), steps, step };
  const simulation = until === question ? whole : simulate(page.farm, site, until);
  return { ...answered(page, site, simulation), steps, step };
}

function answered(
  { farm, context }: FarmOfPage,
  site: Site,
  simulation: Simulation,
): Pick<Answer, 'graph' | 'simulated'> {
  const document = describeSimulation(simulation);
  // The only command in it: looking for others takes longer than the simulation.
  const replay = printCommand(document.replay, context);
  const result: Printed<SimulationDocument> = escapeAll({ ...document, replay });
  const blocks = blocksOf(
    (theme) => renderSimulation(result, theme, { verbose: true }),
    plainTheme,
  );
  const end = blocks.findIndex(({ kind }) => kind === 'heading');
  return {
    graph: escapeAll(describeGraph(graphOfFailure(farm, site, simulation), simulation)),
    simulated: {
      verdict: blocks.slice(0, end),
      command: replay,
      details: detailsOf(blocks.slice(end)),
    },
  };
}

/** What the reader knows already comes last: the state now, which is the first part. The command has a place of its own. */
function detailsOf(blocks: readonly Block[]): Block[] {
  const second = blocks.findIndex((block, at) => at > 0 && block.kind === 'heading');
  const end = blocks.findLastIndex(({ kind }) => kind === 'item') + 1;
  const sources = blocks
    .slice(end)
    .filter((block) => block.kind === 'text' && block.text !== 'again:');
  return [...blocks.slice(second, end), ...blocks.slice(0, second), ...sources];
}

function asConfigured({ farm }: FarmOfPage, { name }: Site): GraphDocument {
  return escapeAll(describeGraph(graphOf(farm, name), null));
}

/** The error as the program reports it. Anything else than a refusal is a bug of the page. */
function sayError(thrown: unknown, { context }: FarmOfPage): string {
  if (!(thrown instanceof Refusal)) throw thrown;
  const error = describeRefusal(thrown);
  const document = printCommandsForText(errorDocument(error), context);
  return renderError(document, error.exitCode, plainTheme).trimEnd();
}
