'use client'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { flushSync } from 'react-dom'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { IconButton } from '@/components/ui/icon-button'
import { columnNames, useColumnChoice, type ColumnKey } from './column-choice'
import { firstControl } from './first-control'
import { movedColumn } from './moved-column'

const moveLook = 'size-6! aria-disabled:cursor-not-allowed aria-disabled:opacity-40'

/** The columns, those that are shown first and in their order; each can be switched on and off, and moved. */
export function ColumnList() {
  const [chosen, setChosen] = useColumnChoice()
  const others = (Object.keys(columnNames) as ColumnKey[]).filter((key) => !chosen.includes(key)) // the names are the keys
  const move = (key: ColumnKey, by: 1 | -1, button: HTMLElement) => {
    const next = movedColumn(chosen, key, by)
    if (next === chosen) return
    // A row that is moved in the page loses the focus, and who moves it goes on moving it.
    flushSync(() => setChosen(next))
    button.focus()
    button.scrollIntoView({ block: 'nearest' })
  }
  return (
    <div ref={focusFirst} className="flex flex-col gap-2">
      <ul aria-label="Columns of the table" className="flex flex-col">
        {[...chosen, ...others].map((key) => {
          const place = chosen.indexOf(key)
          const isShown = place !== -1
          return (
            <li key={key} className="flex min-h-8 items-center gap-1">
              <Checkbox
                id={`column-${key}`}
                aria-label={columnNames[key]}
                checked={isShown}
                disabled={key === 'time'}
                onChecked={() => setChosen(isShown ? chosen.filter((one) => one !== key) : [...chosen, key])}
              />
              <label htmlFor={`column-${key}`} className="min-w-0 flex-1 cursor-pointer truncate">
                {columnNames[key]}
              </label>
              {isShown && (
                <>
                  <IconButton
                    label={`Move ${columnNames[key]} up`}
                    icon={<ArrowUp />}
                    aria-disabled={place === 0 || undefined}
                    onClick={(event) => move(key, -1, event.currentTarget)}
                    className={moveLook}
                  />
                  <IconButton
                    label={`Move ${columnNames[key]} down`}
                    icon={<ArrowDown />}
                    aria-disabled={place === chosen.length - 1 || undefined}
                    onClick={(event) => move(key, 1, event.currentTarget)}
                    className={moveLook}
                  />
                </>
              )}
            </li>
          )
        })}
      </ul>
      <p className="text-xs text-faint">
        Kept in this browser. Where there is little room a row has two lines: time, direction, from, to and
        result.
      </p>
      <Button size="sm" className="self-start" onClick={() => setChosen(undefined)}>
        Usual columns
      </Button>
    </div>
  )
}

// The list may come later than the popover that it is in.
function focusFirst(list: HTMLElement | null) {
  list?.querySelector<HTMLElement>(firstControl)?.focus()
}
