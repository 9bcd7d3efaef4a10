/** https://www.postgresql.org/docs/current/errcodes-appendix.html: data exceptions, and limits of the program. */
const POSTGRES = /^(?:22|54)[0-9A-Z]{3}$/;
/** https://www.sqlite.org/rescode.html: SQLITE_TOOBIG and SQLITE_MISMATCH; the lowest byte of an extended code is its class. */
const SQLITE = [18, 20];

/** The code of an error by which the database says that it cannot hold a value, whoever tries again; null for any other. */
export function dataErrorCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('errcode' in error && typeof error.errcode === 'number') return SQLITE.includes(error.errcode & 0xff) ? String(error.errcode) : null;
  return 'code' in error && typeof error.code === 'string' && POSTGRES.test(error.code) ? error.code : null;
}
