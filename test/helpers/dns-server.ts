import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** `name TYPE` → values, names in lower case: `_dmarc.shop.example TXT` → ['v=DMARC1; p=reject']. TXT and A only. */
export type Zone = Readonly<Record<string, readonly string[]>>;

export interface DnsServer {
  /** `127.0.0.1:port`. */
  readonly address: string;
  /** Questions so far, as in the zone. */
  readonly asked: readonly string[];
  readonly close: () => Promise<void>;
}

const TYPES: Readonly<Record<number, string>> = { 1: 'A', 2: 'NS', 5: 'CNAME', 15: 'MX', 16: 'TXT', 28: 'AAAA' };

/** A name server on loopback over UDP (RFC 1035 §4). What it does not know does not exist. */
export async function startDnsServer(zone: Zone): Promise<DnsServer> {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  socket.on('message', (query, { port, address }) => {
    const { name, type, end } = question(query);
    const key = `${name} ${TYPES[type] ?? type}`;
    asked.push(key);
    const values = zone[key] ?? [];
    const exists = values.length > 0 || Object.keys(zone).some((known) => known.startsWith(`${name} `));
    const header = Buffer.from([query[0] ?? 0, query[1] ?? 0, 0x81, exists ? 0x80 : 0x83, 0, 1, 0, values.length, 0, 0, 0, 0]);
    socket.send(Buffer.concat([header, query.subarray(12, end), ...values.map((value) => answer(type, value))]), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    close: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
}

function question(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length).toLowerCase());
    at += 1 + length;
  }
  return { name: labels.join('.'), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** The name is a pointer to the question (RFC 1035 §4.1.4). */
function answer(type: number, value: string): Buffer {
  const data = type === 1 ? Buffer.from(value.split('.').map(Number)) : strings(value);
  const head = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, 0]);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
}

/** RFC 1035 §3.3.14: strings of at most 255 bytes. */
function strings(value: string): Buffer {
  const parts = value.match(/.{1,255}/gs) ?? [];
  return Buffer.concat(parts.flatMap((part) => [Buffer.from([part.length]), Buffer.from(part)]));
}
