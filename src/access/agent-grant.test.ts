import { expect, test } from 'vitest';
import { TriageConfig } from '../config/triage-schema.ts';
import { type Action, checkAccess } from './access.ts';
import { agentGrant } from './agent-grant.ts';

const BASE = {
  fallbackTeam: 'support',
  teams: { support: { name: 'Support', email: 'team@shop.example', staff: ['joe@shop.example'] } },
  categories: { billing: { description: 'Invoices', labels: ['money'] } },
  rules: [{ name: 'VIP', when: { from: ['*@hospital.example'] }, then: { labels: ['vip'] } }],
};
const may = (config: TriageConfig, action: Action, inbox = 'support') =>
  checkAccess(agentGrant('support', config), { inbox, labels: new Set(['legal']), participants: new Set(['ada@x.example']) }, action)
    .allowed;
const label = (...add: string[]): Action => ({ kind: 'label', add, remove: [] });
const send = (...recipients: string[]): Action => ({ kind: 'send', recipients });

test('the agent may set what the configuration and the standard set name, and nothing else', () => {
  const config = TriageConfig.parse(BASE);
  const all = ['needs-human', 'answered', 'urgent', 'low', 'spoofed', 'quarantined', 'billing', 'money', 'vip', 'team/support', 'lang/es'];
  expect(may(config, label(...all))).toBe(true);
  for (const other of ['refund', 'team/nobody', 'trash', 'lang']) expect(may(config, label(other)), other).toBe(false);
});

test('a grant in the configuration takes the place of all that', () => {
  const config = TriageConfig.parse({ ...BASE, labels: { grant: { set: ['needs-human', 'lang/*'] } } });
  expect(may(config, label('needs-human', 'lang/es'))).toBe(true);
  expect(may(config, label('billing'))).toBe(false);
});

test('it writes to those in the conversation and to the teams, to nobody else, and in its own inbox only', () => {
  const config = TriageConfig.parse(BASE);
  expect(may(config, send('ada@x.example'))).toBe(true);
  expect(may(config, send('team@shop.example'))).toBe(true);
  expect(may(config, send('joe@shop.example'))).toBe(false);
  expect(may(config, send('eve@x.example'))).toBe(false);
  expect(may(config, { kind: 'read' })).toBe(true);
  expect(may(config, { kind: 'read' }, 'sales')).toBe(false);
});
