/** How hard words are, and what they are about. */
export const words = {
  'difficulty.easy': 'Easy',
  'difficulty.medium': 'Medium',
  'difficulty.hard': 'Hard',
  'difficulty.any': 'Mixed',

  'pack.all': 'Everything',
  'pack.animals': 'Animals',
  'pack.food': 'Food',
  'pack.home': 'Home',
  'pack.clothes': 'Clothes',
  'pack.body': 'Body',
  'pack.nature': 'Nature',
  'pack.transport': 'Transport',
  'pack.sport-and-play': 'Sport and play',
  'pack.music': 'Music',
  'pack.tools': 'Tools',
  'pack.school-and-office': 'School and office',
  'pack.places': 'Places',
  'pack.shapes': 'Shapes',
  'pack.article': 'The first ten',
} as const;
