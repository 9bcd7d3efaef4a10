import { maskTokens } from '../privacy/mask.ts';
import { plain } from '../privacy/plain.ts';
import type { GuardRule } from './guard.ts';

/** A token stands for a value that we hid from the model: what has one is for staff alone, who see the value. An article that says so itself may be quoted. */
export const hiddenValues: GuardRule = ({ answer }, cited) =>
  maskTokens(answer).filter((token) => !cited.some(({ text }) => plain(text).includes(token)));
