/** Names that a shell would do something with, if it were given them unquoted. Each starts with letters of its own. */
export const hostileNames = [
  'aa $(touch ran-a)',
  'ab`touch ran-b`',
  "ac'; touch ran-c; '",
  'ad"; touch ran-d; "',
  'ae; touch ran-e',
  'af & touch ran-f',
  'ag | touch ran-g',
  'ah > ran-h',
  'ai two  blanks',
  'aj\\back\\\\slash',
  'ak!history',
  'al*?[z]',
  'am~tilde',
  'an#hash',
  'ao{a,b}',
  'ap=equals',
  'aq:colon:c',
  'ar%PATH%',
  'as$HOME',
  'at(parens)',
  'au^caret',
  'av@at,comma',
  'aw€ über',
  'ax ’typo” „quotes“',
  'ay (echo ran > ran-y)',
  'az $(echo ran > ran-z)',
];

/** A valid farm, whose names a shell or a list of names would read as something else. */
export const validFarm = {
  formatVersion: 1,
  name: 'Valid',
  rasVersion: 21,
  sites: [
    {
      name: 'Berlin',
      licensing: true,
      brokers: [
        { server: 'CB1', failureDomains: { rack: 'r 1; touch ran', power: '$(touch ran)' } },
      ],
      gateways: [],
      agents: [{ name: 'RDS1', failureDomains: { zone: 'z1' } }],
      providers: [{ name: 'vc[1-5] *', type: 'AVD' }],
    },
  ],
};

/** A farm with one Site, whose brokers have these names. */
export function farmOf(names: readonly string[], sites: readonly string[] = ['Berlin']) {
  return {
    formatVersion: 1,
    name: 'Example',
    rasVersion: 21,
    sites: sites.map((name, at) => ({
      name,
      licensing: at === 0,
      brokers: names.map((server) => ({ server: at === 0 ? server : `${name}-${server}` })),
      gateways: [],
      agents: [],
      providers: [],
    })),
  };
}
