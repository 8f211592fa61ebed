import type { Route } from 'next'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Panel } from '@/components/ui/panel'
import { PageHeader } from './page-header'

/** In the place of an object that is not there: what it would be, which id was asked for, and the way to those that are. */
export function GonePage(props: {
  /** "SIP trunk not found". */
  title: string
  /** As within a sentence: "trunk". */
  noun: string
  id: string
  back: { href: Route; label: string }
  /** What the button calls all of them. */
  all: string
}) {
  return (
    <>
      <PageHeader title={props.title} back={props.back} />
      <Panel>
        <EmptyState
          title={`There is no such ${props.noun}`}
          action={
            <ButtonLink href={props.back.href} variant="primary">
              {props.all}
            </ButtonLink>
          }
        >
          It was deleted, or the address belongs to another project. The id was{' '}
          <span className="font-mono text-sm break-all">{props.id}</span>.
        </EmptyState>
      </Panel>
    </>
  )
}
