import { readFileSync } from 'node:fs';
import * as util from 'node:util';

/**
 * The variables of an `.env` file, so that they are written once for the daemon and for every command beside it. Docker Compose reads the same
 * file by other rules: what the two would read differently is refused instead of cut off in silence.
 * @param {string} file as the operator named it; one that is not there gives nothing
 * @returns {{ variables: Record<string, string | undefined>, problems: readonly string[] }} problems never hold a value, which may be a secret
 */
export function readEnvFile(file) {
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'it cannot be read';
    return { variables: {}, problems: code === 'ENOENT' ? [] : [`${file}: make it a file that this user can read (${code})`] };
  }
  const problems = text.split(/\r?\n/).flatMap((line, index) => {
    const problem = mistake(line);
    return problem === null ? [] : [`${file}, line ${index + 1}: ${problem}`];
  });
  return { variables: util.parseEnv(text), problems };
}

/** @param {string} line */
function mistake(line) {
  if (/^\s*(#|$)/.test(line)) return null;
  const [, name = '', value = ''] = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
  if (name === '') return 'write NAME=value, one a line; a comment begins with #';
  const quote = /^['"`]/.exec(value)?.[0];
  if (quote !== undefined) return value.indexOf(quote, 1) > 0 ? null : `${name}: close the quote, on the same line`;
  return /\S#|\$/.test(value) ? `${name}: put the value in single quotes, for it holds a # or a $` : null;
}
