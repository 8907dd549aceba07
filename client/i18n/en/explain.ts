/** Why the network saw in a drawing what it saw: after a round, and after a game. */
export const explain = {
  'explain.open': 'See why',
  'explain.openOf': 'See why the network saw what it saw: drawing by {name}',
  'explain.more': 'See more',
  'explain.cardTitle': 'How it saw yours',
  'explain.title': 'Through the network’s eyes',
  'explain.drawnBy': '{thing}, drawn by {name}',
  'explain.waiting': 'The network looks once more …',
  'explain.nothing': 'There was no ink to look at.',
  'explain.again': 'Try again',
  'explain.close': 'Close',
  'explain.later': 'You find this again when the game is over.',

  'explain.curveTitle': 'What it thought while the ink grew',
  'explain.sureness': '{percent} %',
  'explain.sure': 'sure',
  'explain.firstInk': 'first ink',
  'explain.allInk': 'all the ink',
  'explain.recognised': 'recognised',
  'explain.thoughtOf': 'On the way it thought of {things}.',
  'explain.wasSure': 'With {percent} % of the ink it was sure: of this game’s words, only {thing} fits!',
  'explain.endedSure': 'With all the ink it said {thing}, {percent} % sure.',
  'explain.endedUnsure': 'With all the ink it could not tell what it was.',
  'explain.neverThought': 'It hardly ever thought of {thing}.',

  'explain.strokesTitle': 'Which stroke convinced it?',
  'explain.strokesPicture': 'The drawing, its strokes marked by how much they helped',
  'explain.oneStroke': 'It was drawn with one single stroke, and that one did it.',
  'explain.oneStrokeMissed': 'It was drawn with one single stroke. The network wanted more.',
  'explain.stroke': 'The {place} stroke convinced it: {without} % sure without it, {sure} % with it.',
  'explain.strokesTogether':
    'These strokes convinced it together: {places}. {sure} % sure with all of them, at most {without} % without any one.',
  'explain.strokeMisled': 'The {place} stroke misled it: {without} % sure without it, {sure} % with it.',
  'explain.strokeNone':
    'No single stroke decided it: the network would have known it without any one of them.',
  'explain.strokeNever': 'No single stroke made it think of {thing}.',
  'explain.helped': 'made it surer',
  'explain.misled': 'made it less sure',

  'explain.neighboursTitle': 'To the network it looks like these',
  'explain.alike': '{percent} % alike',
  'explain.creditInkling': 'Doodles drawn for Inkling.',
  'explain.creditPlayers': 'Doodles that players gave.',

  'error.no-such-drawing': 'This drawing is not kept any more.',
} as const;
