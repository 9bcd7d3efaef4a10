/**
 * What strangers wrote, fit for a terminal: a control sequence (C0, C1, DEL) could move the cursor or worse, and a
 * bidirectional override (UAX #9) could make a line read as something else.
 */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}
