import type { GameView, PlayerId, RoundView, SheetId } from '../../../shared/game/index.ts';
import { formatNumber, t, tPlace } from '../../i18n/t.ts';
import { inkSplash } from './ink-splash.ts';
import { Stamp } from './stamp.ts';
import { SuccessStrip } from './success-strip.ts';
import { momentOf, type Moment } from './successes.ts';

/** The moment of being recognised, or of finding the word: a stamp, a splash of ink, and who was first. */
export class RecognitionMoment {
  readonly #sheet: HTMLElement;
  readonly #announce: (text: string) => void;
  readonly #stamp = new Stamp();
  readonly #strip = new SuccessStrip();
  /** The round and the sheet of which this is. */
  #about = '';
  #moment: Moment | null = null;

  /** @param sheet the large sheet, over which all happens */
  constructor(sheet: HTMLElement, announce: (text: string) => void) {
    this.#sheet = sheet;
    this.#announce = announce;
    sheet.append(this.#strip.element, this.#stamp.element);
  }

  /** When my clock stopped for scoring, milliseconds of drawing; null while it runs, and where I watch. */
  stoppedMs(isMine: boolean): number | null {
    if (this.#moment === null) return null;
    return this.#moment.kind === 'found' || (this.#moment.kind === 'recognised' && isMine)
      ? this.#moment.elapsedMs
      : null;
  }

  /** @param isMine whether I draw on the sheet that is shown */
  update(game: GameView, round: RoundView, me: PlayerId | null, shown: SheetId, isMine: boolean): void {
    const about = `${round.id} ${shown}`;
    const isNew = about !== this.#about;
    if (isNew) {
      this.#about = about;
      this.#moment = null;
      this.#stamp.hide();
    }
    this.#strip.show(game, round);
    const moment = momentOf(round, me, shown);
    if (moment === null || this.#moment !== null) return;
    this.#moment = moment;
    this.#stamp.show(moment, wordsOf(moment, isMine));
    // Whoever comes back later finds the stamp on the paper, dry.
    if (!isNew && moment.kind !== 'network') inkSplash(this.#sheet);
    this.#tell(moment, isMine);
  }

  #tell(moment: Moment, isMine: boolean): void {
    const said = { place: tPlace(moment.place), points: formatNumber(moment.points) };
    if (moment.kind === 'found') this.#announce(t('talk.foundSaid', said));
    else if (moment.kind === 'network') this.#announce(t('talk.networkFound'));
    else if (isMine) this.#announce(`${t('recognised.mine', said)} ${t('recognised.finish')}`);
  }
}

function wordsOf({ kind }: Moment, isMine: boolean): { title: string; hint: string | null } {
  if (kind === 'found') return { title: t('talk.foundTitle'), hint: t('talk.foundHint') };
  if (kind === 'network') return { title: t('talk.networkTitle'), hint: null };
  return { title: t('recognised.title'), hint: isMine ? t('recognised.finish') : null };
}
