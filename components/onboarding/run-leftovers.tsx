import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import type { Run, RunStep } from '@/lib/client/onboarding'
import { countText } from '@/lib/format'
import { Notice } from './run-notice'
import { leftovers } from './run-rows'

const nouns: Readonly<Record<RunStep['action'], string>> = {
  create_trunk: 'SIP trunk',
  create_access_control_list: 'Access control list',
  create_credential_list: 'Credential list',
  link_access_control_list: 'Link of the access control list',
  link_credential_list: 'Link of the credential list',
  create_endpoint: 'SIP endpoint',
  rent_number: 'Rented number',
  assign_number: 'Phone number',
}

/** What is still there when taking back has stopped, each with the vendor's id. */
export function RunLeftovers({ run, retry }: { run: Run; retry: ReactNode }) {
  const left = leftovers(run)
  return (
    <Notice
      tone="bad"
      icon={<CircleAlert />}
      isAlert
      title={`Stopped: ${countText(left.length, 'thing')} of what was made ${left.length === 1 ? 'is' : 'are'} still there.`}
      actions={retry}
    >
      {run.error}
      <ul className="mt-2 flex max-h-60 flex-col gap-1 overflow-y-auto" aria-label="Still there" tabIndex={0}>
        {left.map(({ seq, action, label, objectId }) => (
          <li key={seq}>
            {nouns[action]} <span className="font-medium">{label}</span>
            {objectId !== null && (
              <span className="inline-flex items-center gap-1">
                , id <span className="font-mono text-sm break-all">{objectId}</span>
                <CopyButton value={objectId} label={`Copy the id of ${label}`} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
