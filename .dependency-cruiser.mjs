/**
 * Which folder may import which: only downwards, `commands, demo → daemon, parts → http, evaluation → jobs → access, triage, tickets → ports`,
 * and each network client in one place. Types cost nothing at run time, so most rules let `import type` pass.
 * dependency-cruiser cannot use TypeScript 7 yet; it reads the sources with swc.
 */

const TOP = '^src/(backtest|commands|http|demo)/|^src/cli\\.ts$';
const DAEMON = '^src/(daemon|inbox-parts|serving-parts)\\.ts$';
const EVALUATION = '^src/evaluation/';
const JOBS = '^src/jobs/';
const THINKING = '^src/(access|triage|tickets)/';
const PORTS = '^src/(config|knowledge|ledger|lookups|mail|model|privacy|queue)/|^src/(errors|log)\\.ts$';
/** Tests, and the case files that the tests of several implementations share. */
const TESTS = '\\.test\\.ts$|[.-](contract|cases)\\.ts$';

/** Words of the trade (states, kinds, priorities) that a port stores and those above it speak: pure. */
const SHAPES = '^src/(triage/outcome|tickets/state|tickets/course|tickets/effect-kind)\\.ts$';

/** npm package → the only files that may import it. nodemailer's pure parts (addresses, MIME) are anybody's. */
const CLIENTS = [
  { name: 'imapflow', path: 'node_modules/imapflow/', only: '^src/mail/imap-connection\\.ts$' },
  {
    name: 'nodemailer',
    path: 'node_modules/nodemailer/(?!.*/(addressparser|mail-composer|mime-node)/)',
    only: '^src/mail/smtp-submission\\.ts$|^src/demo/',
  },
  { name: 'oauth', path: 'node_modules/oauth4webapi/', only: '^src/mail/oauth-request\\.ts$' },
  { name: 'smtp-server', path: 'node_modules/smtp-server/', only: '^src/demo/' },
  { name: 'redis', path: 'node_modules/(bullmq|ioredis)/', only: '^src/queue/' },
  { name: 'openai', path: 'node_modules/openai/', only: '^src/model/openai(-error|-embeddings)?\\.ts$' },
  { name: 'mailauth', path: 'node_modules/mailauth/', only: '^src/mail/sender-check\\.ts$' },
  { name: 'tldts', path: 'node_modules/tldts/', only: '^src/mail/sender-domain\\.ts$' },
  { name: 'pg', path: 'node_modules/(@types/)?pg/', only: '^src/ledger/|^src/demo/' },
];

/** One rule: files matching `from` (tests excepted) must not import what matches `to`. */
function forbid(name, comment, from, to) {
  return { name, comment, severity: 'error', from: { pathNot: TESTS, ...from }, to };
}

const value = { dependencyTypesNot: ['type-only'] };

export default {
  forbidden: [
    forbid('ports-import-down', 'A port knows nothing of the daemon', { path: PORTS }, { path: [TOP, DAEMON, EVALUATION, JOBS] }),
    forbid(
      'ports-share-shapes',
      'A port knows triage and tickets by their types only',
      { path: PORTS },
      { path: THINKING, pathNot: SHAPES, ...value },
    ),
    forbid(
      'thinking-imports-down',
      'Triage and tickets are called, they do not call',
      { path: THINKING },
      { path: [TOP, DAEMON, EVALUATION, JOBS] },
    ),
    forbid(
      'texts-import-down',
      'Texts are read for whoever decides by them',
      { path: '^src/texts/' },
      { path: [TOP, DAEMON, EVALUATION, JOBS] },
    ),
    forbid('jobs-import-down', 'A job is handed its parts', { path: JOBS }, { path: [TOP, DAEMON, EVALUATION] }),
    forbid('evaluation-imports-down', 'A rehearsal is handed its parts', { path: EVALUATION }, { path: [TOP, DAEMON] }),
    forbid(
      'daemon-imports-down',
      'The daemon does not know who started it',
      { path: DAEMON },
      { path: '^src/(commands|demo)/|^src/cli\\.ts$' },
    ),
    forbid(
      'mail-is-only-mail',
      'src/mail knows IMAP, SMTP and MIME; no tickets, no model, no ledger',
      { path: '^src/mail/' },
      { path: `${THINKING}|^src/(knowledge|ledger|model|queue)/` },
    ),
    forbid(
      'triage-has-no-client',
      'Triage is handed what it needs: it reaches no network, no database',
      { path: '^src/triage/' },
      {
        path: [
          '^src/(access|ledger|queue)/',
          '^src/mail/(imap|smtp)-',
          '^src/model/openai',
          '^src/lookups/http-client\\.ts$',
          'node_modules/(imapflow|nodemailer|smtp-server|bullmq|ioredis|openai|pg|kysely)/',
        ],
      },
    ),
    forbid(
      'config-stands-alone',
      'Everybody may import config, so config imports nobody',
      { path: '^src/config/' },
      {
        path: '^src/',
        pathNot: ['^src/config/', '^src/errors\\.ts$', SHAPES],
        ...value,
      },
    ),
    forbid(
      'privacy-stands-alone',
      'Whoever speaks to a model server may hide what it must not see',
      { path: '^src/privacy/' },
      { path: '^src/(?!privacy/)' },
    ),
    ...CLIENTS.map(({ name, path, only }) =>
      forbid(`client-${name}`, `Only ${only} may import it`, { path: '^src/', pathNot: [TESTS, only] }, { path: [path] }),
    ),
    forbid(
      'no-cycles',
      'Two files that need each other are one idea',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    forbid(
      'only-dependencies',
      'What runs must be installed where it runs',
      { path: '^src/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], ...value },
    ),
    forbid('resolvable', 'A file or package that is not there', {}, { couldNotResolve: true }),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['node', 'import', 'types', 'default'] },
  },
};
