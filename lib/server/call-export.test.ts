import { expect, it } from 'vitest'
import { csvCell } from './call-export'

it.each([
  ['=1+1', `"'=1+1"`],
  ['+46701234567', `"'+46701234567"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\tx', `"'\tx"`],
  ['\rx', `"'\rx"`],
  ['\0x', `"'\0x"`],
  ['say "hi", then\nleave', `"say ""hi"", then\nleave"`],
  ['plain', '"plain"'],
  [-12.5, '"-12.5"'],
  [null, '""'],
])('the cell %j is text for every spreadsheet', (value, cell) => {
  expect(csvCell(value)).toBe(cell)
})
