import type { SystemUser } from './system-user.ts';

export interface DovecotSettings {
  readonly dir: string;
  readonly mailDir: string;
  readonly mailUser: SystemUser;
  /** Who the login processes run as: ourselves unless we are root. */
  readonly loginUser: string;
  readonly password: string;
  readonly certPath: string;
  readonly keyPath: string;
  readonly ports: { readonly imap: number; readonly imaps: number; readonly lmtp: number };
  /** Replaces what the server announces, to test against one that lacks an extension. */
  readonly imapCapability: string | null;
  /** Path of the settings of `passdb oauth2`; null: passwords only. */
  readonly oauthConfig: string | null;
  /** Without mailboxes but INBOX, and with every name behind `INBOX.`, as Courier and old Cyrus servers have it. */
  readonly prefixed: boolean;
  /** Further settings, behind all others. */
  readonly extra: string;
}

/** Tokens are good if the authorization server says so (RFC 7662). */
export function dovecotOauthConfig(introspectionUrl: string): string {
  return `introspection_mode = post\nintrospection_url = ${introspectionUrl}\nactive_attribute = active\nactive_value = true\nusername_attribute = username\n`;
}

/** A private Dovecot 2.3: loopback only, any user name with one password, sdbox (Maildir keeps only 26 keywords). */
export function dovecotConfig(s: DovecotSettings): string {
  const { uid, gid } = s.mailUser;
  return `
mail_fsync = never
shutdown_clients = yes
base_dir = ${s.dir}/run
state_dir = ${s.dir}/state
instance_name = firstline-world
log_path = /dev/stderr
protocols = imap lmtp
listen = 127.0.0.1
default_internal_user = ${s.mailUser.name}
default_internal_group = ${s.mailUser.group}
default_login_user = ${s.loginUser}
mail_uid = ${uid}
mail_gid = ${gid}
first_valid_uid = 1
first_valid_gid = 1
mail_home = ${s.mailDir}/%u
mail_location = sdbox:~/sdbox
ssl = yes
ssl_cert = <${s.certPath}
ssl_key = <${s.keyPath}
disable_plaintext_auth = no
auth_mechanisms = plain login${s.oauthConfig === null ? '' : ' xoauth2 oauthbearer'}
auth_failure_delay = 0
mail_max_userip_connections = 1000
mailbox_list_index = yes
recipient_delimiter = +
${s.oauthConfig === null ? '' : `passdb {\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n  args = ${s.oauthConfig}\n}`}
passdb {
  driver = static
  args = password=${s.password}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${s.mailDir}/%u
}
namespace inbox {
  inbox = yes
${s.prefixed ? '  separator = .\n  prefix = INBOX.' : `  separator = /\n${['Drafts', 'Sent', 'Junk', 'Trash', 'Archive'].map(specialMailbox).join('\n')}`}
}
protocol imap {
  imap_idle_notify_interval = 2 mins
${s.imapCapability === null ? '' : `  imap_capability = ${s.imapCapability}`}
}
service imap-login {
  chroot =
  client_limit = 1000
  inet_listener imap {
    address = 127.0.0.1
    port = ${s.ports.imap}
  }
  inet_listener imaps {
    address = 127.0.0.1
    port = ${s.ports.imaps}
    ssl = yes
  }
}
service imap {
  process_limit = 200
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${s.ports.lmtp}
  }
}
service anvil {
  chroot =
  # Without this, every wrong password slows down the next login from this address.
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
${s.extra}
`;
}

function specialMailbox(name: string): string {
  return `  mailbox ${name} {\n    auto = subscribe\n    special_use = \\${name}\n  }`;
}
