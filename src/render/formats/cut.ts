/** The text, shortened to `most` UTF-16 units if it is longer; a character is never cut in two. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
