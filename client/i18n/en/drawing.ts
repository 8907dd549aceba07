/** The drawing tools, turns of a team, watching, and another word. */
export const drawing = {
  'tools.title': 'Drawing tools',
  'tools.pen': 'Pen',
  'tools.eraser': 'Eraser',
  'tools.undo': 'Undo',
  'tools.redo': 'Redo',
  'tools.clear': 'Clear',
  'tools.clearHold': 'Hold to clear',
  'tools.clearAgain': 'Press again to clear',
  'tools.help': 'More',
  'tools.helpTitle': 'Keys and hands',
  'tools.leftHanded': 'Left-handed layout',
  'tools.oneStroke': 'One stroke each. Nothing is taken back.',

  'keys.drawing': 'Draw by keys: go to the sheet with Tab',
  'keys.arrows': 'Move the cursor',
  'keys.larger': 'Larger steps',
  'keys.downUp': 'Pen down, pen up',
  'keys.thisList': 'This list',
  'key.arrows': 'Arrow keys',
  'key.space': 'Space',
  'key.shift': 'Shift',
  'key.control': 'Ctrl',

  'keyPen.hint':
    'Arrow keys move the cursor, with Shift in larger steps. Space or Enter puts the pen down and lifts it.',
  'keyPen.down': 'Pen down',
  'keyPen.up': 'Pen up',
  'keyPen.at': '{across} % across, {down} % down',

  'turn.team': 'Your team, in this order',
  'turn.teamWatched': 'The team, in this order',
  'turn.mine': 'Your stroke!',
  'turn.theirs': '{name} has the pen',
  'turn.first': '{name} begins',
  'turn.firstMine': 'You begin',
  'turn.done': 'Well done, passing the pen on …',

  'watch.nextRound': 'You watch this round and draw from the next round on.',
  'watch.spectator': 'You are watching. You can play along from the lobby.',
  'watch.draws': '{name} draws',
  'watch.prompt': '{verb}: {word}',
  'watch.theyDraw': 'They draw',
  'watch.large': 'Look at the sheet of {name}',

  'reveal.titleMany': 'The words were {things}',

  'skip.word': 'Another word',
  'skip.votes': '{votes}/{needed}',
  'skip.voted': 'You want another word',
  'skip.votesSaid': '{votes} of {needed} votes for another word',
} as const;
