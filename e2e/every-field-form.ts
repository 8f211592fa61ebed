import { expect, type Locator, type Page } from '@playwright/test'
import type { Line, Lines } from './every-field-lines'
import { writesDuring } from './vendor-writes'

/** The first values are those of the creation, the second those of the edit after it. */
export type Round = 0 | 1

/** The form of one object that exists. */
export interface Form {
  lines: Lines
  /** Opens it; the object has by then what it was given in this round. */
  open: (round: Round) => Promise<void>
  saves: string
  held: () => Promise<unknown>
}

const fieldOf = (form: Locator, { control, label }: Line): Locator =>
  control === 'switch' || control === 'group'
    ? form.getByRole(control, { name: label, exact: true })
    : control === 'radio'
      ? form.getByRole('radio', { name: label })
      : form.getByLabel(label, { exact: true })

/** Sets every field as its line says, in the order of the lines; a choice or a switch has to stand at something else before. */
export async function fill(form: Locator, lines: Lines, round: Round): Promise<void> {
  for (const line of Object.values(lines)) {
    const value = line.values[round]
    if (value === undefined) continue
    const field = fieldOf(form, line)
    if (line.lines) await fill(field, line.lines, round)
    else if (line.control === 'select') {
      await expect(field).not.toHaveValue(String(value))
      await field.selectOption(String(value))
    } else if (line.control === 'radio') await field.check()
    else if (line.control === 'switch') {
      await expect(field).toBeChecked({ checked: !value })
      await field.click()
      await expect(field).toBeChecked({ checked: value === true })
    } else await field.fill(String(value))
  }
}

/** What the vendor holds of fields that were set. */
export function heldOf(lines: Lines, round: Round): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(lines)
      .map(([name, { held }]) => [name, held[round]])
      .filter(([, value]) => value !== undefined),
  )
}

async function expectShown(form: Locator, lines: Lines, round: Round): Promise<void> {
  for (const line of Object.values(lines)) {
    const shown = line.shown[round]
    if (shown === undefined) continue
    const field = fieldOf(form, line)
    if (line.control === 'radio') await expect(field).toBeChecked()
    else if (line.control === 'switch') await expect(field).toBeChecked({ checked: shown === true })
    else await expect(field).toHaveValue(String(shown))
  }
}

/** The vendor holds what was set, the form shows it again, and saving it as it is sends nothing. */
export async function expectKept(page: Page, form: Form, round: Round): Promise<void> {
  expect(await form.held()).toMatchObject(heldOf(form.lines, round))
  await form.open(round)
  const dialog = page.getByRole('dialog')
  await expectShown(dialog, form.lines, round)
  const writes = await writesDuring(async () => {
    await dialog.getByRole('button', { name: form.saves }).click()
    await expect(dialog).toHaveCount(0)
  })
  expect(writes).toEqual([])
}

/** What was set at the creation is kept; then every field is edited, and that is kept as well. */
export async function expectEveryField(page: Page, form: Form): Promise<void> {
  await expectKept(page, form, 0)
  await form.open(0)
  const dialog = page.getByRole('dialog')
  await fill(dialog, form.lines, 1)
  await dialog.getByRole('button', { name: form.saves }).click()
  await expect(dialog).toHaveCount(0)
  await expectKept(page, form, 1)
}
