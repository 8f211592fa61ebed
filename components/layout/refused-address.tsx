import { Button } from '@/components/ui/button'

/** Stands on a page whose address asks for something that its reader may not do. `asks` as in "This address creates a SIP trunk." */
export function RefusedAddress(props: { asks: string; refusal: string; onDismiss: () => void }) {
  return (
    <p role="status" className="mb-3 flex flex-wrap items-center gap-2 rounded-lg bg-warn-soft px-4 py-2">
      <span className="flex-1 basis-60">
        {props.asks} {props.refusal}
      </span>
      <Button size="sm" onClick={props.onDismiss}>
        Dismiss
      </Button>
    </p>
  )
}
