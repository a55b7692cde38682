/**
 * Letters of other scripts that look like a Latin letter or a digit in most fonts: the part of the confusables of Unicode
 * Technical Standard 39 that single letters of Cyrillic, Greek, Armenian, Cherokee and Latin make up, with its dashes and
 * apostrophes. Left what they look
 * like, right the letters. Of two cases that look different, such as Greek Ν and ν, each looks like its own.
 */
export const lookAlikes: readonly (readonly [latin: string, letters: string])[] = [
  ['a', 'АаΑαɑᎪ'],
  ['b', 'ВвΒЬьᏴ'],
  ['c', 'СсϹϲᏟ'],
  ['d', 'ԁᎠ'],
  ['e', 'ЕеΕᎬ'],
  ['f', 'Ϝ'],
  ['g', 'ɡցᏀԌ'],
  ['h', 'НнΗһհᎻ'],
  ['i', 'іιıɩ'],
  ['1', 'ІΙӀӏlIᏆ|'],
  ['j', 'ЈјϳᎫ'],
  ['k', 'КкΚκᏦ'],
  ['l', 'ᏞԼ'],
  ['m', 'МмΜᎷ'],
  ['n', 'Νոռ'],
  ['0', 'ОоΟοσՕօOoᏫ'],
  ['p', 'РрΡρᏢ'],
  ['q', 'ԛԚզ'],
  ['r', 'гᎡ'],
  ['s', 'ЅѕՏᏚ'],
  ['t', 'ТтΤτᎢ'],
  ['u', 'υսՍ'],
  ['v', 'νѵѴᏙ'],
  ['w', 'ԝԜѡᎳ'],
  ['x', 'ХхΧχ'],
  ['y', 'УуΥγүҮ'],
  ['z', 'ΖᏃ'],
  // Word processors make dashes and quotes of their own out of those that are typed.
  ['-', '‐‑‒–—―−⁃˗－'],
  ["'", '‘’ʼʹʻ′`‛ˈ'],
];
