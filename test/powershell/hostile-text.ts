import fc from 'fast-check';

/** Texts that are dangerous in a PowerShell script, alone and in the middle of others. */
const traps = [
  "'",
  "''",
  '"',
  '`',
  '$(Stop-Process -Id $PID)',
  '${env:USERNAME}',
  '@(1)',
  "'@",
  '"@',
  "@'\n",
  '#>',
  '<#',
  '#requires -Version 99',
  'SIG # Begin signature block',
  '# SIG # Begin signature block',
  '\n',
  '\r\n',
  '\u0085',
  '\u2028',
  '\0',
  '\u001b[31m',
  '\u202e',
  '‘',
  '’',
  '‚',
  '‛',
  '“',
  '”',
  '„',
  '–',
  '—',
  '―',
  '\ufeff',
  '\u00a0',
  '\ud800',
  '😀',
  ';',
  '|',
  '&',
  '{',
  '}',
  '--%',
  '-join',
  '##[error]x',
  '::error::x',
  'Müller',
];

/** A text of traps and others, of any length up to a long description. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...traps) },
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));
