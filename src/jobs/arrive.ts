import type { Message } from '../mail/message.ts';
import { trustedFindings } from '../mail/sender-trust.ts';
import { type Arrived, arrivedVia } from '../mail/via.ts';
import type { InboxParts } from './parts.ts';

/**
 * Who wrote a mail, whatever path it came by, and what vouches for that. Where no server of ours says anything, and the configuration wants it,
 * DKIM, SPF and DMARC are checked here.
 * @param source null where only the header was read: then nothing can be checked
 */
export async function arrive(
  parts: Pick<InboxParts, 'config' | 'ours' | 'checkSender'>,
  role: 'inbox' | 'sent' | 'other',
  message: Message,
  source: Buffer | null,
): Promise<Arrived> {
  const { intake } = parts.config;
  const trust = { authservIds: intake.trustedAuthservIds, arcSealers: intake.trustedArcSealers };
  // What lies in Sent came by no path.
  const context = { paths: role === 'sent' ? [] : intake.via, trust, ours: parts.ours };
  if (parts.checkSender === null) return arrivedVia(message, context);
  const isNew = role !== 'sent' && source !== null && trustedFindings(message, trust) === null;
  return arrivedVia(message, { ...context, checked: isNew ? await parts.checkSender(source) : null });
}
