import { explain } from '../../domain/explain/index.js';
import { type Block, type Page, pageOf } from '../explain-blocks.js';

/** A page of `farm help`: how to do something, and what Parallels says about it, from the facts of `farm explain`. */
export interface HelpPage {
  id: string;
  title: string;
  /** One line, for lists. */
  about: string;
  blocks: readonly Block[];
  /** The concept of `farm explain` whose statements and tables belong to the page. */
  concept?: string;
}

/** Everything on a page, in order. */
export function contentOf({ title, blocks, concept }: HelpPage): Page {
  const explained = concept === undefined ? [] : pageOf(explain(concept)).blocks;
  return { title, blocks: [...blocks, ...explained] };
}
