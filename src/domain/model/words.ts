/** `1 broker`, `3 brokers`; the plural is given where it isn't made with an s. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
