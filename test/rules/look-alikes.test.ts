import { describe, expect, it } from 'vitest';
import { lookOf } from '../../src/domain/model/names/look-alikes.js';

describe('names that look alike', () => {
  it.each([
    ['RDS-01', 'RDS\u201301', 'a dash that a word processor made'],
    ['RDS-01', 'RDS\u201101', 'a hyphen that does not break'],
    ['RDS-01', 'RDS\u221201', 'a minus sign'],
    ["Bob's PC", 'Bob\u2019s PC', 'a quote that a word processor made'],
    ['PC 1', 'PC  1', 'two spaces'],
    ['PC 1', 'PC\u00a01', 'a space that does not break'],
    ['CB1', 'C\u3164B1', 'a filler'],
    ['CB1', '\u0421\u04121', 'Cyrillic letters'],
  ])('%s and %s: %s', (one, other) => {
    expect(lookOf(other)).toBe(lookOf(one));
  });

  it.each([
    ['RDS-01', 'RDS_01'],
    ['RDS-01', 'RDS01'],
    ['PC 1', 'PC1'],
    ['m1', 'rn1'],
  ])('%s and %s look different', (one, other) => {
    expect(lookOf(other)).not.toBe(lookOf(one));
  });
});
