import js from '@eslint/js';
import globals from 'globals';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist', 'data', 'models', '.cache', 'node_modules', 'test/fixtures'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: [
          'shared/tsconfig.json',
          'server/tsconfig.json',
          'client/tsconfig.json',
          'client/service-worker/tsconfig.json',
          'test/tsconfig.json',
          'scripts/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      // Index loops over typed arrays are checked by `noUncheckedIndexedAccess`; where the bound is the loop's own, `!` is right.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // `({ secret, ...rest }) => rest` leaves something out on purpose.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['shared/**/*.ts'],
    rules: {
      // shared/ is pure: clock and randomness are arguments.
      'no-restricted-globals': [
        'error',
        'process',
        'window',
        'document',
        'performance',
        'crypto',
        'setTimeout',
        'setInterval',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'shared/ is pure: take `random` as an argument.' },
        { object: 'Date', property: 'now', message: 'shared/ is pure: take `now` as an argument.' },
      ],
    },
  },
  { files: ['server/commands/**', 'test/bench/**'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
    rules: { 'no-console': 'off' },
  },
  {
    // For browsers that understand nothing newer.
    files: ['client/public/**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { ecmaVersion: 5, sourceType: 'script', globals: globals.browser },
  },
);
