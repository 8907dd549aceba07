import type { GameView, PlayerId, RoundView } from '../../../shared/game/index.ts';
import { formatSeconds, t } from '../../i18n/t.ts';
import { successesOf } from './successes.ts';

/** Of a round in which people guess: who found the word first and when, a person or the network. */
export function guessVerdict(game: GameView, round: RoundView, me: PlayerId | null): string {
  const [first] = successesOf(game, round);
  if (!first) return t('reveal.guess.nobody');
  const seconds = formatSeconds(first.elapsedMs);
  if (first.isNetwork) return t('reveal.guess.network', { seconds });
  const [player] = first.players;
  if (player?.id === me) return t('reveal.guess.mine', { seconds });
  return t('reveal.guess.first', { name: player?.name ?? t('player.unknown'), seconds });
}
