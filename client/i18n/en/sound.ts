/** What is said about sound, speech and vibration. */
export const sound = {
  'sound.title': 'Sound and speech',
  'sound.sound': 'Sound',
  'sound.volume': 'Volume',
  'sound.volumeValue': '{percent} %',
  'sound.readAloud': 'Read guesses aloud',
  'sound.noVoice': 'This device has no voice of its own for this language.',
  'sound.sample': 'I see … a ladder',
  'sound.vibrate': 'Vibrate',
} as const;
