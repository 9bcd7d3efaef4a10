import type { Attachment } from './message.ts';

/** What can be done with a file. */
export type Kind = 'text' | 'html' | 'pdf' | 'docx' | 'picture' | 'archive' | 'signature' | 'mail' | 'other';

const EXTENSIONS: Readonly<Record<string, Kind>> = {
  ...Object.fromEntries(['txt', 'csv', 'md', 'log'].map((e) => [e, 'text'] as const)),
  ...Object.fromEntries(['html', 'htm'].map((e) => [e, 'html'] as const)),
  ...Object.fromEntries(
    ['zip', 'rar', '7z', 'gz', 'tgz', 'tar', 'bz2', 'xz', 'zst', 'cab', 'iso', 'jar'].map((e) => [e, 'archive'] as const),
  ),
  pdf: 'pdf',
  docx: 'docx',
  eml: 'mail',
};

const TYPES: readonly (readonly [RegExp, Kind])[] = [
  [/^image\//, 'picture'],
  [/^application\/((x-)?pkcs7-signature|pgp-signature|pgp-keys)$/, 'signature'],
  [/^message\//, 'mail'],
  [/^text\/(plain|csv|markdown|x-log)$/, 'text'],
  [/^text\/html$/, 'html'],
  [/^application\/(x-)?pdf$/, 'pdf'],
  [/wordprocessingml\.document$/, 'docx'],
  [/^application\/(zip|gzip|x-(zip|rar|7z|gzip|tar|bzip2|xz).*|vnd\.rar)$/, 'archive'],
];

/** What a file is, by its name before its type: many programs send everything as application/octet-stream. */
export function kindOf({ filename, contentType }: Pick<Attachment, 'filename' | 'contentType'>): Kind {
  const byType = TYPES.find(([pattern]) => pattern.test(contentType))?.[1];
  if (byType === 'picture' || byType === 'signature') return byType;
  return EXTENSIONS[/\.([a-z0-9]{1,5})$/i.exec(filename)?.[1]?.toLowerCase() ?? ''] ?? byType ?? 'other';
}

/** True for files whose text can be had: all others are named only. */
export function isReadable(attachment: Pick<Attachment, 'filename' | 'contentType'>): boolean {
  return ['text', 'html', 'pdf', 'docx'].includes(kindOf(attachment));
}

/** Why a file is only named, in a few words for people; null for those that can be read. */
export function unreadNote(attachment: Pick<Attachment, 'filename' | 'contentType'>): string | null {
  switch (kindOf(attachment)) {
    case 'picture':
      return 'a picture, not looked at';
    case 'archive':
      return 'an archive, never opened';
    case 'signature':
      return 'a signature or key';
    case 'mail':
      return 'another mail or report, not read';
    case 'other':
      return 'a kind of file that is not read';
    default:
      return null;
  }
}
