import { expect, type Locator } from '@playwright/test'
import { writesDuring } from './vendor-writes'

/** Everything that a dialog's fields hold; passwords have no role, so they are found as what they are. */
const typedIn = (dialog: Locator) =>
  dialog
    .locator('input, textarea, select')
    .evaluateAll((fields: HTMLInputElement[]) =>
      fields.map(({ name, type, value, checked }) => [name, type, value, checked]),
    )

interface Refusal {
  dialog: Locator
  verb: string
  /** The field that is wrong; left out where the dialog itself says so. */
  field?: Locator
  says: string | RegExp
  /** What the vendor is asked for and refuses; what the console sees by itself it does not send. */
  asked?: RegExp[]
}

/** Pressing the button brings one sentence, at the place that has the focus then; all that was typed stays, and nothing is written. */
export async function expectRefused({ dialog, verb, field, says, asked = [] }: Refusal): Promise<void> {
  const typed = await typedIn(dialog)
  const alerts = dialog.getByRole('alert')
  const invalid = dialog.locator('[aria-invalid=true]')
  const writes = await writesDuring(async () => {
    await dialog.getByRole('button', { name: verb, exact: true }).click()
    await expect(field ?? alerts).toBeFocused()
    await expect(invalid).toHaveCount(field ? 1 : 0)
    await expect(alerts).toHaveCount(field ? 0 : 1)
  })
  // Counted when the refusal is there: a hint may have said as much before.
  await expect(dialog.getByText(says)).toHaveCount(1)
  const sentence = typeof says === 'string' ? says.replace(/[.*+?()[\]{}|\\^$]/g, '\\$&') : says.source
  // A description is the hint and then the sentence.
  if (field) await expect(field).toHaveAccessibleDescription(new RegExp(sentence.replace(/^\^/, '')))
  else await expect(alerts).toContainText(says)
  expect(await typedIn(dialog)).toEqual(typed)
  expect(writes).toEqual(asked.map((write) => expect.stringMatching(write)))
}
