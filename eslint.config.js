import next from '@next/eslint-plugin-next'
import hooks from 'eslint-plugin-react-hooks'
import { globalIgnores } from 'eslint/config'
import typescript from 'typescript-eslint'

/** Files in `folder` may not import `patterns`; `why` is what the person reads who tries. */
function forbid(folder, why, ...patterns) {
  return {
    files: [`${folder}/**/*.{ts,tsx}`],
    ignores: ['**/*.test.ts', '**/testing.ts'],
    rule: { group: patterns, message: why },
  }
}

const boundaries = [
  forbid(
    'lib/{resources,rules}',
    'Resources and rules run on both sides: zod and each other only.',
    'react',
    'react-dom',
    'next',
    'next/*',
    'undici',
    'server-only',
    '@/lib/{est,server,database,client}/*',
    '@/components/**',
    '@/app/**',
  ),
  forbid(
    'lib/est',
    'The client gets everything injected.',
    'react',
    'next',
    'next/*',
    '@/lib/{server,database,client}/*',
    '@/components/**',
    '@/app/**',
  ),
  forbid(
    'lib/database',
    'The database knows nothing of what it stores.',
    'react',
    'next',
    'next/*',
    '@/lib/{est,server,client,resources,rules}/*',
    '@/components/**',
    '@/app/**',
  ),
  forbid('lib/server', 'The server does not render.', '@/lib/client/*', '@/components/**', '@/app/**'),
  forbid(
    'lib/client',
    'The browser reaches the server by HTTP only.',
    '@/lib/{est,server,database}/*',
    '@/components/**',
    '@/app/**',
    'server-only',
  ),
  forbid(
    'components/ui',
    'Primitives know no domain.',
    '@/lib/{est,server,database,client,resources,rules}/*',
    '@/components/!(ui)/**',
    '@/app/**',
  ),
  forbid(
    'components/{forms,layout}',
    'Forms and layout know no feature.',
    '@/lib/{est,server,database}/*',
    '@/app/**',
    '@/components/{trunks,calls,overview,projects,sessions,users,sign-in}/**',
  ),
  ...['trunks', 'calls', 'overview', 'projects', 'sessions', 'users', 'sign-in'].map((feature, _, all) =>
    forbid(
      `components/${feature}`,
      'Features do not import each other; compose them in app/.',
      '@/lib/{est,server,database}/*',
      '@/app/**',
      ...all.filter((other) => other !== feature).map((other) => `@/components/${other}/**`),
    ),
  ),
  forbid('app/(console)', 'Pages get data through lib/server only.', '@/lib/{est,database}/*'),
  forbid(
    'app/api',
    'Routes get data through lib/server only.',
    '@/lib/{est,database,client}/*',
    '@/components/**',
  ),
  forbid(
    'sandbox',
    'The sandbox is independent of the console.',
    '@/**',
    '../lib/**',
    '../../lib/**',
    '../app/**',
    '../components/**',
  ),
]

const noEnv = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Configuration is read in lib/server/env.ts only.',
}

export default typescript.config(
  globalIgnores([
    '.next/**',
    'node_modules/**',
    'data/**',
    '.tmp/**',
    'next-env.d.ts',
    'test-results/**',
    'playwright-report/**',
  ]),
  {
    files: ['**/*.{ts,tsx}'],
    extends: [typescript.configs.strict],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      'max-lines': ['error', 250],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
    },
  },
  { files: ['**/*.{js,mjs}'], rules: { 'max-lines': ['error', 250] } },
  {
    files: ['{app,components}/**/*.tsx', 'components/**/*.ts', 'lib/client/**/*.ts'],
    plugins: { 'react-hooks': hooks, '@next/next': next },
    rules: { ...hooks.configs.recommended.rules, ...next.configs.recommended.rules },
  },
  {
    files: ['{app,components,lib,sandbox}/**/*.{ts,tsx}'],
    ignores: ['lib/server/env.ts', 'sandbox/main.ts', '**/*.test.ts', '**/testing.ts'],
    rules: { 'no-restricted-syntax': ['error', noEnv] },
  },
  ...boundaries.map(({ files, ignores, rule }) => ({
    files,
    ignores,
    rules: { 'no-restricted-imports': ['error', { patterns: [rule] }] },
  })),
)
