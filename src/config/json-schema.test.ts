import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { jsonSchemas } from './json-schema.ts';

describe('the JSON Schemas in config/', () => {
  it.each(Object.entries(jsonSchemas()))('%s is what the code says (else: npm run schemas)', (name, content) => {
    expect(readFileSync(new URL(`../../config/${name}`, import.meta.url), 'utf8')).toBe(content);
  });

  const firstline = z.fromJSONSchema(JSON.parse(jsonSchemas()['firstline.schema.json'] ?? ''));
  const server = { host: 'imap.example.com', user: 'support', password: 'secret' };

  function accepts(imap: Readonly<Record<string, unknown>>, address = 'support@example.com'): boolean {
    return firstline.safeParse({ inboxes: { support: { address, name: 'Support', imap: { ...server, ...imap }, smtp: server } } }).success;
  }

  it('accept a reference wherever a value is asked for', () => {
    expect(accepts({ port: '${PORT:-993}', security: '${SECURITY}' }, '${ADDRESS}')).toBe(true);
  });

  it('still refuse what is wrong', () => {
    expect(accepts({ port: 'imaps' })).toBe(false);
    expect(accepts({ port: 0 })).toBe(false);
    expect(accepts({ security: 'ssl' })).toBe(false);
    expect(accepts({ prot: 993 })).toBe(false);
    expect(accepts({}, 'support')).toBe(false);
  });
});
