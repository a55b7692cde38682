import { bashCompletion } from './bash.js';
import { fishCompletion } from './fish.js';
import { powershellCompletion } from './powershell.js';
import { zshCompletion } from './zsh.js';

/** The completion script of each shell. They are the same for every farm: they ask the program at Tab. */
export const completionScripts = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
  powershell: powershellCompletion,
};

/** The result of `farm completion`. */
export interface CompletionScript {
  shell: keyof typeof completionScripts;
  script: string;
}

/** The script as it is: its line breaks are its own. */
export function renderCompletionScript({ shell }: Pick<CompletionScript, 'shell'>): string {
  return completionScripts[shell];
}
