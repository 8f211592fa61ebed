'use client'
import { useQuery } from '@tanstack/react-query'
import { LocateFixed } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { api } from '@/lib/client/api'
import { spanOf, specialBlockOf } from '@/lib/rules/cidr'

interface SeenAddress {
  address: string | null
  from?: 'proxy' | 'connection'
}

/** Says under which address the console sees this person and from where it knows, and hands it over to be added. */
export function AddMyAddress({ onAdd }: { onAdd: (address: string) => void }) {
  const [asked, setAsked] = useState(false)
  const seen = useQuery({
    queryKey: ['address'],
    queryFn: ({ signal }) => api<SeenAddress>('GET', '/api/address', { signal }),
    enabled: asked,
    staleTime: 0,
  })
  if (!asked)
    return (
      <div>
        <Button
          size="sm"
          icon={<LocateFixed aria-hidden className="size-4" />}
          onClick={() => setAsked(true)}
        >
          Add my IP
        </Button>
      </div>
    )
  if (seen.isError) return <ErrorNotice error={seen.error} onRetry={() => void seen.refetch()} />
  if (!seen.data) return <p className="text-muted">Asking the console which address it sees…</p>
  return <Seen {...seen.data} onAdd={onAdd} />
}

function Seen({ address, from, onAdd }: SeenAddress & { onAdd: (address: string) => void }) {
  const [added, setAdded] = useState(false)
  if (address === null) return <p role="status">The console could not tell your address.</p>
  const span = spanOf({ ipAddress: address, range: 32 })
  const special = span && specialBlockOf(span)
  const isUseless = special !== undefined || span === undefined
  return (
    <div
      role="status"
      className={`flex flex-wrap items-center gap-2 rounded-lg px-4 py-2 ${isUseless ? 'bg-warn-soft' : 'bg-sunken'}`}
    >
      <p className="min-w-0 flex-1 basis-60">
        You come from <b className="font-mono font-medium break-all">{address}</b>,{' '}
        {sources[from ?? 'unknown']}.{' '}
        {special && (
          <>
            That is a {special.kind} address ({special.cidr}): the vendor never sees it, so find out the
            public address of your network.
          </>
        )}
        {!span && 'That is an IPv6 address, and the vendor takes IPv4 only.'}
        {!isUseless && 'Add it only if your PBX sends its calls from the same address.'}
      </p>
      {span && (
        <Button
          size="sm"
          disabled={added}
          onClick={() => {
            setAdded(true)
            onAdd(address)
          }}
        >
          {added ? 'Added' : special ? 'Add it all the same' : `Add ${address}`}
        </Button>
      )}
    </div>
  )
}

const sources = {
  proxy: 'as a trusted proxy in front of the console says',
  connection: 'as the other end of your connection to the console',
  unknown: 'as a header of your request says',
}
