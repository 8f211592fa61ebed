import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem, type } from 'node:os'
import { join } from 'node:path'
import type { Figure } from './report'

const page = join(import.meta.dirname, '..', 'docs', 'benchmarks.md')
const intro = `# Benchmarks

Every table here was written by the command above it, on the machine and on the day that stand beside it. A row is named after the
requirement it measures; the target stands next to what was measured, and a target that was missed says so. Figures without a target
explain others.
`

/** Puts the figures of one command into docs/benchmarks.md, in the place of those of its last run. */
export function writeBenchmarks(command: string, title: string, figures: readonly Figure[]): void {
  const sections = existsSync(page) ? sectionsOf(readFileSync(page, 'utf8')) : new Map<string, string>()
  const cells = figures.map(({ row, what, measured, target, holds }) => [
    row,
    what.replaceAll('|', '\\|'),
    measured,
    target,
    target === '' ? '' : holds ? 'holds' : '**missed**',
  ])
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}, Node ${process.version}`
  sections.set(
    command,
    [
      `## \`npm run bench -- ${command}\``,
      '',
      `${title}, ${new Date().toISOString().slice(0, 10)}, ${machine}.`,
      '',
      ...[['Row', 'What', 'Measured', 'Target', ''], ['---', '---', '--:', '--:', '---'], ...cells].map(
        (line) => `| ${line.join(' | ')} |`,
      ),
      '',
    ].join('\n'),
  )
  writeFileSync(page, [intro, ...[...sections].toSorted().map(([, text]) => text)].join('\n'))
}

function sectionsOf(text: string): Map<string, string> {
  const sections = new Map<string, string>()
  for (const part of text.split(/^(?=## )/m)) {
    const command = /^## `npm run bench -- (.+)`/.exec(part)?.[1]
    if (command !== undefined) sections.set(command, part.trimEnd() + '\n')
  }
  return sections
}
