import { statements } from '../../facts/index.js';
import { ip, ips, name, tags, text, yesOrNo } from './field.js';

/** The properties of a Connection Broker, as in the console's Add wizard. */
export const brokerFields = {
  /** FQDN, NetBIOS name or IP of the server: also the broker's name. */
  server: name({
    description:
      'Server: FQDN, NetBIOS name or IP address of the host. It is also the name of the Connection Broker.',
    flag: { help: 'new server name', only: 'set' },
    question: { title: 'Server', text: 'Server', inConsole: true },
    column: 'always',
  }),
  /** The main IP address, null if it isn't known. */
  ip: ip({
    label: 'IP',
    description: 'Main IP address, IPv4 or IPv6. Omit it if it is not known yet.',
    flag: { help: 'main IP address' },
    question: { title: 'IP', text: 'IP', inConsole: true },
    column: 'always',
  }),
  /** More addresses, for gateways that can't reach the FQDN or the main IP. */
  alternativeIps: ips({
    label: 'alternative IPs',
    description:
      'Alternative IPs: for gateways that cannot reach the Connection Broker by FQDN or main IP, for example from another network.',
    flag: {
      help: 'more addresses, separated by semicolons, for gateways that cannot reach the FQDN or the main IP; repeatable',
    },
    question: {
      title: 'Alternative IPs',
      text: 'Alternative IPs, separated by ;',
      inConsole: true,
      remark: statements['alternative-ips'].says,
    },
  }),
  description: text({
    default: '',
    description: 'Description: free text.',
    flag: { help: 'free-text description' },
    question: { title: 'Description', text: 'Description', inConsole: false },
    column: 'if set',
  }),
  /** "Enable Server in site". */
  enabled: yesOrNo({
    default: true,
    description: 'Enable Server in site. The primary is always enabled.',
  }),
  standby: yesOrNo({
    default: false,
    description:
      'Standby: no agent connects to it until another Connection Broker goes offline. The primary is never in standby.',
    flag: {
      help: 'start in standby, or not (default: as in RAS)',
      only: 'add',
      presetElsewhere: true,
    },
    question: { title: 'Standby', text: 'Start in standby', inConsole: false },
  }),
  installGateway: yesOrNo({
    default: false,
    label: 'install gateway',
    description: 'Install a Secure Gateway with a Connection Broker.',
    flag: { help: 'install a gateway on the server' },
    question: {
      title: 'Gateway',
      text: 'Install a Secure Gateway with a Connection Broker',
      inConsole: true,
    },
  }),
  enableHtml5: yesOrNo({
    default: false,
    label: 'enable HTML5',
    description: 'Enable HTML5 Gateway: HTML5 on that gateway. Needs installGateway.',
    flag: { help: 'enable HTML5 on that gateway', needs: 'installGateway' },
    question: {
      title: 'HTML5',
      text: 'Enable HTML5 Gateway',
      inConsole: true,
      needs: 'installGateway',
    },
  }),
  addFirewallRules: yesOrNo({
    default: false,
    label: 'add firewall rules',
    description: 'Add Firewall Rules on the host.',
    flag: { help: 'add firewall rules on the server' },
    question: { title: 'Firewall rules', text: 'Add Firewall Rules', inConsole: true },
  }),
  /** Where the server fails together with others, such as `{ hypervisor: 'hv1', rack: 'r2' }`. */
  failureDomains: tags({
    label: 'failure domains',
    examples: [{ hypervisor: 'hv1', rack: 'r2' }],
    description:
      'Failure domains of the host, as names and values, such as { "hypervisor": "hv1", "rack": "r2" }. Not case-sensitive.',
    flag: {
      name: 'domain',
      help: 'failure domain, such as hypervisor=hv1 or rack=r2; an empty value removes it; repeatable',
    },
  }),
};
