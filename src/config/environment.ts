import type { Env } from './interpolate.ts';

/** What the process is given from outside: the one place that reads it. */
export interface Environment {
  readonly variables: Env;
  /** Where a crash test wants the process to die; see faults.ts. */
  readonly fault: string | undefined;
  readonly configFile: string;
}

export const DEFAULT_CONFIG = 'config/firstline.yaml';

export function readEnvironment(variables: Env): Environment {
  return { variables, fault: variables.FIRSTLINE_FAULT, configFile: variables.FIRSTLINE_CONFIG ?? DEFAULT_CONFIG };
}
