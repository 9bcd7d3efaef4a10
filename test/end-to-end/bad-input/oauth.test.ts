import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../../src/demo/world/free-port.ts';
import { makeUndo } from '../../../src/undo.ts';
import { type AuthorizationServer, startAuthorizationServer } from '../../helpers/authorization-server.ts';
import type { Program } from '../../helpers/daemon-process.ts';
import { expectRefusal } from '../../helpers/refusal.ts';
import { type Desk, type Office, openOffice } from '../../helpers/support-desk.ts';

const undo = makeUndo();
let server: AuthorizationServer;
let office: Office;
beforeAll(async () => {
  server = await startAuthorizationServer();
  undo.push(server.close);
  office = await openOffice({ introspectionUrl: server.introspectionUrl, isToken: server.isToken });
  undo.push(office.close);
});
afterAll(() => undo.run());

let programs: Program[] = [];
afterEach(async () => {
  await office.endDaemons();
  delete server.faults.rotate;
  for (const program of programs) expect(program.output()).not.toMatch(/refresh-[0-9a-f]|access-[0-9a-f]|tell-nobody/);
  programs = [];
});

async function openDesk(): Promise<{ desk: Desk; file: string; consent: () => Promise<void>; start: () => Program }> {
  const desk = await office.openDesk({
    SUPPORT_IMAP_PASSWORD: undefined,
    SUPPORT_OAUTH_PROVIDER: 'google',
    SUPPORT_OAUTH_CLIENT_ID: server.clientId,
    SUPPORT_OAUTH_CLIENT_SECRET: server.clientSecret,
    SUPPORT_OAUTH_TOKEN_URL: server.tokenUrl,
  });
  const file = join(desk.folder, 'refresh-token');
  return {
    desk,
    file,
    consent: () => writeFile(file, server.consent(desk.address)),
    start: () => {
      const program = desk.start({ SUPPORT_OAUTH_REFRESH_TOKEN_FILE: file });
      programs.push(program);
      return program;
    },
  };
}

test('with access tokens alone a mail is answered, also after a restart with a token that was rotated meanwhile', async () => {
  server.faults.rotate = true;
  const { desk, consent, start } = await openDesk();
  await consent();
  const first = await desk.ask();
  const daemon = start();
  await desk.answered(first);
  expect(await daemon.stop()).toMatchObject({ code: 0 });
  expect(await readFile(join(desk.folder, 'data', 'oauth-support.json'), 'utf8')).not.toContain('refresh-');

  start();
  await desk.answered(await desk.ask());
});

test('a dead refresh token ends the start with the reason; with a new one the mail is answered', async () => {
  const { desk, file, consent, start } = await openDesk();
  await writeFile(file, 'refresh-0dead');
  const customer = await desk.ask();
  const refused = start();
  await expectRefusal(refused, /inboxes\.support\.oauth: The refresh token is dead \(invalid_grant: .*seven days/);
  expect(refused.output()).not.toMatch(/support\.(imap|smtp)/);
  await consent();
  start();
  await desk.answered(customer);
});

test('a refresh token that dies while the daemon runs shows in its health, and a replaced one is taken up without a restart', async () => {
  const { desk, consent, start } = await openDesk();
  await consent();
  const port = await freePort();
  Object.assign(desk.env, { FIRSTLINE_HTTP_PORT: String(port) });
  const daemon = start();
  await daemon.says(/Firstline is running/);
  server.revokeAccess();
  server.revokeConsents();
  await office.world.dovecot.restart();
  const customer = await desk.ask();
  await daemon.says(/"no access token"/);
  const problem = async () => {
    const health = (await (await fetch(`http://127.0.0.1:${port}/readyz`)).json()) as { inboxes: { problem: string | null }[] };
    return health.inboxes[0]?.problem;
  };
  await expect.poll(problem).toMatch(/refresh token is dead/);

  await consent();
  await desk.answered(customer);
  await expect.poll(problem).toBeNull();
});
