import type { Mask } from '../privacy/mask.ts';
import type { TriageInput } from './triage.ts';

/**
 * The mail as a model may see it: every text of it with its private values hidden. Rules, gates and the guard go on reading the mail itself, for what is
 * hidden from a model need not be hidden from our own code.
 */
export function shownTo(input: TriageInput, mask: Mask): TriageInput {
  const { hide } = mask;
  return {
    ...input,
    subject: hide(input.subject),
    text: hide(input.text),
    rawText: hide(input.rawText),
    requesterName: input.requesterName === null ? null : hide(input.requesterName),
    thread: input.thread.map((entry) => ({ ...entry, text: hide(entry.text) })),
    attachments: input.attachments.map((file) => ({
      ...file,
      filename: hide(file.filename),
      contentType: hide(file.contentType),
      ...(file.text === undefined ? {} : { text: hide(file.text) }),
    })),
  };
}
