/** What players can say with one tap; nobody can say anything else with it. */
export const REACTIONS = ['clap', 'laugh', 'love', 'wow', 'think', 'cry'] as const;
export type Reaction = (typeof REACTIONS)[number];
