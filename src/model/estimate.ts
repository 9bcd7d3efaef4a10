import type { ModelMessage } from './model.ts';

/** Bytes a token: four in English prose, three in Japanese and in code. The lower one, so that an estimate is rather too high. */
const BYTES = 3;

/** Tokens of a text, about: for reserving them, and where a server does not count. */
export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES);
}

export function estimatePrompt(messages: readonly ModelMessage[]): number {
  return messages.reduce((sum, { content }) => sum + estimateTokens(content), 0);
}
