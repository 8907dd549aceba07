/** Chat, guesses of people, reactions. */
export const talk = {
  'talk.title': 'Chat',
} as const;
