/**
 * Decisions where the vendor documents nothing. An answer that depends on an assumption prints its id.
 */
export const assumptions = {
  A1: 'Standby and disabled brokers do not count in the "Number of CBs" of the load table.',
  A2: 'After a promotion the order is otherwise kept: the old primary becomes the first secondary.',
  A3: 'While the primary is away and nothing is promoted, the serving secondaries share the agents equally.',
  A4: '"Available brokers" in the quorum rule means the brokers configured active; a standby counts in the place of the broker that it replaces.',
  A5: 'A standby steps in for a broker that is offline, not for one that is only cut off by a network split.',
  A6: 'Auto-promotion takes the highest active secondary in the group that holds a majority; an activated standby comes after all of them.',
  A7: 'Failback happens as soon as the original primary is back and reaches the current primary, if that is up, or is in the group that holds a majority; it restores the complete former order.',
  A8: 'Automatic providers are spread round-robin, in file order, over the brokers configured active (and up, in a simulation) in priority order.',
  A9: '"Primary Site" in the vendor\'s process table is the Licensing Site.',
  A10: "The first broker in the list is the primary; on import the lowest Priority of a site (0 in the vendor's sample), cross-checked with the site status.",
  A11: 'With fewer than three active brokers, a new provider prefers the primary unless another broker is specified (with three or more, the console preselects Automatic).',
  A12: "A network split is between brokers: agents and gateways still reach all of them, so the load split and the primary's own processes continue. If the other side promotes a broker, there are two primaries, which is reported as a hazard and lasts until the split ends: a configuration event does not reach a broker that is cut off (A18); that broker leaves base and load at once but continues as a primary of its side.",
  A13: 'If a site has no network, one segment is assumed to be one /24 (IPv4) or one /64 (IPv6).',
  A14: 'A standby or disabled broker runs none of the processes until it is activated; the vendor\'s table has only "primary" and "secondary".',
  A15: 'Providers whose own broker does not serve are taken over by the first serving broker, in priority order, of the group that holds a majority.',
  A16: 'Without high availability for VDI a provider is lost with its broker; a standby that steps in does not take it over.',
  A17: 'A standby that is promoted takes the active place of the broker it replaces, and that broker becomes a standby, until failback: the number of active brokers stays the same.',
  A18: 'A former primary learns that another broker was promoted once it is up and reaches a broker that knows; until then it continues as a primary.',
  A19: 'Failback undoes auto-promotions only: after a manual promotion, no broker goes back automatically.',
  A20: 'What the vendor says about RD Session Hosts, providers and PCs also applies to brokers, gateways and all other agents: each belongs to one site.',
  A21: 'Up to RAS 20 all brokers take the same number of agents. The sources are a KB article for 15.5 to 16.5 and one example with two brokers for 20; nothing covers 17 to 19, or three and more brokers.',
  A22: 'Connected agents do not move when another broker fails or returns; only those of the failed broker reconnect.',
  A23: 'One Connection Broker is enough to serve a site, so N+1 means two or more that can serve.',
  A24: 'A provider is served by one broker at a time, which does the work for it; if all providers prefer one broker, that broker alone does the work for all of them.',
  A25: 'A gateway in normal mode connects to session hosts on the RDP port that the vendor lists for direct mode.',
  A26: 'A cmdlet that adds a Connection Broker or gateway, and that is given no site, adds it to the site that the session is connected to.',
  A27: 'A cmdlet that is given the name of a server finds that server in any site of the farm.',
  A28: 'A parameter that only the module of the farm shows sets the property of the same name; as the id of a preferred Connection Broker, 0 is Automatic.',
  A29: 'A Connection Broker that a cmdlet adds goes to the end of the list, as one that the console adds.',
  A30: 'The version that an agent reports begins with the number of its RAS version.',
} as const;

/** Id of an assumption, such as `A4`. */
export type AssumptionId = keyof typeof assumptions;
