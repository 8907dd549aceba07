/** What happens in the rounds of each mode, and what stands in the way of one. */
export const rounds = {
  'settings.customWordsRude':
    'Others would not like to read everything on this list, so none of it is in the game yet. Take out: {words}',

  'reveal.guess.first': '{name} found it first, after {seconds} s',
  'reveal.guess.mine': 'You found it first, after {seconds} s',
  'reveal.guess.network': 'The network found it first, after {seconds} s',
  'reveal.guess.nobody': 'Nobody found it, not even the network',
} as const;
