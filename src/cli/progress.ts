import { noPace, type Pace } from '../domain/model/index.js';
import { isInteractive } from './terminal.js';

/** Progress of a run that takes long, for a person who waits. */
export interface Progress {
  /** Says how far the run is: `what`, such as "checking". Called often; shown rarely. */
  show: (what: string, done: number, total: number) => void;
  /** Hears how far work on a farm is, and shows it as a percentage. */
  pace: (what: string) => Pace;
  /** Erases it. */
  end: () => void;
}

const nothing: Progress = { show: () => {}, pace: () => noPace, end: () => {} };
/** Work that is done by then shows no progress (milliseconds). */
const firstAfter = 500;
/** The time between two drawings (milliseconds). */
const between = 100;
const eraseLine = '\r\u001b[K';

/**
 * Progress on standard error, on a terminal only. Written at once: the domain computes without a pause in which a stream
 * could be flushed, and a terminal is written synchronously.
 */
export function openProgress(
  { env, silent }: { env: Readonly<Record<string, string | undefined>>; silent: boolean },
  stream: NodeJS.WriteStream = process.stderr,
  now: () => number = () => performance.now(),
): Progress {
  if (silent || !isInteractive(stream, env)) return nothing;
  let [begun, last]: (number | undefined)[] = [];
  const draw = (sentence: () => string): void => {
    const time = now();
    begun ??= time;
    if (time - begun < firstAfter || (last !== undefined && time - last < between)) return;
    last = time;
    stream.write(`${eraseLine}${sentence().slice(0, (stream.columns || 80) - 1)}`);
  };
  return {
    show: (what, done, total) => draw(() => `${what} ${done} of ${total}…`),
    pace: (what) => (part) => draw(() => `${what}… ${Math.floor(part * 100)}%`),
    end() {
      if (last !== undefined) stream.write(eraseLine);
      // With --watch the work begins again.
      begun = undefined;
      last = undefined;
    },
  };
}
