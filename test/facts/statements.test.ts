import { describe, expect, it } from 'vitest';
import { explain } from '../../src/domain/explain/explain.js';
import { allRules } from '../../src/domain/readiness/rules.table.js';
import { type Statement, statements } from '../../src/domain/facts/statements.table.js';
import { renderExplanationAsMarkdown } from '../../src/render/explain-markdown.js';
import { renderExplanation } from '../../src/render/explain.js';
import { createTheme } from '../../src/render/theme.js';

const theme = await createTheme({ stream: {}, env: {}, noColour: true });

describe('what the vendor says', () => {
  it('about auto-promotion and priority is cited from the page on managing secondaries, not from Properties', () => {
    for (const id of [
      'R14',
      'R15-least',
      'R15-most',
      'R16',
      'R17',
      'R18',
      'R26',
      'R29',
      'R30',
    ] as const) {
      const { citations }: Statement = statements[id];
      expect(citations, id).toContain('managing-brokers-20');
      expect(citations, id).not.toContain('configuring-brokers-19');
    }
  });

  it('slows a site down is the replication of runtime data, not of settings', () => {
    expect(statements.R9.says).toContain('runtime data');
    for (const id of ['RAS103', 'RAS501', 'RAS502']) {
      const page = JSON.stringify(explain(id));
      expect(page).not.toMatch(/settings are replicated|replicate to each other all the time/iu);
    }
  });

  it('contradicts itself about auto-promotion, and R12 mentions it', () => {
    expect(statements.R12.says).toContain(
      'The Management Portal guide of RAS 20 contradicts this (R13)',
    );
    expect(statements.R13.citations).toEqual(['portal-auto-promotion-20']);
    // A document that says the opposite is no source of a finding by R12 alone.
    expect(JSON.stringify(explain('RAS102'))).not.toContain('on auto-promotion');
  });
});

describe('what is not from the vendor', () => {
  it.each([
    ['RAS101', 'A23'],
    ['RAS401', 'A16'],
    ['RAS402', 'A24'],
    ['RAS301', 'A21'],
  ])('in %s is marked as assumption %s', (id, assumption) => {
    const explanation = explain(id);
    const found = explanation.kind === 'rule' ? explanation.assumptions.map((one) => one.id) : [];
    expect(found).toContain(assumption);
  });
});

describe('an exemption', () => {
  const exempting = allRules.filter(({ exemptions = [] }) => exemptions.length > 0);

  it('is a field of the rules that deliberately report nothing', () => {
    const ids = exempting.map(({ id }) => id);
    for (const id of ['RAS108', 'RAS202', 'RAS601', 'RAS602']) expect(ids).toContain(id);
  });

  it.each(exempting)('of $id is shown by explain and by its page', ({ id, exemptions = [] }) => {
    const text = renderExplanation(explain(id), theme).replaceAll(/\s+/gu, ' ');
    const page = renderExplanationAsMarkdown(explain(id)).replaceAll('\\', '');
    for (const exemption of exemptions) {
      expect(text).toContain(exemption);
      expect(page).toContain(exemption);
    }
  });
});
