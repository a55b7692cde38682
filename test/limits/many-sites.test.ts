import { describe, expect, it } from 'vitest';
import { summariseSites } from '../../src/domain/readiness/finding.js';
import type { PortsResult } from '../../src/domain/ports/ports.js';
import { renderJunit } from '../../src/render/formats/junit.js';
import { createTheme } from '../../src/render/theme.js';
import { renderPorts } from '../../src/render/ports.js';
import { renderReadiness } from '../../src/render/readiness.js';
import { aFinding, reportOf } from '../formats/a-report.js';
import { growth } from './counting.js';

/** A farm of 20,000 sites is answered in seconds only where no site looks through what belongs to all others. */

const look = createTheme({ stream: {}, env: {}, noColour: true });

/** A report on so many sites with a finding each. */
function reportOnSites(size: number) {
  return reportOf([...Array(size).keys()].map((at) => aFinding({ site: `S${at}` })));
}

describe('with many sites work grows with their number, not with its square', () => {
  it('for counting the findings of each', () => {
    const make = (size: number) => reportOnSites(size).findings as never[];
    const work = (findings: never[]) =>
      summariseSites(
        Array.from({ length: findings.length }, (_, at) => `S${at}`),
        findings,
      );
    expect(growth(make, work)).toBeLessThan(2.3);
  });

  it('for the text of check', async () => {
    const plain = await look;
    const work = (report: ReturnType<typeof reportOnSites>) => renderReadiness(report, plain);
    expect(growth(reportOnSites, work, 100)).toBeLessThan(2.3);
  });

  it('for JUnit', () => {
    const make = (size: number) => reportOnSites(size).findings as never[];
    const work = (findings: never[]) =>
      renderJunit({ ...reportOnSites(findings.length), findings });
    expect(growth(make, work, 100)).toBeLessThan(2.3);
  });

  it('for the firewall matrix', async () => {
    const plain = await look;
    const make = (size: number): PortsResult => ({
      rows: [...Array(size).keys()].map((at) => ({
        site: `S${at}`,
        from: { component: 'gateway', hosts: [] },
        to: { component: 'broker', hosts: [] },
        protocols: ['TCP'],
        port: '20002',
        purpose: 'p',
        bothWays: false,
        source: [],
        assumptions: [],
      })) as never,
      notes: [],
    });
    const work = (result: PortsResult) => renderPorts(result as never, plain);
    expect(growth(make, work, 100)).toBeLessThan(2.3);
  });
});
