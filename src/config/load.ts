import { accessSync, constants, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { ConfigError, type ConfigProblem } from '../errors.ts';
import { checkFirstline } from './check-firstline.ts';
import { checkTriage } from './check-triage.ts';
import type { Env } from './interpolate.ts';
import { type Parsed, parseYamlFile } from './parse-yaml.ts';
import { FirstlineConfig, type InboxConfig } from './schema.ts';
import { TriageConfig } from './triage-schema.ts';

export interface LoadedConfig {
  /** Absolute path of firstline.yaml. */
  readonly file: string;
  /** Every path in it is absolute. */
  readonly firstline: FirstlineConfig;
  readonly inboxes: readonly LoadedInbox[];
  /** Reads a triage file again, with the environment of the first time. Never throws. */
  readonly readTriage: (file: string) => Parsed<TriageConfig>;
}

export interface LoadedInbox {
  readonly id: string;
  /** Every path in it (`triage`, `prompts`, `knowledge`, `ca`, the secret files) is absolute. */
  readonly config: InboxConfig;
  /** null for an inbox with `agent: false`, which needs none. */
  readonly triage: TriageConfig | null;
}

/** Reads firstline.yaml and the triage file of each inbox. Throws one `ConfigError` with all problems of all files. */
export async function loadConfig(file: string, env: Env): Promise<LoadedConfig> {
  const parsed = parseYamlFile(file, FirstlineConfig, env);
  // Without a sound firstline.yaml nothing says where the other files are.
  if (!parsed.ok) throw new ConfigError(parsed.problems);

  const firstline = withAbsolutePaths(parsed.value, dirname(resolve(file)));
  const problems: ConfigProblem[] = [...checkFirstline(firstline), ...checkPaths(firstline)].map((problem) => ({ file, ...problem }));
  const triage = loadTriageFiles(file, parsed.value, env);
  problems.push(...triage.problems);
  if (problems.length > 0) throw new ConfigError(problems);

  const inboxes = Object.entries(firstline.inboxes).map(([id, config]) => ({ id, config, triage: triage.byInbox.get(id) ?? null }));
  return { file: resolve(file), firstline, inboxes, readTriage: (triageFile) => readTriageFile(triageFile, firstline, env) };
}

/** Inboxes may share a triage file: it is read, and complained about, once. */
function loadTriageFiles(
  file: string,
  firstline: FirstlineConfig,
  env: Env,
): { byInbox: Map<string, TriageConfig>; problems: ConfigProblem[] } {
  const users = Map.groupBy(
    Object.entries(firstline.inboxes).filter(([, inbox]) => inbox.agent),
    ([, inbox]) => (isAbsolute(inbox.triage) ? inbox.triage : join(dirname(file), inbox.triage)),
  );
  const byInbox = new Map<string, TriageConfig>();
  const problems: ConfigProblem[] = [];
  for (const [triageFile, inboxes] of users) {
    const parsed = readTriageFile(triageFile, firstline, env);
    if (parsed.ok) for (const [id] of inboxes) byInbox.set(id, parsed.value);
    else problems.push(...parsed.problems);
  }
  return { byInbox, problems };
}

/** One triage file, checked against the inboxes of this installation. Never throws. */
function readTriageFile(file: string, { inboxes }: FirstlineConfig, env: Env): Parsed<TriageConfig> {
  const parsed = parseYamlFile(file, TriageConfig, env);
  if (!parsed.ok) return parsed;
  const ours = new Map(Object.entries(inboxes).flatMap(([id, inbox]) => [inbox.address, ...inbox.aliases].map((address) => [address, id])));
  const httpHosts = Object.values(inboxes).flatMap(({ lookups }) => lookups.httpHosts);
  const problems = checkTriage(parsed.value, { ours, httpHosts, written: parsed.written }).map((problem) => ({
    file,
    ...problem,
    ...parsed.placeOf(problem.path),
  }));
  return problems.length === 0 ? parsed : { ok: false, problems };
}

function withAbsolutePaths(config: FirstlineConfig, base: string): FirstlineConfig {
  const inboxes = Object.entries(config.inboxes).map(([id, inbox]) => {
    const { imap, smtp, oauth } = inbox;
    const { clientSecretFile, refreshTokenFile } = oauth;
    return [
      id,
      {
        ...inbox,
        triage: resolve(base, inbox.triage),
        prompts: resolve(base, inbox.prompts),
        knowledge: resolve(base, inbox.knowledge),
        imap: imap.ca === undefined ? imap : { ...imap, ca: resolve(base, imap.ca) },
        smtp: smtp.ca === undefined ? smtp : { ...smtp, ca: resolve(base, smtp.ca) },
        oauth: {
          ...oauth,
          ...(clientSecretFile === undefined ? {} : { clientSecretFile: resolve(base, clientSecretFile) }),
          ...(refreshTokenFile === undefined ? {} : { refreshTokenFile: resolve(base, refreshTokenFile) }),
        },
      },
    ] as const;
  });
  return { ...config, data: resolve(base, config.data), inboxes: Object.fromEntries(inboxes) };
}

/** What is named must be there before a mailbox is touched. `data` is made on the first start. */
function checkPaths(config: FirstlineConfig): { path: string; message: string }[] {
  return Object.entries(config.inboxes).flatMap(([id, inbox]) => {
    const folders = inbox.agent ? (['prompts', 'knowledge'] as const) : [];
    const missing = folders
      .filter((name) => !statSync(inbox[name], { throwIfNoEntry: false })?.isDirectory())
      .map((name) => ({ path: `inboxes.${id}.${name}`, message: `there is no folder ${inbox[name]}: make it, or write where it is` }));
    const certificates = (['imap', 'smtp'] as const).flatMap((service) => {
      const { ca } = inbox[service];
      if (ca === undefined || isReadable(ca)) return [];
      return [{ path: `inboxes.${id}.${service}.ca`, message: `make the file ${ca} readable for Firstline, or write where it is` }];
    });
    const secrets = (['clientSecretFile', 'refreshTokenFile'] as const).flatMap((name) => {
      const file = inbox.oauth[name];
      if (file === undefined || isReadable(file)) return [];
      return [{ path: `inboxes.${id}.oauth.${name}`, message: `make the file ${file} readable for Firstline, or write where it is` }];
    });
    return [...missing, ...certificates, ...secrets];
  });
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
