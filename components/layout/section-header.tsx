import type { ReactNode } from 'react'

/** The head of one part of a page that has tabs: its title, a sentence, and its primary action. */
export function SectionHeader(props: { title: string; sentence?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="mb-3 flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-72">
        <h2 className="text-lg font-semibold">{props.title}</h2>
        {props.sentence && <p className="text-muted">{props.sentence}</p>}
      </div>
      {props.actions && <div className="flex flex-wrap gap-2">{props.actions}</div>}
    </div>
  )
}
