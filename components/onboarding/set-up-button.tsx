'use client'
import { WandSparkles } from 'lucide-react'
import { useRefusalReason } from '@/components/layout/session-context'
import { ButtonLink } from '@/components/ui/button-link'
import { GatedButton } from '@/components/ui/gated-button'
import { projectPath } from '@/lib/client/page-path'

/** Leads to the wizard, whoever may use it. */
export function SetUpButton({ projectId }: { projectId: string }) {
  const refusal = useRefusalReason('operator')
  const icon = <WandSparkles aria-hidden className="size-4" />
  if (refusal !== undefined)
    return (
      <GatedButton variant="primary" reason={refusal} icon={icon}>
        Set up a trunk
      </GatedButton>
    )
  return (
    <ButtonLink variant="primary" icon={icon} href={projectPath(projectId, 'onboarding', 'new')}>
      Set up a trunk
    </ButtonLink>
  )
}
