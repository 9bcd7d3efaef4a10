import { expect, test } from 'vitest';
import { z } from 'zod';
import { ModelConfig } from '../config/schema.ts';
import type { ModelRequest } from '../model/model.ts';
import { makeOpenAiModel } from '../model/openai.ts';
import { startOpenAiServer } from '../model/testing/openai-server.ts';
import { classificationSchema } from './classify.ts';
import { Draft } from './draft.ts';

// What a server that enforces schemas accepts of one: every property required, no property besides, and of the keywords only these. `default`, `oneOf` and `allOf` are refused, others
// (lengths, patterns, formats) by some servers.
const KEYWORDS = new Set(['type', 'properties', 'required', 'additionalProperties', 'items', 'enum', 'anyOf', 'minimum', 'maximum']);

const Sent = z.object({ json_schema: z.object({ schema: z.unknown() }) });

/** The schema as it goes over the wire. */
async function sent(schema: ModelRequest<unknown>['schema']): Promise<unknown> {
  const server = await startOpenAiServer();
  try {
    server.program({ kind: 'content', content: {} }, { kind: 'content', content: {} });
    const model = makeOpenAiModel(ModelConfig.parse({ provider: 'openai', name: 'm', baseUrl: server.url }));
    const input = { task: 'classify', subject: '', text: '', language: 'en', categories: [] } as const;
    const request = {
      task: 'classify',
      messages: [{ role: 'user', content: 'x' }],
      input,
      schema,
      schemaName: 'x',
      maxOutputTokens: 9,
    } as const;
    await model.complete(request, new AbortController().signal);
    return Sent.parse(server.requests[0]?.response_format).json_schema.schema;
  } finally {
    await server.close();
  }
}

function problems(schema: unknown, at = '$'): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties, required, additionalProperties, items, anyOf } = schema as Record<string, unknown>;
  const own = Object.keys(schema).filter((key) => !KEYWORDS.has(key));
  const fields = Object.entries((properties ?? {}) as Record<string, unknown>);
  return [
    ...own.map((key) => `${at}: ${key}`),
    ...(properties === undefined || additionalProperties === false ? [] : [`${at}: other properties are allowed`]),
    ...fields.filter(([name]) => !(required as readonly string[]).includes(name)).map(([name]) => `${at}.${name}: not required`),
    ...fields.flatMap(([name, field]) => problems(field, `${at}.${name}`)),
    ...problems(items, `${at}[]`),
    ...((anyOf ?? []) as readonly unknown[]).flatMap((one, i) => problems(one, `${at}|${i}`)),
  ];
}

test.each([
  ['of a draft', Draft],
  ['of a classification', classificationSchema(['password', 'billing'])],
  ['of a classification with look-ups', classificationSchema(['password', 'billing'], ['order-status'])],
])('the schema %s keeps to what servers enforce', async (_, schema) => expect(problems(await sent(schema))).toEqual([]));
