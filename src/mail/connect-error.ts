import { AccountError, type PermanentError, TransientError } from '../errors.ts';

export interface Endpoint {
  /** The key in the configuration file, which the sentence points to. */
  readonly key: 'imap' | 'smtp';
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'starttls' | 'none';
  /** Logs in with an access token, not with a password. */
  readonly oauth?: boolean;
}

/** Node's codes for a certificate that does not vouch for this server (OpenSSL X509_V_ERR_*, and Node's own check of names). */
const CERTIFICATE_CODES = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_REJECTED',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

const UNKNOWN_HOST_CODES = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EDNS']);

/**
 * What a failure to connect means, as a sentence that says what to do. A certificate, a wrong kind of TLS and a missing STARTTLS do
 * not heal by trying again; a server that does not answer may be back in a minute.
 */
export function connectError(error: unknown, endpoint: Endpoint): PermanentError | TransientError {
  const { key, host, port, security } = endpoint;
  const server = `${key === 'imap' ? 'IMAP' : 'SMTP'} server ${host}:${port}`;
  const options = { cause: error };
  // nodemailer overwrites the system's code with its own and keeps the first one.
  const codes = [stringField(error, 'originalCode'), stringField(error, 'code')].filter((code) => code !== '');
  const message = error instanceof Error ? error.message : String(error);

  const certificate = codes.find((code) => CERTIFICATE_CODES.has(code));
  if (certificate !== undefined) {
    const advice =
      certificate === 'ERR_TLS_CERT_ALTNAME_INVALID'
        ? `set ${key}.host to the name that the certificate carries`
        : `if it is a private server, give its certificate authority as ${key}.ca; if not, have the certificate renewed`;
    return new AccountError(`The certificate of the ${server} is not trusted (${certificate}): ${advice}`, options);
  }
  if (codes.some((code) => code === 'EPROTO' || code.startsWith('ERR_SSL_'))) {
    const advice = security === 'tls' ? `try ${key}.security: starttls, or the port for TLS` : `check ${key}.port and ${key}.security`;
    return new AccountError(`The ${server} does not speak TLS as expected: ${advice}`, options);
  }
  if (/STARTTLS/.test(message) && security === 'starttls') {
    return new AccountError(`The ${server} offers no STARTTLS: use ${key}.security: tls with the port for TLS`, options);
  }
  if (codes.some((code) => UNKNOWN_HOST_CODES.has(code))) {
    return new TransientError(`The host name ${host} cannot be found: check ${key}.host and the name server`, options);
  }
  const why = codes[0] ?? message;
  return new TransientError(`The ${server} does not answer (${why}): check ${key}.host, ${key}.port and the firewall`, options);
}

function stringField(error: unknown, name: string): string {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === 'string' ? value : '';
}
