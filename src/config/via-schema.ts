import { z } from 'zod';

/** intake.via: the trusted paths into a mailbox. */

export const email = z.email('write an e-mail address such as support@example.com').transform((a) => a.toLowerCase());
export const domain = z
  .string()
  .regex(/^([a-z0-9_-]+\.)+[a-z0-9-]+$/i, 'write a domain such as example.com')
  .transform((d) => d.toLowerCase());
const fieldNames = z.array(z.string().min(1)).default([]);
const vouching = z
  .array(domain)
  .default([])
  .describe('Domains of which one must have passed SPF or DKIM, or sealed the mail, before the path is believed; default: its own');
const headerNames = z
  .array(z.string().regex(/^[!-9;-~]+$/, 'write names of header fields, such as X-Original-From'))
  .transform((names) => names.map((name) => name.toLowerCase()));

const GroupPath = z.strictObject({
  kind: z.literal('group').describe('A mailing list, a Google Group or a Microsoft 365 group in front of the mailbox'),
  address: email.describe('Its address, to which customers write'),
  listId: z.string().min(1).optional().describe('What stands between < and > in its List-Id; default: the address with a dot for the @'),
  domains: vouching,
  sender: headerNames
    .prefault(['X-Original-From', 'X-Original-Sender', 'Reply-To'])
    .describe('Where the true sender stands once the group has put itself into From; the first that names somebody counts'),
});

const ForwarderPath = z.strictObject({
  kind: z.literal('forwarder').describe('An alias service, or another account that forwards to the mailbox'),
  domains: z
    .array(domain)
    .min(1)
    .describe('Domains of its envelope senders and signatures, such as improvmx.com; never a provider that anybody has an account with'),
  address: email.optional().describe('The address that is forwarded'),
  sender: headerNames
    .prefault([
      'X-Original-From',
      'X-Original-Sender',
      'X-SimpleLogin-Original-From',
      'X-AnonAddy-Original-Sender',
      'Resent-From',
      'Reply-To',
    ])
    .describe('Where the true sender stands when the forwarder has put itself into From; From itself stays where none does'),
});

const FormPath = z.strictObject({
  kind: z.literal('form').describe('A contact form that sends what customers wrote'),
  from: z
    .union([email, z.string().regex(/^\*@[^@\s]+$/)], 'write the address that the form writes as, or *@domain')
    .describe('The address that the form writes as, or *@domain'),
  subject: z.string().min(1).optional().describe('Only mail whose subject begins like this'),
  requester: z
    .enum(['auto', 'reply-to', 'body'])
    .default('auto')
    .describe('Who is answered: Reply-To, a field of the text, or whichever of the two names the customer'),
  domains: vouching,
  fields: z
    .strictObject({ email: fieldNames, name: fieldNames, subject: fieldNames, message: fieldNames })
    .prefault({})
    .describe("The form's own names of its fields, where they are none of the usual ones"),
});

export const ViaConfig = z.discriminatedUnion('kind', [GroupPath, ForwarderPath, FormPath]);
export type ViaConfig = z.infer<typeof ViaConfig>;
