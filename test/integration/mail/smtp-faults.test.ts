import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../../../src/demo/world/world.ts';
import { InDoubtError, TransientError } from '../../../src/errors.ts';
import { makeSmtpSubmission } from '../../../src/mail/smtp-submission.ts';
import { makeUndo } from '../../../src/undo.ts';
import { FAULT_KINDS, type FaultKind, type LineProxy, startLineProxy } from '../../helpers/line-proxy.ts';
import { freshUser, log, mail } from './fixtures.ts';

const undo = makeUndo();
let world: World;
let proxy: LineProxy;
beforeAll(async () => {
  world = await startWorld();
  undo.push(world.stop);
  proxy = await startLineProxy(world.submission.port);
  undo.push(proxy.close);
});
afterEach(() => proxy.misbehave(null));
afterAll(() => undo.run());

const SENDER = 'support@example.com';
const never = new AbortController().signal;
/** A server that says nothing for this long is given up, ms: soon where silence is the fault, late where it would only be a busy machine. */
const silenceAt = (how: FaultKind): number => (how === 'stall' ? 1_000 : 20_000);

/** Steps before the server asked for the body: the mail has certainly not left. */
const BEFORE = ['EHLO', 'AUTH', 'MAIL FROM', 'RCPT TO', 'DATA'];
/** From then on nobody can know without an answer. */
const AFTER = ['\\(body\\)', '\\(dot\\)'];

async function deliver(at: string, how: FaultKind) {
  const to = freshUser('fault');
  const submission = makeSmtpSubmission({ ...world.smtp(SENDER), port: proxy.port, timeout: silenceAt(how) }, { log });
  let entered = 0;
  const onData = async () => {
    entered += 1;
  };
  const send = () => submission.deliver({ from: SENDER, to: [to], source: mail({ to }) }, onData, never);
  proxy.misbehave({ at: new RegExp(`^${at}`, 'i'), how });
  const error = await send().then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(proxy.struck()).toBe(1);
  const arrived = (await world.connect(to).read()).length;
  return { error, entered, arrived, send, submission, to };
}

const cases = (steps: readonly string[]) => steps.flatMap((at) => FAULT_KINDS.map((how) => ({ at, how })));

test.each(cases(BEFORE))('$how at $at: certainly not sent, and the next attempt goes through', async ({ at, how }) => {
  const { error, entered, arrived, send, submission, to } = await deliver(at, how);
  expect(error).toBeInstanceOf(TransientError);
  expect({ entered, arrived }).toEqual({ entered: 0, arrived: 0 });
  await send();
  expect(await world.connect(to).read()).toHaveLength(1);
  await submission.close();
});

test.each(cases(AFTER))('$how at $at: in doubt, and not tried again by itself', async ({ at, how }) => {
  const { error, entered, arrived, submission } = await deliver(at, how);
  expect(error).toBeInstanceOf(InDoubtError);
  expect(entered).toBe(1);
  // Only where the whole mail has reached the server does it arrive.
  expect(arrived).toBe(how === 'cut answer' ? 1 : 0);
  await submission.close();
});

// By the clock: on a busy machine it has three tries.
test.each(FAULT_KINDS)('%s at QUIT keeps nobody: closing takes about a second', { retry: 2 }, async (how) => {
  const submission = makeSmtpSubmission({ ...world.smtp(SENDER), port: proxy.port }, { log });
  const to = freshUser('quit');
  await submission.deliver({ from: SENDER, to: [to], source: mail({ to }) }, async () => {}, never);
  proxy.misbehave({ at: /^QUIT/, how });
  const before = performance.now();
  await submission.close();
  expect(performance.now() - before).toBeLessThan(2_000);
});
