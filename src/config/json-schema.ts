import { z } from 'zod';
import { FirstlineConfig } from './schema.ts';
import { TicketFields } from './ticket-schema.ts';
import { TriageConfig } from './triage-schema.ts';

/** JSON Schemas for editors, written to config/ by `npm run schemas`. */

/** File name → content. */
export function jsonSchemas(): Readonly<Record<string, string>> {
  return {
    'firstline.schema.json': render(FirstlineConfig, 'Firstline: what the operator decides'),
    'triage.schema.json': render(TriageConfig, 'Firstline: what the support lead decides'),
    'ticket.schema.json': plain(TicketFields, 'Firstline: a golden ticket, above its mail'),
  };
}

type Node = Readonly<Record<string, unknown>>;

/** What an editor cannot know before the variable is filled in. */
const REFERENCE = { type: 'string', pattern: '\\$\\{' };

function render(schema: z.ZodType, title: string): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return `${JSON.stringify({ $schema, title, ...allowReferences(rest) }, null, 2)}\n`;
}

/** For files in which nothing is filled in. */
function plain(schema: z.ZodType, title: string): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`;
}

/** Every number, boolean, choice or formatted text may also be a text with `${…}` in it. Names of settings may not. */
function allowReferences(node: Node): Node {
  if (node.type === 'object') {
    return {
      ...node,
      ...mapped(node, 'properties', (all) => mapValues(all, allowReferences)),
      ...mapped(node, 'additionalProperties', allowReferences),
    };
  }
  if (node.type === 'array') return { ...node, ...mapped(node, 'items', allowReferences) };

  if (Array.isArray(node.oneOf)) return { ...node, oneOf: node.oneOf.map((choice) => (isNode(choice) ? allowReferences(choice) : choice)) };

  const { title, description, default: fallback, ...constraints } = withoutNoise(node);
  const isAnyText = Object.keys(constraints).every((key) => key === 'type' || key === 'minLength') && constraints.type === 'string';
  return isAnyText ? node : { title, description, default: fallback, anyOf: [constraints, REFERENCE] };
}

function mapped(node: Node, key: string, change: (inner: Node) => Node): Node {
  const inner = node[key];
  return isNode(inner) ? { [key]: change(inner) } : {};
}

function mapValues(all: Node, change: (inner: Node) => Node): Node {
  return Object.fromEntries(Object.entries(all).map(([key, inner]) => [key, isNode(inner) ? change(inner) : inner]));
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** zod bounds every integer by what a double can hold exactly. */
function withoutNoise(node: Node): Node {
  const bounds = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
  return Object.fromEntries(Object.entries(node).filter(([, value]) => typeof value !== 'number' || !bounds.includes(value)));
}
