import { expect, test } from 'vitest';
import { unreachableTeams } from './reserved-domain.ts';
import { TriageConfig } from './triage-schema.ts';

test.each([
  ['billing@hazelnote.example', true],
  ['team@example.com', true],
  ['team@mail.example.org', true],
  ['team@desk.test', true],
  ['team@notexample.com', false],
  ['team@example.co.uk', false],
  ['team@testing.com', false],
])('%s reaches nobody: %s', (email, expected) => {
  const { teams } = TriageConfig.parse({ categories: {}, teams: { desk: { name: 'Desk', email } }, fallbackTeam: 'desk' });
  expect(unreachableTeams({ teams })).toEqual(expected ? ['desk'] : []);
});
