import type { Readable } from 'node:stream';
import { Parser } from 'htmlparser2';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { errorMessage, PermanentError } from '../errors.ts';

/** A letter has less than one; what unpacks to more is a bomb. Bytes. */
const MAX_UNPACKED = 20_000_000;
const MAX_ENTRIES = 2_000;
/** An OLE container: how Word keeps a document with a password, and all documents before 2007. */
const OLE = Buffer.from('d0cf11e0', 'hex');

/** The words of a Word document (ECMA-376 §17.2), without comments, notes and deleted text. Rejects with the reason in a few words. */
export async function docxText(content: Buffer, enough: number): Promise<string> {
  if (content.subarray(0, 4).equals(OLE)) throw new PermanentError('it is encrypted, or older than Word 2007');
  const zip = await fromBufferPromise(content).catch((cause: unknown) => {
    throw new PermanentError('it is damaged, or no Word document', { cause });
  });
  const entry = await mainPart(zip);
  if (entry.isEncrypted()) throw new PermanentError('it is encrypted');
  if (entry.uncompressedSize > MAX_UNPACKED) throw new PermanentError(`it unpacks to more than ${MAX_UNPACKED / 1e6} MB`);
  // The stream ends with an error where an entry is larger than it says.
  return read(await zip.openReadStreamPromise(entry), enough).catch((cause: unknown) => {
    throw new PermanentError(`it is damaged (${errorMessage(cause)})`, { cause });
  });
}

async function mainPart(zip: ZipFile): Promise<Entry> {
  if (zip.entryCount > MAX_ENTRIES) throw new PermanentError(`it has more than ${MAX_ENTRIES} files inside`);
  for await (const entry of zip.eachEntry()) if (entry.fileName === 'word/document.xml') return entry;
  throw new PermanentError('it is no Word document');
}

async function read(stream: Readable, enough: number): Promise<string> {
  const words: string[] = [];
  let length = 0;
  let inText = false;
  const parser = new Parser(
    {
      onopentagname: (name) => {
        inText = name === 'w:t';
        if (name === 'w:tab') words.push('\t');
        if (name === 'w:br' || name === 'w:cr') words.push('\n');
      },
      ontext: (text) => {
        if (!inText) return;
        words.push(text);
        length += text.length;
      },
      onclosetag: (name) => {
        inText = false;
        if (name === 'w:p') words.push('\n');
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  for await (const chunk of stream.setEncoding('utf8')) {
    parser.write(String(chunk));
    if (length > enough) break;
  }
  parser.end();
  return words.join('');
}
