// The arrows of the house: shared/ knows nobody, client and server know only shared/, and inside the server
// one way leads from the socket to the network: realtime -> rooms -> recognition.
/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'shared-is-pure',
      comment: 'shared/ may use shared/ and zod, nothing else: no Node, no DOM, no I/O.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: ['^shared/', '^node_modules/zod/'] },
    },
    {
      name: 'client-knows-only-shared',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^(server|test|scripts)/' },
    },
    {
      name: 'server-never-imports-client',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(client|test|scripts)/' },
    },
    {
      name: 'rooms-never-know-sockets',
      severity: 'error',
      from: { path: '^server/rooms/' },
      to: { path: ['^server/(http|realtime|commands|training)/', '^node_modules/(socket\\.io|express)/'] },
    },
    {
      name: 'recognition-never-knows-rooms',
      severity: 'error',
      from: { path: '^server/recognition/' },
      to: { path: '^server/(http|realtime|rooms|commands|training|doodles)/' },
    },
    {
      name: 'training-stands-apart',
      comment: 'Training runs in its own process; the server that plays never loads it, nor it the server.',
      severity: 'error',
      from: { path: '^server/training/' },
      to: { path: '^server/(http|realtime|rooms|commands)/' },
    },
    {
      name: 'only-the-composition-root-wires',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/commands/' },
      to: { path: '^server/main\\.ts$' },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-dependencies-at-run-time',
      severity: 'error',
      from: { path: '^(shared|server)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
