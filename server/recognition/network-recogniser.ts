import { relativeInk, type Drawing } from '../../shared/drawing/index.ts';
import { calibrate } from '../../shared/recognition/calibration.ts';
import {
  encodedLook,
  encodingOf,
  VerdictReader,
  type Encoded,
  type Encoding,
} from '../../shared/recognition/look.ts';
import { MAX_BATCH, STUDY_BATCH } from './inference-messages.ts';
import { Cadence, LOOKS } from './cadence.ts';
import { Inference, type Answer, type InferenceOptions, type Insight } from './inference.ts';
import { MicroBatcher } from './micro-batcher.ts';
import type { RunningRecogniser, Study, Verdict } from './recogniser.ts';
import type { ModelVersion } from './registry.ts';

/** Full batches that are on their way to the network at once: less than a tenth of a second of work. */
const MAX_RUNNING = 12;
/** How long a picture waits for others to share a pass through the network with. */
const MAX_BATCH_WAIT_MS = 2;
/** Pictures that may wait: a few tenths of a second of work, beyond which a guess would come too late to be of use. */
const MAX_WAITING = 1_024;
/** Pictures that may wait without haste: a few seconds of work. */
const MAX_STUDIES_WAITING = 2_048;

/** The recogniser of a model version: one network in one worker, shared by all rooms. */
export class NetworkRecogniser implements RunningRecogniser {
  readonly #model: ModelVersion;
  readonly #inference: Inference;
  readonly #batcher: MicroBatcher<Encoded, Answer>;
  readonly #reader: VerdictReader;
  readonly #encoding: Encoding;
  readonly #cadence = new Cadence(LOOKS, performance.now());
  /**
   * Has at most one batch on its way, as the other one has, and a small one: a live guess waits for no more than that, however
   * many drawings are being explained.
   */
  readonly #studies: MicroBatcher<Encoded, Insight>;

  private constructor(model: ModelVersion, inference: Inference) {
    this.#model = model;
    this.#inference = inference;
    this.#reader = new VerdictReader(model.card);
    this.#encoding = encodingOf(model.card.input);
    this.#batcher = new MicroBatcher({
      run: (inputs) => inference.infer(inputs),
      maxBatch: MAX_BATCH,
      maxRunning: MAX_RUNNING,
      maxWaitMs: MAX_BATCH_WAIT_MS,
      maxQueue: MAX_WAITING,
    });
    this.#studies = new MicroBatcher({
      run: (inputs) => inference.study(inputs),
      maxBatch: STUDY_BATCH,
      maxRunning: 1,
      maxWaitMs: MAX_BATCH_WAIT_MS,
      maxQueue: MAX_STUDIES_WAITING,
    });
  }

  /** Starts the network's worker and waits until it is warm. @throws RecogniserError `unavailable` */
  static async start(
    model: ModelVersion,
    options: Omit<InferenceOptions, 'artifacts'>,
  ): Promise<NetworkRecogniser> {
    const inference = await Inference.start({ ...options, artifacts: model.artifacts });
    return new NetworkRecogniser(model, inference);
  }

  get modelVersion(): string {
    return this.#model.card.version;
  }

  get words(): readonly string[] {
    return this.#model.card.words;
  }

  get judgeRule() {
    return this.#model.card.judge;
  }

  get guessIntervalMs(): number {
    return this.#cadence.intervalAt(performance.now());
  }

  get description(): string {
    const { name, version, words, metrics } = this.#model.card;
    const right = `${Math.round(100 * metrics.top1)} % right on finished drawings`;
    return `${name} (${version}): ${words.length} words, ${right}`;
  }

  get engine(): string | null {
    return this.#inference.engine;
  }

  get waiting(): number {
    return this.#batcher.waiting;
  }

  current(): this {
    return this;
  }

  async guess(drawing: Drawing, deck: readonly string[]): Promise<Verdict> {
    const { encoded, ink } = encodedLook(drawing, this.#encoding);
    const { logits, tookMs } = await this.#batcher.submit(encoded);
    // The network's own time: it may idle where this process has none, and then fewer looks would help nobody.
    this.#cadence.answered(tookMs, performance.now());
    return this.#reader.read(logits, { ink }, deck);
  }

  async study(seen: Drawing): Promise<Study> {
    const { logits, embedding } = await this.#studies.submit(this.#encoding.encode(seen));
    const { calibration, words } = this.#model.card;
    return { probabilities: calibrate(logits, words.length, relativeInk(seen), calibration), embedding };
  }

  async close(): Promise<void> {
    await this.#inference.close();
  }
}
