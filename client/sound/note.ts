import { noteEndMs, type Filter, type Note } from './description.ts';

/** What a note needs of the world. */
export interface NoteWorld {
  readonly context: AudioContext;
  /** White noise; it is looped, so that its length does not matter. */
  readonly noise: AudioBuffer;
}

/** Exponential falls cannot end at 0; this is -80 dB. */
const SILENCE = 0.0001;

/**
 * Schedules one note: source, filter, envelope, into `output`.
 *
 * @param startS when its sound begins, by the context's clock
 */
export function startNote(
  { context, noise }: NoteWorld,
  note: Note,
  startS: number,
  output: AudioNode,
  random: () => number,
): AudioScheduledSourceNode {
  const beginS = startS + toSeconds(note.atMs);
  const endS = startS + toSeconds(noteEndMs(note));
  const envelope = makeEnvelope(context, note, beginS, endS);
  envelope.connect(output);
  const into = note.filter === undefined ? envelope : makeFilter(context, note.filter, beginS, endS);
  if (into !== envelope) into.connect(envelope);

  if (note.kind === 'noise') {
    const source = context.createBufferSource();
    source.buffer = noise;
    source.loop = true;
    source.connect(into);
    // Never the same piece: two scratches that are equal sound like a machine.
    source.start(beginS, random() * noise.duration);
    source.stop(endS);
    return source;
  }
  const source = context.createOscillator();
  source.type = note.wave;
  glide(source.frequency, note.hz, note.glideToHz, beginS, endS);
  source.connect(into);
  source.start(beginS);
  source.stop(endS);
  return source;
}

export function toSeconds(ms: number): number {
  return ms / 1000;
}

function makeEnvelope(context: AudioContext, { peak, envelope }: Note, beginS: number, endS: number) {
  const node = context.createGain();
  const topS = beginS + toSeconds(envelope.attackMs);
  node.gain.setValueAtTime(0, beginS);
  node.gain.linearRampToValueAtTime(peak, topS);
  node.gain.setValueAtTime(peak, topS + toSeconds(envelope.holdMs));
  node.gain.exponentialRampToValueAtTime(SILENCE, endS);
  return node;
}

function makeFilter(context: AudioContext, filter: Filter, beginS: number, endS: number): BiquadFilterNode {
  const node = context.createBiquadFilter();
  node.type = filter.type;
  node.Q.value = filter.q;
  glide(node.frequency, filter.hz, filter.glideToHz, beginS, endS);
  return node;
}

function glide(
  param: AudioParam,
  fromHz: number,
  toHz: number | undefined,
  beginS: number,
  endS: number,
): void {
  param.setValueAtTime(fromHz, beginS);
  if (toHz !== undefined) param.exponentialRampToValueAtTime(toHz, endS);
}
