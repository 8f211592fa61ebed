import { parse } from 'csv-parse/sync'
import { ApiError } from '@/lib/errors'

/** What the vendor's export says of a call and its list does not. */
export interface ExportedCall {
  callId: string
  fromCountry: string
  toCountry: string
  emergency: boolean
  causeCode: number | null
  sipCode: number | null
  region: string
  mos: number | null
  transport: string
  port: number | null
  groupId: string
  relationship: string
  hasChildren: boolean
}

/**
 * Reads the vendor's export. Columns are found by their titles, whatever their order; unknown ones are left alone. Throws `upstream_contract` when
 * the text is no such file. `null` as a literal and an empty cell both mean that nothing is known.
 */
export function readVendorCsv(text: string): ExportedCall[] {
  const rows = csvRows(text)
  if (rows[0] !== undefined && !('call id' in rows[0])) throw notTheFile()
  return rows.flatMap((row) => {
    const cell = (title: string) => {
      const value = row[title]?.trim() ?? ''
      return value === 'null' ? '' : value
    }
    const number = (title: string) => {
      const value = Number(cell(title))
      return cell(title) === '' || !Number.isFinite(value) ? null : value
    }
    const flag = (title: string) => /^(true|yes|1)$/i.test(cell(title))
    const callId = cell('call id')
    if (callId === '') return []
    return {
      callId,
      fromCountry: cell('from country').toUpperCase(),
      toCountry: cell('to country').toUpperCase(),
      emergency: flag('is emergency call'),
      causeCode: whole(number('cause code')),
      sipCode: whole(number('sip response code')),
      region: cell('region'),
      mos: number('mos'),
      transport: cell('transport'),
      port: whole(number('port')),
      groupId: cell('group id'),
      relationship: cell('relationship type').toLowerCase(),
      hasChildren: flag('has children'),
    }
  })
}

/** The cells of each row by the titles of their columns, in lower case. */
function csvRows(text: string): Partial<Record<string, string>>[] {
  try {
    return parse<Partial<Record<string, string>>>(text, {
      bom: true,
      columns: (titles: string[]) => titles.map((title) => title.trim().toLowerCase()),
      skip_empty_lines: true,
      // The vendor has added columns before.
      relax_column_count_more: true,
    })
  } catch (cause) {
    throw notTheFile(cause)
  }
}

function notTheFile(cause?: unknown): ApiError {
  return new ApiError('upstream_contract', 'Sinch sent something else than the details of calls.', { cause })
}

function whole(value: number | null): number | null {
  return value === null ? null : Math.trunc(value)
}
