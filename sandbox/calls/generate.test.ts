import { describe, expect, it } from 'vitest'
import { openDatabase } from '../database'
import { defaultDialect } from '../dialect'
import { generateCalls } from './generate'
import { createCallTables, dropCallIndexes } from './schema'

const scene = {
  projectId: 'sandbox',
  trunks: [{ id: 'T1', name: 'Office', domain: 'office.pstn.sinch.com' }],
  numbers: [{ phoneNumber: '+12125550101', sipTrunkId: 'T1', countryCode: 'US' }],
}

describe('filling the table of calls', () => {
  it('leaves both indexes behind, over an empty table and over one that has calls', async () => {
    const database = openDatabase(':memory:')
    const context = { database, clock: { now: () => Date.now() }, dialect: defaultDialect }
    const indexes = () =>
      database
        .prepare("select name from sqlite_master where type = 'index' and tbl_name = 'calls' order by name")
        .pluck()
        .all()
    const both = ['calls_created', 'calls_id']
    expect(await generateCalls(context, { ...scene, count: 30 })).toBe(30)
    expect(indexes()).toEqual(both)
    expect(await generateCalls(context, { ...scene, count: 12, seed: 7 })).toBe(12)
    expect(indexes()).toEqual(both)
    expect(database.prepare('select count(distinct callId) from calls').pluck().get()).toBe(42)
    // A filling that was cut off: the next start makes them.
    dropCallIndexes(database)
    createCallTables(database)
    expect(indexes()).toEqual(both)
    database.close()
  })

  it('lets others run in between', async () => {
    const database = openDatabase(':memory:')
    const context = { database, clock: { now: () => Date.now() }, dialect: defaultDialect }
    let turns = 0
    const counting = setInterval(() => (turns += 1), 0)
    await generateCalls(context, { ...scene, count: 60_000 })
    clearInterval(counting)
    expect(turns).toBeGreaterThanOrEqual(2)
    database.close()
  })
})
