'use client'
import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleX, LoaderCircle } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogBody } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { testConnection, type ConnectionTest } from '@/lib/client/project-writes'
import type { Project } from '@/lib/client/projects'

const stepNames: Record<ConnectionTest['steps'][number]['name'], string> = {
  token: 'Get a token with the stored key',
  trunks: 'Read one page of trunks',
}

/** Tests the link to the vendor, step by step, and says exactly what failed. */
export function ConnectionTestDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const test = useQuery({
    queryKey: ['projects', project.id, 'test'],
    queryFn: () => testConnection(project.id),
    // A test is only worth something when it has just been made.
    gcTime: 0,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  })
  return (
    <Dialog title={`Test connection of ${project.name}`} onClose={onClose}>
      <DialogBody>
        <div aria-live="polite" className="flex min-h-24 flex-col gap-3">
          {test.isFetching && (
            <p className="flex items-center gap-2 text-muted">
              <LoaderCircle aria-hidden className="turn size-4" /> Asking the vendor…
            </p>
          )}
          {!test.isFetching && test.error && <ErrorNotice error={test.error} />}
          {!test.isFetching && test.data?.steps.map((step) => <Step key={step.name} {...step} />)}
        </div>
      </DialogBody>
      <DialogActions>
        <Button onClick={() => test.refetch()} pending={test.isFetching}>
          Test again
        </Button>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </Dialog>
  )
}

function Step({ name, ok, message }: ConnectionTest['steps'][number]) {
  const Icon = ok ? CircleCheck : CircleX
  return (
    <div className="flex items-start gap-3">
      <Icon
        aria-hidden
        className={ok ? 'mt-0.5 size-4 shrink-0 text-good' : 'mt-0.5 size-4 shrink-0 text-bad'}
      />
      <div>
        <p className="font-medium">
          {stepNames[name]}: {ok ? 'works' : 'failed'}
        </p>
        <p className="text-muted">{message}</p>
      </div>
    </div>
  )
}
