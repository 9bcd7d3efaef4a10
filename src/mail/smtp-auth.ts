/** What nodemailer's `login` takes, and the handler it needs for access tokens. */
export interface SmtpAuth {
  readonly user: string;
  readonly pass?: string;
  readonly method?: string;
  readonly customAuth?: { readonly [method: string]: (line: Line) => Promise<void> };
}

/** Of what nodemailer hands to a custom login, the part we use. */
interface Line {
  readonly sendCommand: (command: string) => Promise<{ readonly status: number }>;
}

/** Under its real name nodemailer would look for a token generator of its own. */
const TOKEN = 'ACCESS-TOKEN';

/**
 * XOAUTH2 with a token that somebody else looks after. nodemailer's own handling would renew it out of sight, and forget the
 * server's refusal.
 */
export function withAccessToken(user: string, accessToken: string): SmtpAuth {
  const first = Buffer.from(`user=${user}\x01auth=Bearer ${accessToken}\x01\x01`).toString('base64');
  const log = async ({ sendCommand }: Line) => {
    const reply = await sendCommand(`AUTH XOAUTH2 ${first}`);
    // A challenge explains the refusal in JSON; an empty line makes the server say it in words.
    const { status } = reply.status === 334 ? await sendCommand('') : reply;
    if (status < 200 || status > 299) throw new Error('the access token was refused');
  };
  return { user, method: TOKEN, customAuth: { [TOKEN]: log } };
}
