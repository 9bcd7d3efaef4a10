import { crc32, deflateRawSync } from 'node:zlib';

/** For tests only: small files of the kinds that customers attach, sound and hostile ones. */

/** One page for each text, in Helvetica. `trailer` is added to the trailer dictionary. */
export function pdf(pages: readonly string[], trailer = ''): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((text, i) => {
      const stream = `BT /F1 12 Tf 50 700 Td (${text}) Tj ET`;
      const page = `/Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * i} 0 R`;
      return [`<< /Type /Page ${page} >>`, `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`];
    }),
  ];
  const written = ['%PDF-1.4\n'];
  const offsets: string[] = [];
  let at = 9;
  for (const [i, object] of objects.entries()) {
    offsets.push(`${String(at).padStart(10, '0')} 00000 n \n`);
    const text = `${i + 1} 0 obj\n${object}\nendobj\n`;
    written.push(text);
    at += text.length;
  }
  const size = objects.length + 1;
  written.push(
    `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}trailer << /Size ${size} /Root 1 0 R ${trailer}>>\nstartxref\n${at}\n%%EOF`,
  );
  return Buffer.from(written.join(''), 'latin1');
}

/** Wants a password that nobody has (PDF 32000-1 §7.6.3). */
export function encryptedPdf(): Buffer {
  const key = 'ab'.repeat(32);
  return pdf(['secret'], `/ID [<${key}> <${key}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${key}> /U <${key}> >> `);
}

/** A ZIP archive with one entry (APPNOTE §4.3). @param claimed what it says the part unpacks to, in bytes; the truth where it is left out */
export function docx(xml: string | Buffer, claimed?: number): Buffer {
  const name = Buffer.from('word/document.xml');
  const plain = Buffer.from(xml);
  const packed = deflateRawSync(plain);
  // Version 2.0, no flags, deflate, no time, no date; CRC; both sizes; length of the name, no extra field.
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(8, 4);
  head.writeUInt32LE(crc32(plain), 10);
  head.writeUInt32LE(packed.length, 14);
  head.writeUInt32LE(claimed ?? plain.length, 18);
  head.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), head, name, packed]);
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), head, Buffer.alloc(14), name]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

export function paragraphs(texts: readonly string[]): string {
  const body = texts.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
}
