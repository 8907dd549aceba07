/**
 * What games of this kind do whose server looks at all: it predicts for every packet, in the process of the sockets, one
 * picture at a time, and passes every packet on as it comes. The same network, rasteriser and protocol as Inkling's server,
 * so that only the way of working differs. For the bench alone.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { Server } from 'socket.io';
import { IMAGE_SIDE_PIXELS } from '../../../../shared/drawing/index.ts';
import {
  applyOp,
  emptyDrawing,
  encodeLive,
  requests,
  type LiveDrawing,
} from '../../../../shared/protocol/index.ts';
import { lookAt, networkInput, VerdictReader } from '../../../../shared/recognition/look.ts';
import { findModel } from '../../../recognition/champion-file.ts';
import { openEngine } from '../../../recognition/engine/engine.ts';
import { loadNetwork } from '../../../recognition/network.ts';
import { readModelVersion } from '../../../recognition/registry.ts';

const MODELS = fileURLToPath(new URL('../../../../models', import.meta.url));
/** As many words as a game of Inkling's judges among. */
const DECK_SIZE = 20;
const ROUND = 1;

const version = await readModelVersion(await findModel(undefined, MODELS));
const { tf, layers } = await openEngine({ prefer: 'wasm', purpose: 'serve' });
const network = await loadNetwork(layers, version.artifacts);
const reader = new VerdictReader(version.card);
const deck = version.card.words.slice(0, DECK_SIZE);

const registry = new Registry();
collectDefaultMetrics({ register: registry });
const app = express();
app.get('/metrics', async (_request, response) => {
  response.type(registry.contentType).send(await registry.metrics());
});
const http = createServer(app);
const io = new Server(http, { serveClient: false });
const members = new Map<string, string[]>();
type Ack = (reply: object) => void;

io.on('connection', (socket) => {
  let code = '';
  const drawing: LiveDrawing = emptyDrawing();
  const sit = (room: string, ack: Ack) => {
    code = room;
    members.set(code, [...(members.get(code) ?? []), socket.id]);
    void socket.join(code);
    ack({ ok: true, view: { code, game: { phase: 'lobby', round: null } } });
  };
  socket.on('session:start', (_payload, ack: Ack) => ack({ ok: true, token: '', playerId: socket.id }));
  socket.on('room:create', (_payload, ack: Ack) => sit(socket.id, ack));
  socket.on('room:join', (payload: { code: string }, ack: Ack) => sit(payload.code, ack));
  socket.on('game:start', (_payload, ack: Ack) => {
    ack({ ok: true });
    io.to(code).emit('room:state', { code, game: { phase: 'drawing', round: roundOf(code) } });
  });
  socket.on('draw:ops', (payload, ack?: Ack) => {
    const { round, sheet, revision, ops } = requests['draw:ops'].parse(payload);
    for (const op of ops) applyOp(drawing, op);
    const here = roundOf(code);
    socket.to(code).emit('live', encodeLive(here, { ink: [{ round, sheet, revision, ops }], guesses: [] }));
    ack?.({ ok: true, revision: drawing.revision });
    const { guesses, deckProbabilities } = predict(drawing);
    const warmth = deckProbabilities[0] ?? 0;
    const guess = { sheet, round, revision: drawing.revision, guesses, warmth };
    io.to(code).emit('live', encodeLive(here, { ink: [], guesses: [guess] }));
  });
});

http.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
  console.log(JSON.stringify({ port: (http.address() as AddressInfo).port, msg: 'listening' }));
});
process.on('SIGTERM', () => process.exit(0));

function roundOf(code: string) {
  const sheets = (members.get(code) ?? []).map((id) => ({ id, prompt: null, artistIds: [id] }));
  return { id: ROUND, sheets, recognitions: [] };
}

function predict(drawn: LiveDrawing) {
  const look = lookAt(drawn.strokes);
  const logits = tf.tidy(() => {
    const input = tf.tensor4d(networkInput(look.image), [1, IMAGE_SIDE_PIXELS, IMAGE_SIDE_PIXELS, 1]);
    return [network.predict(input)].flat()[0]!.dataSync();
  });
  return reader.read(logits, look, deck);
}
