import { type ConfigError, problemLine } from '../errors.ts';
import type { Log } from '../log.ts';

/** Says what is wrong with files: each distinct problem once, and once when a file is mended. */
export interface Report {
  /** @param serving what serves instead */
  readonly tell: (path: string, broken: ConfigError | null, about: { readonly kind: string; readonly serving: string }) => void;
}

export function makeReport(log: Log): Report {
  /** By source: line as said → file. */
  const told = new Map<string, ReadonlyMap<string, string>>();
  return {
    tell: (path, broken, { kind, serving }) => {
      const before = told.get(path) ?? new Map<string, string>();
      const found = new Map((broken?.problems ?? []).map((problem) => [problemLine(problem), problem] as const));
      for (const [line, { file, line: row, column }] of found) {
        if (!before.has(line)) log.error({ file, line: row, column }, `${kind}: ${line}; ${serving} until it is mended`);
      }
      const now = new Map([...found].map(([line, { file }]) => [line, file] as const));
      const files = new Set(now.values());
      for (const file of new Set(before.values())) if (!files.has(file)) log.info({ file }, `${kind}: ${file} is mended`);
      told.set(path, now);
    },
  };
}
