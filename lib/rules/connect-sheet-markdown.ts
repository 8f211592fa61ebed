import { numberHint, type ConnectSheet, type SheetFact } from './connect-sheet'

/** The sheet as Markdown; `note` says how far it can be relied upon. */
export function connectSheetMarkdown(sheet: ConnectSheet, note: string): string {
  const rows = sheet.headers.map(
    ({ name, form, holds }) => `| ${name} | ${code(form).replaceAll('|', '\\|')} | ${holds} |`,
  )
  const blocks = sheet.sections.map(
    ({ title, facts }) => `## ${title}\n\n${facts.map(factLine).join('\n')}\n`,
  )
  const [domain = '', ...rest] = blocks
  const table = `## Headers of an outbound INVITE\n\n| Header | Value | Holds |\n| --- | --- | --- |\n${rows.join('\n')}\n\n${numberHint}\n`
  return [`# ${plain(sheet.name)}: what the PBX needs\n\n${note}\n`, domain, table, ...rest].join('\n')
}

function factLine({ name, values, isExact, hint, href }: SheetFact): string {
  const shown = values.map((value) => (isExact ? code(value) : plain(value))).join(', ')
  const more = [hint, href && `See <${href}>`].filter(Boolean).map((text) => `\n  ${text}`)
  return `- **${plain(name)}:** ${shown}${more.join('')}`
}

/** Text that Markdown shows as it is. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|~]/g, '\\$&')
}

/** Text between backticks, more of them than the text has in a row. */
function code(text: string): string {
  const flat = text.replace(/\s+/g, ' ')
  const longest = Math.max(0, ...(flat.match(/`+/g) ?? []).map(({ length }) => length))
  const fence = '`'.repeat(longest + 1)
  return longest === 0 ? `${fence}${flat}${fence}` : `${fence} ${flat} ${fence}`
}
