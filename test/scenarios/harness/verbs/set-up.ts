import type {
  Agent,
  AgentKind,
  Farm,
  Gateway,
  GatewayMode,
  Provider,
  RuleSetting,
  Site,
  Suppression,
} from '../../../../src/domain/model/farm.js';
import type { Policy, PolicyRule, SuppressionLimit } from '../../../../src/domain/model/policy.js';
import type { RasVersion } from '../../../../src/domain/facts/ras-versions.js';
import { expandNames } from '../../../../src/domain/model/names.js';
import { aBroker } from '../../../a-broker.js';
import { otherTexts } from './brokers.js';
import type { Line } from '../line.js';
import type { Verbs } from '../verb.js';

const noPolicy: Policy = {
  name: 'farm.policy.json',
  failOn: null,
  rules: {},
  suppress: 'any',
  tolerance: [],
};

function limitOf(written: string | undefined): SuppressionLimit | undefined {
  if (written === undefined || written === 'any' || written === 'never') return written;
  return { days: Number(written) };
}

/**
 * A farm built object by object. Nothing is checked here: a scenario may build an invalid farm.
 * Brokers, agents, providers and gateways go to the site named last, or to `site=NAME`.
 */
export const setUpVerbs: Verbs = {
  /** farm [name=] [ras=]: a new farm without sites */
  farm: (line) => ({
    setUp: {
      name: line.option('name') ?? 'Farm',
      rasVersion: (line.number('ras') ?? 21) as RasVersion,
      rules: {},
      suppressions: [],
      sites: [],
    },
  }),
  /** rule NAME [severity=] [threshold=] [off] [reason=]: what the farm says about a readiness rule */
  rule: (line, farm) => {
    const off = line.flag('off');
    const severity = line.option('severity') as RuleSetting['severity'];
    const threshold = line.number('threshold');
    const reason = line.option('reason');
    const setting: RuleSetting = {
      ...(severity === undefined ? {} : { severity }),
      ...(threshold === undefined ? {} : { threshold }),
      ...(off ? { off } : {}),
      ...(reason === undefined ? {} : { reason }),
    };
    return { setUp: { ...farm, rules: { ...farm.rules, [line.word('a rule')]: setting } } };
  },
  /** suppress RULE target= reason= [expires=]: a finding that is known and accepted */
  suppress: (line, farm) => {
    const suppression: Suppression = {
      target: line.option('target') ?? '',
      reason: line.option('reason') ?? '',
      expires: line.option('expires') ?? null,
      rule: line.word('a rule'),
    };
    return { setUp: { ...farm, suppressions: [...farm.suppressions, suppression] } };
  },
  /** policy [RULE [severity=] [threshold=] [off] [required] [suppress=]] [suppress=DAYS|never] [tolerance=N sites=PATTERN] */
  policy: (line, farm) => {
    const policy = farm.policy ?? noPolicy;
    const limit = limitOf(line.option('suppress'));
    const tolerance = line.number('tolerance');
    if (tolerance !== undefined) {
      const row = { tolerance, sites: [line.option('sites') ?? '*'] };
      return { setUp: { ...farm, policy: { ...policy, tolerance: [...policy.tolerance, row] } } };
    }
    const flags = { off: line.flag('off'), required: line.flag('required') };
    const severity = line.option('severity') as RuleSetting['severity'];
    const threshold = line.number('threshold');
    const [rule] = line.rest();
    if (rule === undefined) {
      return { setUp: { ...farm, policy: { ...policy, suppress: limit ?? policy.suppress } } };
    }
    const row: PolicyRule = {
      ...(severity === undefined ? {} : { severity }),
      ...(threshold === undefined ? {} : { threshold }),
      ...(flags.off ? { off: true, reason: 'a reason' } : {}),
      ...(flags.required ? { required: true } : {}),
      ...(limit === undefined ? {} : { suppress: limit }),
    };
    const rules = { ...policy.rules, [rule]: row };
    return { setUp: { ...farm, policy: { ...policy, rules } } };
  },
  /** site NAME [licensing] [network=] [auto-promotion=MINUTES] [delay=MINUTES] [failback] */
  site: (line, farm) => {
    const flags = { licensing: line.flag('licensing'), failback: line.flag('failback') };
    const minutes = line.number('auto-promotion');
    const site: Site = {
      name: line.word('a name'),
      licensing: flags.licensing,
      network: line.option('network') ?? null,
      autoPromotion: {
        enabled: minutes !== undefined,
        afterMinutes: minutes ?? line.number('delay') ?? 30,
        failback: flags.failback,
      },
      brokers: [],
      gateways: [],
      agents: [],
      providers: [],
    };
    return { setUp: { ...farm, sites: [...farm.sites, site] } };
  },
  /** broker NAMES [ip=FIRST, counted up] [alternative=A;B] [description=] [standby] [disabled] [gateway] [html5] [firewall] [domain.KEY=VALUE] [KEY=TEXT of another field] */
  broker: (line, farm) => {
    const flags = {
      enabled: !line.flag('disabled'),
      standby: line.flag('standby'),
      installGateway: line.flag('gateway'),
      enableHtml5: line.flag('html5'),
      addFirewallRules: line.flag('firewall'),
    };
    const ip = line.option('ip');
    const alternative = line.option('alternative');
    const failureDomains = line.optionsUnder('domain.');
    const description = line.option('description') ?? '';
    const others = otherTexts(line);
    const brokers = expandNames(line.word('a server')).map((server, index) =>
      aBroker(server, {
        ip: ip === undefined ? null : countUp(ip, index),
        alternativeIps: alternative?.split(';') ?? [],
        description,
        failureDomains,
        ...flags,
        ...others,
      }),
    );
    return inSite(line, farm, (site) => ({ ...site, brokers: [...site.brokers, ...brokers] }));
  },
  /** agents NAMES [kind=] [prefer=SERVER] [domain.KEY=VALUE] */
  agents: (line, farm) => {
    const kind = (line.option('kind') ?? 'rds-host') as AgentKind;
    const preferredBroker = line.preference('prefer') ?? null;
    const failureDomains = line.optionsUnder('domain.');
    const agents = expandNames(line.word('names')).map((name): Agent => ({
      name,
      kind,
      failureDomains,
      preferredBroker,
    }));
    return inSite(line, farm, (site) => ({ ...site, agents: [...site.agents, ...agents] }));
  },
  /** provider NAME [type=] [prefer=SERVER] [domain.KEY=VALUE] */
  provider: (line, farm) => {
    const failureDomains = line.optionsUnder('domain.');
    const provider: Provider = {
      name: line.word('a name'),
      type: line.option('type') ?? 'VMwarevCenter',
      failureDomains,
      preferredBroker: line.preference('prefer') ?? null,
    };
    return inSite(line, farm, (site) => ({ ...site, providers: [...site.providers, provider] }));
  },
  /** gateway SERVER [ip=] [mode=normal|forwarding] [prefer=SERVER] [domain.KEY=VALUE] */
  gateway: (line, farm) => {
    const failureDomains = line.optionsUnder('domain.');
    const gateway: Gateway = {
      server: line.word('a server'),
      ip: line.option('ip') ?? null,
      mode: (line.option('mode') ?? 'normal') as GatewayMode,
      failureDomains,
      preferredBroker: line.preference('prefer') ?? null,
    };
    return inSite(line, farm, (site) => ({ ...site, gateways: [...site.gateways, gateway] }));
  },
};

function inSite(line: Line, farm: Farm, change: (site: Site) => Site): { setUp: Farm } {
  const name = line.option('site');
  const suggestion =
    name === undefined ? farm.sites.at(-1) : farm.sites.find((one) => one.name === name);
  if (suggestion === undefined)
    throw line.mistake('there is no such site yet: tell it with "site NAME"');
  return {
    setUp: { ...farm, sites: farm.sites.map((one) => (one === suggestion ? change(one) : one)) },
  };
}

/** The address so many places further on. */
function countUp(ip: string, by: number): string {
  return ip.replace(/\d+$/u, (last) => String(Number(last) + by));
}
