import { ESLint } from 'eslint'
import { expect, it } from 'vitest'

const eslint = new ESLint()

/** The rules that the linter sees broken in this file of one line. */
async function broken(filePath: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(`${code}\n`, { filePath })
  return (result?.messages ?? [])
    .map((message) => message.ruleId ?? message.message)
    .filter((rule) => !rule.includes('unused'))
}

const bad: [string, string][] = [
  ['lib/errors.ts', '@/lib/server/env'],
  ['lib/format.ts', 'react'],
  ['lib/resources/trunks.ts', 'next/navigation'],
  ['lib/resources/trunks.ts', '@/lib/est/client'],
  ['lib/rules/call-query.ts', 'undici'],
  ['lib/est/client.ts', '@/lib/server/env'],
  ['lib/est/client.ts', 'next/headers'],
  ['lib/database/open.ts', '@/lib/resources/trunks'],
  ['lib/database/open.ts', '../resources/trunks'],
  ['lib/rules/call-query.ts', '../server/env'],
  ['lib/calls/archive.ts', '@/lib/server/jobs'],
  ['lib/provisioning/run.ts', 'react'],
  ['lib/server/route.ts', '@/components/ui/button'],
  ['lib/server/route.ts', '@/lib/client/api'],
  ['lib/client/api.ts', 'server-only'],
  ['lib/client/api.ts', '@/lib/database/open'],
  ['components/ui/button.tsx', '@/lib/client/api'],
  ['components/ui/button.tsx', '@/components/layout/shell'],
  ['components/forms/fields.tsx', '@/components/trunks/trunk-dialog'],
  ['components/layout/shell.tsx', '@/lib/est/client'],
  ['components/trunks/trunks-page.tsx', '@/components/calls/calls-page'],
  ['components/trunks/trunks-page.tsx', '@/lib/server/page'],
  ['components/trunks/trunks-page.tsx', '../calls/calls-page'],
  ['app/(console)/page.tsx', '@/lib/est/client'],
  ['app/(console)/projects/[projectId]/page.tsx', '@/lib/database/open'],
  ['app/api/users/route.ts', '@/components/ui/button'],
  ['app/api/projects/[projectId]/trunks/route.ts', '@/lib/est/client'],
  ['sandbox/server.ts', '@/lib/errors'],
  ['sandbox/server.ts', '../lib/errors'],
  ['sandbox/numbers/orders.ts', '../../lib/errors'],
]

it.each(bad)('%s may not import %s', async (file, specifier) => {
  expect(await broken(file, `import * as part from '${specifier}'\nexport { part }`)).toEqual([
    'no-restricted-imports',
  ])
  expect(await broken(file, `export const load = () => import('${specifier}')`)).toEqual([
    'no-restricted-syntax',
  ])
})

it.each([
  ['lib/resources/trunks.ts', '@/lib/errors'],
  ['lib/rules/call-query.ts', '../resources/calls'],
  ['lib/est/client.ts', '@/lib/resources/trunks'],
  ['lib/server/route.ts', '@/lib/est/client'],
  ['lib/client/api.ts', '@/lib/resources/trunks'],
  ['components/ui/button.tsx', '@/components/ui/badge'],
  ['components/trunks/trunks-page.tsx', '@/components/trunks/trunk-dialog'],
  ['components/trunks/trunks-page.tsx', '@/components/layout/shell'],
  ['app/(console)/page.tsx', '@/components/trunks/trunks-page'],
  ['sandbox/numbers/orders.ts', '../store'],
])('%s may import %s', async (file, specifier) => {
  expect(await broken(file, `import * as part from '${specifier}'\nexport { part }`)).toEqual([])
})

it.each(['process.env.HOST', "process['env'].HOST"])('%s is read in one file only', async (read) => {
  for (const file of [
    'lib/server/route.ts',
    'components/ui/badge.tsx',
    'app/api/users/route.ts',
    'sandbox/server.ts',
  ])
    expect(await broken(file, `export const host = ${read}`), file).toEqual(['no-restricted-syntax'])
  expect(await broken('lib/server/env.ts', `export const host = ${read}`)).toEqual([])
})

it('a file of 251 lines and an any are refused', async () => {
  expect(await broken('lib/server/route.ts', 'export const line = 1\n' + '\n'.repeat(251))).toContain(
    'max-lines',
  )
  expect(await broken('lib/server/route.ts', `export const value = {} as ${'any'}`)).toEqual([
    '@typescript-eslint/no-explicit-any',
  ])
})
