import { rfcDate } from '../../src/demo/mails/raw.ts';

/** A customer's mail with attached files, as a usual client writes it. */
export function mailWithFiles(
  {
    from,
    to,
    text = 'Hello,\n\nplease look at the files.\n\nAda',
    messageId,
  }: { from: string; to: string; text?: string; messageId: string },
  files: readonly { readonly name: string; readonly content: Buffer }[],
): Buffer {
  const head = `From: Ada <${from}>\r\nTo: ${to}\r\nSubject: Some files\r\nDate: ${rfcDate(Date.now())}\r\nMessage-ID: ${messageId}\r\nMIME-Version: 1.0`;
  const parts = files.map(({ name, content }) => {
    const lines = content.toString('base64').replace(/.{76}/g, '$&\r\n');
    return `--x\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines}\r\n`;
  });
  const body = `--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text.replaceAll('\n', '\r\n')}\r\n${parts.join('')}--x--\r\n`;
  return Buffer.from(`${head}\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n${body}`);
}
