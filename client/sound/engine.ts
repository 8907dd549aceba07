import { durationMs, voicesOf, type Importance, type SoundDescription } from './description.ts';
import { startNote, toSeconds, type NoteWorld } from './note.ts';
import type { SharedAudio } from './shared-audio.ts';

/** No more notes than this are heard together. */
export const MAX_VOICES = 8;
/** Scheduled a little ahead, so that no attack is cut off. */
const LEAD_S = 0.005;
/** How fast a sound that has to go fades: a fall to a third, and the time until it is over. */
const FADE_S = 0.012;
const FADE_OVER_S = 0.06;
/** Moving the volume is smoothed by this much, as steps crackle. */
const VOLUME_SMOOTHING_S = 0.02;
const NOISE_S = 1;
/** Catches the rare moment in which many loud notes meet. */
const LIMITER = { threshold: -12, knee: 12, ratio: 8, attack: 0.003, release: 0.15 } as const;

interface Playing {
  readonly output: GainNode;
  readonly sources: readonly AudioScheduledSourceNode[];
  readonly importance: Importance;
  /** 0 from when it fades. */
  voices: number;
  endsAtS: number;
}

interface Graph extends NoteWorld {
  readonly master: GainNode;
}

/** Plays descriptions of sounds. */
export class SoundEngine {
  readonly #audio: SharedAudio;
  readonly #random: () => number;
  readonly #mayAgainAtS = new Map<string, number>();
  #playing: Playing[] = [];
  #graph: Graph | null = null;
  #level = 1;

  constructor(audio: SharedAudio, random: () => number = Math.random) {
    this.#audio = audio;
    this.#random = random;
  }

  /** @param level 0 (silent) to 1, as people hear it */
  setLevel(level: number): void {
    this.#level = level;
    const graph = this.#graph;
    graph?.master.gain.setTargetAtTime(toGain(level), graph.context.currentTime, VOLUME_SMOOTHING_S);
  }

  /**
   * Plays a sound now. Returns whether it is heard: not without a running context, too soon after the same `name`, or
   * where more important sounds have all the voices.
   */
  play(name: string, description: SoundDescription): boolean {
    const context = this.#audio.running;
    if (context === null) return false;
    const nowS = context.currentTime;
    if (nowS < (this.#mayAgainAtS.get(name) ?? 0)) return false;
    this.#forgetEnded(nowS);
    if (!this.#makeRoom(voicesOf(description), description.importance, nowS)) return false;
    this.#mayAgainAtS.set(name, nowS + toSeconds(description.gapMs));
    this.#start(this.#graphOf(context), description, nowS + LEAD_S);
    return true;
  }

  /** Ends everything that is heard. */
  stop(): void {
    const nowS = this.#graph?.context.currentTime ?? 0;
    for (const sound of this.#playing) fade(sound, nowS);
  }

  #forgetEnded(nowS: number): void {
    for (const { output } of this.#playing.filter(({ endsAtS }) => endsAtS <= nowS)) output.disconnect();
    this.#playing = this.#playing.filter(({ endsAtS }) => endsAtS > nowS);
  }

  /** Fades what matters less, or as much and is older, until there are voices enough; nothing where that does not help. */
  #makeRoom(wanted: number, importance: Importance, nowS: number): boolean {
    let used = this.#playing.reduce((sum, { voices }) => sum + voices, 0);
    const weakestFirst = this.#playing
      .filter((sound) => sound.voices > 0 && sound.importance <= importance)
      .sort((a, b) => a.importance - b.importance);
    const leaving: Playing[] = [];
    for (const sound of weakestFirst) {
      if (used + wanted <= MAX_VOICES) break;
      used -= sound.voices;
      leaving.push(sound);
    }
    if (used + wanted > MAX_VOICES) return false;
    for (const sound of leaving) fade(sound, nowS);
    return true;
  }

  #start(graph: Graph, description: SoundDescription, startS: number): void {
    const output = graph.context.createGain();
    output.connect(graph.master);
    this.#playing.push({
      output,
      sources: description.notes.map((note) => startNote(graph, note, startS, output, this.#random)),
      importance: description.importance,
      voices: voicesOf(description),
      endsAtS: startS + toSeconds(durationMs(description)),
    });
  }

  #graphOf(context: AudioContext): Graph {
    if (this.#graph?.context === context) return this.#graph;
    const master = context.createGain();
    master.gain.value = toGain(this.#level);
    const limiter = context.createDynamicsCompressor();
    for (const name of ['threshold', 'knee', 'ratio', 'attack', 'release'] as const) {
      limiter[name].value = LIMITER[name];
    }
    master.connect(limiter).connect(context.destination);
    this.#graph = { context, master, noise: this.#makeNoise(context) };
    return this.#graph;
  }

  #makeNoise(context: AudioContext): AudioBuffer {
    const length = Math.round(NOISE_S * context.sampleRate);
    const buffer = context.createBuffer(1, length, context.sampleRate);
    buffer.getChannelData(0).forEach((_, index, samples) => (samples[index] = 2 * this.#random() - 1));
    return buffer;
  }
}

function fade(sound: Playing, nowS: number): void {
  if (sound.voices === 0) return;
  sound.voices = 0;
  sound.endsAtS = nowS + FADE_OVER_S;
  sound.output.gain.setTargetAtTime(0, nowS, FADE_S);
  for (const source of sound.sources) source.stop(sound.endsAtS);
}

/** Loudness is heard by the power of what moves the air: a square makes the slider feel even. */
function toGain(level: number): number {
  return level * level;
}
