import next from '@next/eslint-plugin-next'
import hooks from 'eslint-plugin-react-hooks'
import { globalIgnores } from 'eslint/config'
import typescript from 'typescript-eslint'
import { readdirSync } from 'node:fs'

const tests = ['**/*.test.{ts,tsx}', '**/testing.ts', '**/*-fixture.ts']

const noEnv = [
  "MemberExpression[object.name='process'][property.name='env']",
  "MemberExpression[object.name='process'][property.value='env']",
  "VariableDeclarator[init.name='process'] > ObjectPattern",
].map((selector) => ({ selector, message: 'Configuration is read in lib/server/env.ts only.' }))

// A page that loads such a module waits for language data before its first paint (docs/decisions/0012).
const eagerIntl = {
  selector:
    ":matches(Program, Program > ExportNamedDeclaration) > VariableDeclaration > VariableDeclarator > NewExpression[callee.object.name='Intl']",
  message: 'Make it when it is first needed, not when the module is loaded.',
}
const everywhere = [...noEnv, eagerIntl]

/**
 * Files in `folder` may not import what `patterns` name, neither statically nor with `import()`. A pattern is a regular expression for
 * the start of a specifier; `why` is what the person reads who tries. Paths upwards would go round the rule.
 */
function forbid(folder, why, ...patterns) {
  // What every layer may read may be reached upwards as well: some of it runs where there is no alias.
  const upwards = folder.startsWith('sandbox') ? [] : ['\\.\\./(?!errors$|resources/)']
  const regex = `^(${[...patterns, ...upwards].join('|')})`
  const dynamic = {
    selector: `ImportExpression > Literal[value=/${regex.replaceAll('/', '\\/')}/]`,
    message: why,
  }
  return {
    files: [folder.endsWith('.ts') ? folder : `${folder}/**/*.{ts,tsx}`],
    ignores: [...tests, 'lib/server/env.ts', 'sandbox/main.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex, message: why }] }],
      'no-restricted-syntax': ['error', ...everywhere, dynamic],
    },
  }
}

const [react, framework, serverOnly] = ['react(-dom)?($|/)', 'next($|/|-)', 'server-only$']
const lib = (...folders) => `@/lib/(${folders.join('|')})(/|$)`
const ui = ['@/components/', '@/app/']
const features = readdirSync(new URL('components', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['ui', 'forms', 'layout'].includes(entry.name))
  .map((entry) => entry.name)
const others = (feature) => features.filter((other) => other !== feature).join('|') || 'no-other'

const boundaries = [
  forbid(
    'lib/{errors,roles,format}.ts',
    'It runs on both sides and knows nobody.',
    react,
    framework,
    serverOnly,
    lib('est', 'server', 'database', 'client', 'provisioning', 'calls'),
    ...ui,
  ),
  forbid(
    'lib/{resources,rules}',
    'Resources and rules run on both sides: zod and each other only.',
    react,
    framework,
    serverOnly,
    'undici',
    'node:',
    lib('est', 'server', 'database', 'client', 'provisioning', 'calls'),
    ...ui,
  ),
  forbid(
    'lib/est',
    'The client gets everything injected.',
    react,
    framework,
    lib('server', 'database', 'client', 'provisioning', 'calls'),
    ...ui,
  ),
  forbid(
    'lib/database',
    'The database knows nothing of what it stores.',
    react,
    framework,
    lib('est', 'server', 'client', 'resources', 'rules', 'provisioning', 'calls'),
    '\\.\\./resources/',
    ...ui,
  ),
  forbid(
    'lib/{provisioning,calls}',
    'They get the client, the audit and the clock as parameters.',
    react,
    framework,
    lib('server', 'client'),
    ...ui,
  ),
  forbid('lib/server', 'The server does not render.', lib('client'), ...ui),
  forbid(
    'lib/client',
    'The browser reaches the server by HTTP only.',
    serverOnly,
    'node:',
    lib('est', 'server', 'database', 'provisioning', 'calls'),
    ...ui,
  ),
  forbid(
    'components/ui',
    'Primitives know no domain.',
    lib('est', 'server', 'database', 'client', 'resources', 'rules', 'provisioning', 'calls'),
    '@/components/(?!ui/)',
    '@/app/',
  ),
  forbid(
    'components/{forms,layout}',
    'Forms and layout know no feature.',
    lib('est', 'server', 'database', 'provisioning', 'calls'),
    `@/components/(${others()})/`,
    '@/app/',
  ),
  ...features.map((feature) =>
    forbid(
      `components/${feature}`,
      'Features do not import each other; compose them in app/.',
      lib('est', 'server', 'database', 'provisioning', 'calls'),
      `@/components/(${others(feature)})/`,
      '@/app/',
    ),
  ),
  forbid('app/\\(console\\)', 'Pages get data through lib/server only.', lib('est', 'database')),
  forbid(
    'app/api',
    'Routes get data through lib/server only.',
    lib('est', 'database', 'client'),
    '@/components/',
  ),
  forbid('sandbox', 'The sandbox is independent of the console.', '@/', '(\\.\\./)+(lib|app|components)/'),
]

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
    ignores: [...tests, 'lib/server/env.ts', 'sandbox/main.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere] },
  },
  ...boundaries,
)
