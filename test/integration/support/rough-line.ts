import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Random } from '../../../server/training/random.ts';

const runProgram = promisify(execFile);
const ip = (...args: string[]) => runProgram('ip', args);
/** Where Debian puts it; `npm test` installs it. */
const SOCAT = '/usr/bin/socat';
const RETRY_MS = 20;

/** What a line does to the packets of each direction. */
export interface Roughness {
  /** How long each packet is on its way. */
  readonly delayMs: number;
  /** Up to so much longer, each packet for itself: later ones overtake earlier ones. */
  readonly jitterMs: number;
  /** The share of packets that never arrives, 0..1. */
  readonly loss: number;
}

/** A tun device, the socket at which its packets come out, and the port at which others go in. */
interface End {
  readonly device: string;
  readonly socket: Socket;
  readonly port: number;
}

/** Whether this machine lets us make network namespaces and the devices that join them. */
export function canMakeLines(): boolean {
  return process.getuid?.() === 0 && existsSync('/dev/net/tun') && existsSync(SOCAT);
}

/**
 * A network namespace, and a line to it that loses, delays and reorders the real packets of the real TCP of both sides. It
 * does what `tc netem` does, which not every kernel has: each end is a tun device, whose packets socat hands us as datagrams.
 */
export class RoughLine {
  /** The address of what runs in the namespace. */
  readonly farAddress: string;
  /** Runs a command in the namespace. */
  readonly launcher: readonly string[];
  /** Packets of each fate so far. */
  readonly counts = { carried: 0, lost: 0, overtaken: 0 };
  /** While it is cut, nothing passes. */
  isCut = false;

  readonly #name: string;
  readonly #roughness: Roughness;
  readonly #random: Random;
  readonly #ends: (ChildProcess | Socket)[] = [];

  private constructor(name: string, network: number, roughness: Roughness, random: Random) {
    this.#name = name;
    this.#roughness = roughness;
    this.#random = random;
    this.farAddress = `10.77.${network}.2`;
    this.launcher = ['ip', 'netns', 'exec', name];
  }

  /** @param network 0..255, another one for each line there is at the same time */
  static async lay(network: number, roughness: Roughness, random: Random): Promise<RoughLine> {
    const line = new RoughLine(`r${network}-${process.pid}`, network, roughness, random);
    await line.#lay(`10.77.${network}.1`);
    return line;
  }

  /** Ends the line and its namespace; what ran there should have ended before. */
  async remove(): Promise<void> {
    this.isCut = true;
    for (const end of this.#ends) {
      if ('kill' in end) end.kill();
      else end.close();
    }
    await ip('netns', 'del', this.#name);
  }

  async #lay(nearAddress: string): Promise<void> {
    const near = await this.#end(`${this.#name}n`);
    const far = await this.#end(`${this.#name}f`);
    this.#carry(near, far);
    this.#carry(far, near);
    await ip('netns', 'add', this.#name);
    await ip('link', 'set', far.device, 'netns', this.#name);
    await ip('addr', 'add', `${nearAddress}/24`, 'dev', near.device);
    await ip('link', 'set', near.device, 'up');
    const there = ['netns', 'exec', this.#name, 'ip'];
    await ip(...there, 'addr', 'add', `${this.farAddress}/24`, 'dev', far.device);
    await ip(...there, 'link', 'set', far.device, 'up');
    await ip(...there, 'link', 'set', 'lo', 'up');
  }

  async #end(device: string): Promise<End> {
    const socket = await openSocket();
    const port = await freeDatagramPort();
    const tun = `TUN,tun-name=${device},tun-type=tun,iff-no-pi`;
    const here = `UDP4:127.0.0.1:${socket.address().port},bind=127.0.0.1:${port}`;
    const program = spawn(SOCAT, [tun, here]);
    this.#ends.push(program, socket);
    while (!existsSync(`/sys/class/net/${device}`)) {
      if (program.exitCode !== null) throw new Error(`socat made no device: ${String(program.exitCode)}`);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
    return { device, socket, port };
  }

  #carry(from: End, to: End): void {
    const { delayMs, jitterMs, loss } = this.#roughness;
    let latestArrival = 0;
    from.socket.on('message', (packet) => {
      if (this.isCut || this.#random() < loss) {
        this.counts.lost += 1;
        return;
      }
      const wayMs = delayMs + this.#random() * jitterMs;
      const arrival = performance.now() + wayMs;
      if (arrival < latestArrival) this.counts.overtaken += 1;
      latestArrival = Math.max(latestArrival, arrival);
      setTimeout(() => {
        if (this.isCut) return;
        this.counts.carried += 1;
        to.socket.send(packet, to.port, '127.0.0.1');
      }, wayMs);
    });
  }
}

async function openSocket(): Promise<Socket> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return socket;
}

async function freeDatagramPort(): Promise<number> {
  const socket = await openSocket();
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(resolve));
  return port;
}
