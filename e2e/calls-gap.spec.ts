import SqliteDatabase from 'better-sqlite3'
import { expect, test } from '@playwright/test'
import { join } from 'node:path'
import { expectAccessible } from './axe-check'
import { callsPage, callsTable } from './calls-setup'
import { openPage, stateOf } from './helpers'

test.use({ storageState: stateOf('viewer') })

/** Does something with the archive of the console under test, past the console. */
function inArchive<Result>(work: (archive: SqliteDatabase.Database) => Result): Result {
  const archive = new SqliteDatabase(join(process.env.E2E_DATA_DIR ?? '', 'calls.sqlite'), {
    timeout: 10_000,
  })
  try {
    return work(archive)
  } finally {
    archive.close()
  }
}

const reason = 'Sinch does not give these calls: the search was refused.'

test('a stretch in the midst that could not be read is shown, and not hidden among the calls around it', async ({
  page,
}) => {
  const window = inArchive((archive) => {
    // One of those that hold calls, neither the newest nor the oldest; its next try is an hour away.
    const inMidst = archive
      .prepare<[], { project: number; start: number; end: number }>(
        `select project, start, "end" from callWindows where state = 'read' and counted > 0
         and "end" < (select max("end") from callWindows) and start > (select min(start) from callWindows)
         order by start desc limit 1 offset 1`,
      )
      .get()
    if (!inMidst) throw new Error('the archive has no window in its midst')
    archive
      .prepare(
        "update callWindows set state = 'failed', error = ?, nextAt = ? where project = ? and start = ?",
      )
      .run(reason, Date.now() + 3_600_000, inMidst.project, inMidst.start)
    return inMidst
  })
  const iso = (instant: number) => new Date(instant).toISOString()
  const [start, end] = [iso(window.start - 86_400_000), iso(Math.min(window.end + 86_400_000, Date.now()))]
  try {
    await openPage(page, `${callsPage}?start=${start}&end=${end}`)
    // The calls around it are there, and above them stands what is not.
    await expect(callsTable(page).getByRole('row').nth(1)).toBeVisible()
    const notice = page.getByRole('region', { name: /^The archive does not hold all of this search/ })
    const stretches = notice.getByRole('list', { name: 'Missing stretches' }).getByRole('listitem')
    await expect(stretches).toHaveCount(1)
    await expect(stretches).toContainText(reason)
    // Nothing on the page says that this is all there is.
    await expect(page.getByText(/no gaps/)).toHaveCount(0)
    await expect(page.getByText(/1 gap/)).toBeVisible()
    // What the server wrote of times only keeps their room until the browser knows its zone.
    await expect(callsTable(page).getByRole('time').last()).toBeVisible()
    await expectAccessible(page, 'calls with a gap')
    // A search that does not touch it has nothing to say about it.
    await page.goto(`${callsPage}?start=${start}&end=${iso(window.start - 60_000)}`)
    await expect(
      callsTable(page)
        .or(page.getByText(/^No calls/))
        .first(),
    ).toBeVisible()
    await expect(notice).toHaveCount(0)
    await page.goBack()
    await stretches.getByRole('button', { name: 'Search it live' }).click()
    await expect(page).toHaveURL(/source=live/)
    await expect(page).toHaveURL(new RegExp(`start=${encodeURIComponent(iso(window.start))}`))
  } finally {
    inArchive((archive) =>
      archive
        .prepare(
          "update callWindows set state = 'read', error = null, nextAt = null where project = ? and start = ?",
        )
        .run(window.project, window.start),
    )
  }
  await openPage(page, `${callsPage}?start=${start}&end=${end}`)
  await expect(page.getByText(/no gaps/)).toBeVisible()
})

test('calls whose details are not read yet are said of the search, of its count and of its file', async ({
  page,
}) => {
  const ids = inArchive((archive) => {
    // Old enough that they are not just being read again.
    const some = archive
      .prepare<[number], number>(
        'select id from calls where enriched = 1 and createdAt < ? order by id desc limit 3',
      )
      .pluck()
      .all(Date.now() - 3 * 86_400_000)
    archive.prepare(`update calls set enriched = 0 where id in (${some.join(',')})`).run()
    return some
  })
  try {
    await openPage(page, `${callsPage}?last=30d&sipCode=486&callResult=BUSY`)
    const words = '3 of the newest calls have no details yet: a search by SIP code does not find them.'
    await expect(page.getByRole('region', { name: words })).toBeVisible()
    await expect(page.getByText(/^([\d,]+\+ calls|No calls known) from/)).toBeVisible()
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('note')).toContainText(words)
    await dialog.getByRole('button', { name: /^Export/ }).click()
    await expect(page.getByRole('dialog', { name: 'Export done' })).toContainText(
      `The file holds everything the archive has; ${words}`,
    )
  } finally {
    inArchive((archive) =>
      archive.prepare(`update calls set enriched = 1 where id in (${ids.join(',')})`).run(),
    )
  }
})
