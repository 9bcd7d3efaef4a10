import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadConfig } from './config/load.ts';
import { makeLog } from './log.ts';
import { openServing, type Serving } from './serving-parts.ts';
import { acceptAll } from './texts/texts.ts';
import { makeUndo, type Undo } from './undo.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const inbox = (id: string, more = '') => `
  ${id}:
    address: ${id}@hazelnote.example
    name: ${id}
    triage: ${id}.yaml
    imap: { host: imap.hazelnote.example, user: ${id}, password: x }
    smtp: { host: smtp.hazelnote.example, user: ${id}, password: x }
${more}`;

let dir: string;
let undo: Undo;
let lines: string[];
let heard: () => void;
beforeEach(async () => {
  undo = makeUndo();
  lines = [];
  heard = () => undefined;
  dir = await mkdtemp(join(tmpdir(), 'firstline-serving-'));
  undo.push(() => rm(dir, { recursive: true }));
  for (const part of ['config', 'prompts', 'knowledge-base']) await cp(join(ROOT, part), join(dir, part), { recursive: true });
  for (const id of ['support', 'shop']) await cp(join(ROOT, 'config/triage.yaml'), join(dir, `config/${id}.yaml`));
  const inboxes = [inbox('support'), inbox('shop'), inbox('archive', '    agent: false\n')];
  await writeFile(join(dir, 'config/firstline.yaml'), `inboxes:\n${inboxes.join('')}`);
});
afterEach(() => undo.run());

async function open(sample: boolean): Promise<Serving> {
  const config = await loadConfig(join(dir, 'config/firstline.yaml'), {});
  const write = (line: string) => {
    lines.push(line);
    heard();
  };
  return openServing(config, { accept: acceptAll, sample, now: Date.now, log: makeLog({ level: 'info', pretty: false, write }), undo });
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const path = join(dir, file);
  await writeFile(path, change(await readFile(path, 'utf8')));
}

/** Resolves when a line like this is logged from now on. */
function said(what: RegExp): Promise<void> {
  const from = lines.length;
  return new Promise((resolve) => {
    heard = () => {
      if (lines.slice(from).some((line) => what.test(line))) resolve();
    };
  });
}

test('what a team list says holds for every inbox of the installation at once, and what was handed out before stays as it was', async () => {
  const serving = await open(true);
  const before = { support: serving.partsOf('support'), archive: serving.partsOf('archive') };
  const changed = said(/"inbox":"shop".*triage: another version is in force/);
  await edit('config/shop.yaml', (text) =>
    text
      .replace('email: sales@hazelnote.example', 'email: deals@hazelnote.example\n    staff: [nora@hazelnote.example]')
      .replaceAll(/^ {2}sales:$/gm, '  deals:')
      .replaceAll('team: sales', 'team: deals'),
  );
  await changed;
  for (const id of ['support', 'shop', 'archive']) {
    const { ours, staff } = serving.partsOf(id);
    expect([...staff], id).toEqual(expect.arrayContaining(['deals@hazelnote.example', 'nora@hazelnote.example']));
    expect([...ours], id).toEqual(expect.arrayContaining(['nora@hazelnote.example', `${id}@hazelnote.example`]));
  }
  const shop = serving.partsOf('shop');
  expect([...(shop.grant.sendTo ?? [])]).toContain('deals@hazelnote.example');
  expect([...(shop.grant.set ?? [])]).toEqual(expect.arrayContaining(['team/deals', 'deals']));
  expect(serving.partsOf('support').grant).toEqual(before.support.grant);
  expect(before.support.staff.has('nora@hazelnote.example')).toBe(false);
});

describe('shadow', () => {
  const SAMPLE = '---\ntitle: Ours\nsample: true\n---\n\nText.\n';

  test('ends when the last sample article is gone, and begins when one comes', async () => {
    await rm(join(dir, 'knowledge-base'), { recursive: true });
    await cp(join(ROOT, 'knowledge-base/plans.md'), join(dir, 'knowledge-base/plans.md'));
    const serving = await open(false);
    expect(serving.partsOf('support').maxAutonomy).toBe('shadow');
    expect(lines.filter((line) => line.includes('"inbox":"support"') && line.includes('shadow: the knowledge base'))).toHaveLength(1);

    const live = said(/"inbox":"shop".*live: no sample article is left/);
    expect(lines.join('\n')).not.toContain('these teams have addresses');
    await edit('knowledge-base/plans.md', (text) => text.replace('sample: true\n', ''));
    await live;
    expect(lines.filter((line) => /"inbox":"shop".*"sales".*these teams have addresses of an example/.test(line))).toHaveLength(1);
    expect(['support', 'shop', 'archive'].map((id) => serving.partsOf(id).maxAutonomy)).toEqual(['auto', 'auto', 'auto']);

    const again = said(/"inbox":"shop".*shadow: the knowledge base/);
    await writeFile(join(dir, 'knowledge-base/ours.md'), SAMPLE);
    await again;
    expect(['support', 'shop'].map((id) => serving.partsOf(id).maxAutonomy)).toEqual(['shadow', 'shadow']);
  });

  test('never begins where the operator wants the sample company to answer', async () => {
    expect((await open(true)).partsOf('support').maxAutonomy).toBe('auto');
    expect(lines.join('\n')).not.toContain('these teams have addresses');
    const live = lines.filter((line) => line.includes('live: what the configuration allows'));
    expect(live.map((line) => JSON.parse(line).inbox)).toEqual(['support', 'shop']);
  });
});

test('labels for which there is no room are named when they become others', async () => {
  await open(true);
  const told = said(/"inbox":"support".*labels\.keywords leaves no room/);
  await edit('config/support.yaml', (text) => text.replace(/^labels:$/m, '$&\n  keywords: 5'));
  await told;
  expect(lines.filter((line) => line.includes('leaves no room'))).toHaveLength(1);
});

test('an inbox without agent needs no texts', async () => {
  const serving = await open(true);
  expect(serving.standing('archive')).toBeNull();
  expect(serving.partsOf('archive')).toMatchObject({ knowledge: { articles: [] }, maxAutonomy: 'auto' });
  expect(() => serving.partsOf('nobody')).toThrow('no inbox nobody');
});
