import { fromUtf7, toUtf7 } from './imap-utf7.ts';
import { keywordToLabel, labelToKeyword } from './keyword.ts';

/**
 * Gmail's labels beside our keywords (X-GM-EXT-1, https://developers.google.com/workspace/gmail/imap/imap-extensions). To everybody above the adapter they are keywords
 * like any other server's; system labels (`\Inbox`, `\Important`) are no labels of anybody's, but `\Draft` says in every mailbox what the flag says elsewhere.
 */

/** Names that Gmail keeps for itself: a label of ours that is called so lies below `Firstline/`. */
const RESERVED: ReadonlySet<string> = new Set([
  ...[
    'inbox',
    'sent',
    'sent mail',
    'draft',
    'drafts',
    'spam',
    'junk',
    'trash',
    'bin',
    'all mail',
    'starred',
    'important',
    'unread',
    'read',
  ],
  ...['chat', 'chats', 'muted', 'snoozed', 'scheduled'],
]);
const BELOW = 'firstline/';

export function gmailLabel(keyword: string): string {
  const label = keywordToLabel(keyword);
  return toUtf7(RESERVED.has(label) || label.startsWith(BELOW) ? `Firstline/${label}` : label);
}

export function gmailKeywords(labels: Iterable<string>): readonly string[] {
  const all = [...labels];
  const own = all
    .filter((label) => !label.startsWith('\\'))
    .map((label) => {
      const name = fromUtf7(label).toLowerCase();
      return labelToKeyword(name.startsWith(BELOW) ? name.slice(BELOW.length) : name);
    });
  return all.some((label) => /^\\drafts?$/i.test(label)) ? [...own, '\\Draft'] : own;
}
