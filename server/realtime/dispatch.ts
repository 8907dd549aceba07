import type { z } from 'zod';
import { requests, type RequestName, type WireError } from '../../shared/protocol/index.ts';
import { BROKEN, RequestError } from '../rooms/errors.ts';
import { UNANSWERED, type Handlers } from './handlers.ts';
import type { Gate } from './gate.ts';
import { bucketOf } from './limits.ts';
import type { InklingSocket } from './session.ts';

export interface DispatchOptions {
  readonly handlers: Handlers;
  readonly gate: Gate;
  readonly onRefused: (code: WireError['code']) => void;
  /** Something broke that is ours to mend. */
  readonly onInternalError: (error: unknown, request: string) => void;
}

type Answer = object | typeof UNANSWERED;

/**
 * Answers one event of one connection, whatever it is: limited, parsed once, handled, acknowledged. Never throws; a bad
 * packet costs its sender a reply and nobody else anything.
 */
export function dispatch(
  socket: InklingSocket,
  name: string,
  args: readonly unknown[],
  options: DispatchOptions,
): void {
  const ack = args.at(-1);
  const reply = (message: object) => {
    if (typeof ack === 'function') (ack as (reply: object) => void)(message);
  };
  const grant = (answered: Answer) => {
    options.gate.granted(socket.data, name, args[0]);
    if (answered !== UNANSWERED) reply({ ok: true, ...answered });
  };
  const refuse = (error: unknown) => {
    const wire = toWireError(error, name, options);
    options.onRefused(wire.code);
    reply({ ok: false, error: wire });
    if (options.gate.refused(socket.data, name, wire.code)) socket.disconnect(true);
  };
  try {
    const answered = answer(socket, name, args[0], options);
    // What waits for the database is answered later; everything else at once, in the order of asking.
    if (answered instanceof Promise) answered.then(grant, refuse);
    else grant(answered);
  } catch (error) {
    refuse(error);
  }
}

function answer(
  socket: InklingSocket,
  name: string,
  payload: unknown,
  { handlers, gate }: DispatchOptions,
): Answer | Promise<Answer> {
  gate.pass(socket.data, socket.data.buckets[bucketOf(name)], name, payload);
  if (!isRequest(name)) {
    throw new RequestError('bad-request', 'There is no request of this name.');
  }
  if (socket.data.playerId === null && name !== 'session:start') {
    throw new RequestError('bad-request', 'Send session:start first.');
  }
  const parsed = requests[name].safeParse(payload);
  if (!parsed.success) throw new RequestError('bad-request', describe(name, parsed.error));
  // The table pairs every name with its schema and its handler; TypeScript cannot follow that through a variable name.
  const handler = handlers[name] as (socket: InklingSocket, payload: unknown) => Answer | Promise<Answer>;
  return handler(socket, parsed.data);
}

function isRequest(name: string): name is RequestName {
  return Object.hasOwn(requests, name);
}

/** The first thing that is wrong, with the field's path. */
function describe(name: RequestName, { issues }: z.ZodError): string {
  const issue = issues[0]!;
  const field = issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
  return `${name}: ${field}${issue.message}`;
}

function toWireError(error: unknown, name: string, { onInternalError }: DispatchOptions): WireError {
  if (error instanceof RequestError) return error.toWire();
  onInternalError(error, name);
  return BROKEN;
}
