'use client'
import { cx } from 'class-variance-authority'
import { Search } from 'lucide-react'
import { useRef } from 'react'
import { inputLook } from './input-look'

const settledAfterMs = 200

/** A search field that asks once typing pauses, and at once on Enter or when it is emptied. Give it a `key` to reset it from outside. */
export function SearchInput(props: {
  label: string
  placeholder?: string
  defaultValue: string
  onSearch: (text: string) => void
  className?: string
}) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const search = (text: string) => {
    clearTimeout(timer.current)
    timer.current = undefined
    props.onSearch(text.trim())
  }
  const ask = (text: string, delayMs: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => search(text), delayMs)
  }
  return (
    <span className={cx('relative inline-block w-full sm:w-72', props.className)}>
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint"
      />
      <input
        type="search"
        aria-label={props.label}
        placeholder={props.placeholder ?? props.label}
        defaultValue={props.defaultValue}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        onChange={(event) => ask(event.target.value, event.target.value === '' ? 0 : settledAfterMs)}
        onKeyDown={(event) => event.key === 'Enter' && ask(event.currentTarget.value, 0)}
        // A search that changes the address after a link was pressed would take the reader back.
        onBlur={(event) => timer.current !== undefined && search(event.currentTarget.value)}
        className={cx(inputLook, 'pl-8')}
      />
    </span>
  )
}
