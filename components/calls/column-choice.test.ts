import { expect, it } from 'vitest'
import { columnNames, readColumns, usualColumns } from './column-choice'
import { movedColumn } from './moved-column'

it('reads what it knows of a stored choice, each column once', () => {
  expect(readColumns(['time', 'mos', 'mos', 'colour', 7])).toEqual(['time', 'mos'])
  expect(readColumns('time')).toBeUndefined()
  expect(readColumns([])).toBeUndefined()
  expect(readColumns({ time: true })).toBeUndefined()
})

it('always shows the time, since it opens the row', () => {
  expect(readColumns(['price', 'to'])).toEqual(['time', 'price', 'to'])
})

it('does not take a name of every object for a column', () => {
  expect(readColumns(['toString', 'time'])).toEqual(['time'])
})

it('moves a column by one place and not over the edge', () => {
  expect(movedColumn(['time', 'from', 'to'], 'from', 1)).toEqual(['time', 'to', 'from'])
  expect(movedColumn(['time', 'from', 'to'], 'time', -1)).toEqual(['time', 'from', 'to'])
  expect(movedColumn(['time', 'from', 'to'], 'to', 1)).toEqual(['time', 'from', 'to'])
  expect(movedColumn(['time'], 'mos', 1)).toEqual(['time'])
})

it('has a name for every usual column', () => {
  for (const key of usualColumns) expect(columnNames[key]).toBeTruthy()
})
