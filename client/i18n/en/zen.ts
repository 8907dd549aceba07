/** Zen, and what the page says when it is installed, offline or out of date. */
export const zen = {
  'zen.open': 'Zen: alone, no clock',
  'zen.title': 'Zen',
  'zen.loading': 'The network is on its way …',
  'zen.failed': 'Zen could not be loaded',
  'zen.failedText':
    'It needs a connection once; after that it also works without one. It also needs a browser with WebAssembly.',
  'zen.retry': 'Try again',
  'zen.leave': 'To the start',
  'zen.noClock': 'Zen · no clock',
  'zen.next': 'Next word',
  'zen.skip': 'Another word',
  'zen.recognised': 'Recognised! Draw on, or take the next word.',
  'zen.difficulty': 'How hard',
  'zen.pack': 'About',
  'zen.finished': 'What you drew',
  'zen.finishedNone': 'Finished drawings gather here. Nothing leaves this device.',
  'zen.drawingOf': 'Your drawing of {word}',
  'zen.count.one': '{count} word recognised',
  'zen.count.other': '{count} words recognised',

  'offline.title': 'No connection.',
  'offline.text': 'Zen works without one: the network guesses on your own device.',
  'offline.play': 'Play Zen',

  'update.ready': 'A new version is here.',
  'update.reload': 'Reload',
  'update.later': 'Later',
} as const;
