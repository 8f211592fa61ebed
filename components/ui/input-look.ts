/** How every text field, number field and select looks; an invalid one is marked by its border and by the message below it. */
export const inputLook =
  'min-h-8 w-full rounded border border-line-strong bg-surface px-2.5 py-[5px] text-base text-text aria-invalid:border-bad disabled:cursor-not-allowed disabled:bg-sunken disabled:text-muted [&[readonly]]:bg-sunken'
