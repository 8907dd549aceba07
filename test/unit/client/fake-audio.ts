/** A parameter that only writes down what was wanted of it. */
class FakeParam {
  value = 0;
  readonly calls: { name: string; value: number; atS: number }[] = [];

  setValueAtTime = (value: number, atS: number) => this.#note('set', value, atS);
  linearRampToValueAtTime = (value: number, atS: number) => this.#note('linear', value, atS);
  exponentialRampToValueAtTime = (value: number, atS: number) => this.#note('exponential', value, atS);
  setTargetAtTime = (value: number, atS: number) => this.#note('target', value, atS);

  #note(name: string, value: number, atS: number): this {
    this.calls.push({ name, value, atS });
    return this;
  }
}

export class FakeNode {
  readonly kind: string;
  readonly outputs: FakeNode[] = [];
  readonly gain = new FakeParam();
  readonly frequency = new FakeParam();
  readonly Q = new FakeParam();
  readonly threshold = new FakeParam();
  readonly knee = new FakeParam();
  readonly ratio = new FakeParam();
  readonly attack = new FakeParam();
  readonly release = new FakeParam();
  type = '';
  loop = false;
  buffer: unknown = null;
  startS: number | null = null;
  stopS = Infinity;

  constructor(kind: string) {
    this.kind = kind;
  }

  connect(node: FakeNode): FakeNode {
    this.outputs.push(node);
    return node;
  }

  disconnect(): void {
    this.outputs.length = 0;
  }

  start(atS: number): void {
    this.startS = atS;
  }

  stop(atS: number): void {
    this.stopS = atS;
  }
}

/** An audio context in which nothing sounds, and whose clock stands until a test moves it. */
export class FakeAudioContext {
  currentTime = 0;
  state: 'suspended' | 'running' = 'suspended';
  readonly sampleRate = 1_000;
  readonly destination = new FakeNode('destination');
  readonly nodes: FakeNode[] = [];

  createGain = () => this.#make('gain');
  createOscillator = () => this.#make('oscillator');
  createBufferSource = () => this.#make('noise');
  createBiquadFilter = () => this.#make('filter');
  createDynamicsCompressor = () => this.#make('limiter');
  createBuffer = (_channels: number, length: number, sampleRate: number) => {
    const samples = new Float32Array(length);
    return { duration: length / sampleRate, getChannelData: () => samples };
  };

  resume(): Promise<void> {
    this.state = 'running';
    return Promise.resolve();
  }

  suspend(): Promise<void> {
    this.state = 'suspended';
    return Promise.resolve();
  }

  /** The oscillators and noises that were ever started. */
  get sources(): FakeNode[] {
    return this.nodes.filter(({ startS }) => startS !== null);
  }

  /** How many of them sound at a moment. */
  soundingAt(atS: number): number {
    return this.sources.filter(({ startS, stopS }) => startS! <= atS && atS < stopS).length;
  }

  asContext(): AudioContext {
    return this as unknown as AudioContext;
  }

  #make(kind: string): FakeNode {
    const node = new FakeNode(kind);
    this.nodes.push(node);
    return node;
  }
}
