'use client'
import type { ComponentProps } from 'react'
import { FilterPanel } from './filter-panel'
import { MoreFilters } from './more-filters'
import { SourceChoices } from './source-choices'
import { TimeForm } from './time-form'
import { ZoneChoices } from './zone-choices'

/** What is in a part of the bar that was opened. */
export type BarPanelProps =
  | ({ panel: 'time' } & ComponentProps<typeof TimeForm>)
  | ({ panel: 'filter' } & ComponentProps<typeof FilterPanel>)
  | ({ panel: 'more' } & ComponentProps<typeof MoreFilters>)
  | ({ panel: 'source' } & ComponentProps<typeof SourceChoices>)
  | ({ panel: 'zone' } & ComponentProps<typeof ZoneChoices>)

/** Everything that the bar opens, in one piece, since whoever opens one part soon opens the next. */
export function BarPanel(props: BarPanelProps) {
  switch (props.panel) {
    case 'time':
      return <TimeForm {...props} />
    case 'filter':
      return <FilterPanel {...props} />
    case 'more':
      return <MoreFilters {...props} />
    case 'source':
      return <SourceChoices {...props} />
    case 'zone':
      return <ZoneChoices {...props} />
  }
}
