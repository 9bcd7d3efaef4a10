import { once } from 'node:events';
import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net';
import { freePort } from '../../src/demo/world/free-port.ts';

/** A port that stands for a server which can go away and come back without losing anything. */
export interface TcpGate {
  readonly host: string;
  readonly port: number;
  /** Connections made so far, refused ones not counted. */
  readonly passed: () => number;
  readonly open: () => Promise<void>;
  /** Ends what is connected and refuses what comes. */
  readonly shut: () => Promise<void>;
}

const HOST = '127.0.0.1';

/** Shut at first. `target` is what `net.connect` takes: a port of this machine, or the path of a unix socket. */
export async function makeTcpGate(target: NetConnectOpts): Promise<TcpGate> {
  const port = await freePort();
  const sockets = new Set<Socket>();
  let passed = 0;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    // Either end may break the line: the gate only has to let go of both.
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  };
  const server = createServer((inner) => {
    passed += 1;
    const outer = connect(target);
    keep(inner);
    keep(outer);
    inner.pipe(outer).pipe(inner);
    inner.once('close', () => outer.destroy());
    outer.once('close', () => inner.destroy());
  });

  return {
    host: HOST,
    port,
    passed: () => passed,
    open: async () => {
      if (server.listening) return;
      server.listen(port, HOST);
      await once(server, 'listening');
    },
    shut: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
