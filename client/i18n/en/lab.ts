/** The lab: looking into the network, and the words beside it. */
export const lab = {
  'pages.lab': 'Lab',
  'lab.title': 'Lab',
  'lab.watch': 'Draw, and watch',
  'lab.train': 'Train your own',
  'lab.watchIntro': 'Draw something, and see what happens inside the network while you do.',
  'lab.trainIntro': 'Choose what to learn, press start, and watch a network of your own learn it.',
  'lab.failed': 'The lab could not be opened',
  'lab.failedText': 'It needs a connection, and a browser with WebAssembly.',

  'lab.sheet': 'A sheet to draw anything on, with mouse, finger or pen',
  'lab.drawOne': 'Draw one for me',
  'lab.drawing': 'The computer draws.',
  'lab.drawFirst': 'Draw something first.',

  'lab.pictureTitle': 'What the network gets',
  'lab.pictureText':
    'Your drawing, made small: 28 by 28 points, each a shade between paper and ink. Nothing else goes in: no colours, no order, no words.',
  'lab.picture': 'Your drawing at 28 by 28 points',
  'lab.filtersTitle': 'Filters of the first layer',
  'lab.filtersText':
    'A convolution slides small stencils over the picture and notes where each one fits. Nobody made these stencils: they were learnt. Dark points want ink, red points want none.',
  'lab.layersTitle': 'Layer by layer',
  'lab.layersText':
    'Each map shows where one stencil fits. Pooling keeps only the strongest of four neighbours, so that a small shift does not matter. Early layers see edges; later ones see corners, loops, wheels.',
  'lab.layer': 'Layer',
  'lab.convolution': '{number}. Convolution: {count} maps of {side} × {side}',
  'lab.pooling': '{number}. Pooling: {count} maps of {side} × {side}',
  'lab.dense': '{number}. Dense: {count} numbers that sum it all up',
  'lab.output': '{number}. Output: one number a word, {count} in all',
  'lab.focusTitle': 'Where it looks',
  'lab.focusText':
    'Yellow lies on what speaks for a word. Pick another guess, and see it look elsewhere. (The method is called Grad-CAM.)',
  'lab.focusWord': 'Look for',
  'lab.focusOn': 'What speaks for {word}',
  'lab.focusEmpty': 'An empty picture',
  'lab.strokesTitle': 'Which stroke mattered',
  'lab.strokesText':
    'When you pause, the network looks again, each time with one stroke left out. What it misses most was your best stroke.',
  'lab.mapTitle': 'Where your doodle falls',
  'lab.mapText':
    'Every dot is a drawing by somebody else, near to those that are like it. The large dot is yours, and it moves while you draw. By points alone everything is mixed; after the network’s last layer the words have come apart.',
  'lab.map': 'A map of drawings, with yours among them',
  'lab.mapOf': 'Alike in what',
  'lab.map.embedding': 'In the network’s eyes',
  'lab.map.inputs': 'By points alone',
  'lab.mapBy': 'Way of mapping',
  'lab.mapNote': '{count} drawings from Quick, Draw!, as places only.',
  'lab.mapMissing': 'Nobody has made a map for this network yet.',
  'lab.nearTitle': 'Nearest doodles',
  'lab.nearText': 'Of the doodles that come with Inkling, these are most like yours in the network’s eyes.',
  'lab.decisionTitle': 'How it decides',
  'lab.decisionText':
    'The last layer gives every word a score. Softmax turns the scores into shares that add up to 100 %: the guesses beside your sheet. They are tuned so that “80 %” is right about eight times in ten.',
} as const;
