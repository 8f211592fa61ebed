'use client'
import dynamic from 'next/dynamic'
import { Button } from '@/components/ui/button'
import { Popover } from '@/components/ui/popover'
import { firstControl } from './first-control'

const ColumnList = dynamic(() => import('./column-list').then((module) => module.ColumnList), {
  ssr: false,
  loading: () => <p className="text-muted">Loading…</p>,
})

/** Which columns the table has and in which order; kept in this browser. */
export function ColumnMenu() {
  return (
    <Popover
      role="dialog"
      label="Columns"
      align="end"
      className="w-72 p-3"
      onOpen={(panel) => panel.querySelector<HTMLElement>(firstControl)?.focus()}
      trigger={(trigger) => (
        <Button {...trigger} variant="quiet" size="sm">
          Columns
        </Button>
      )}
    >
      {() => <ColumnList />}
    </Popover>
  )
}
