/** Names in modified UTF-7 (RFC 3501 §5.1.3), in which Gmail writes its labels. */

/** Printable ASCII but `&` stands for itself. */
export function toUtf7(text: string): string {
  return text.replace(/&|[^\x20-\x7e]+/g, (part) => {
    if (part === '&') return '&-';
    const bytes = Buffer.from(part, 'utf16le').swap16();
    return `&${bytes.toString('base64').replace(/=+$/, '').replaceAll('/', ',')}-`;
  });
}

/** What is no modified UTF-7 stays as it is. */
export function fromUtf7(text: string): string {
  return text.replace(/&([A-Za-z0-9+,]*)-/g, (whole, base64: string) => {
    if (base64 === '') return '&';
    const bytes = Buffer.from(base64.replaceAll(',', '/'), 'base64');
    return bytes.length > 0 && bytes.length % 2 === 0 ? bytes.swap16().toString('utf16le') : whole;
  });
}
