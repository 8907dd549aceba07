/**
 * Where the game is, as far as the eye can tell. The page has a screen of words for each but `boot`, which is an empty
 * table (`pages` stands for all pages beside the game): what a scene shows is what that screen has slots for.
 */
export const SCENE_NAMES = ['boot', 'menu', 'lobby', 'draw', 'reveal', 'final', 'pages'] as const;
export type SceneName = (typeof SCENE_NAMES)[number];
