import 'server-only'
import { z } from 'zod'
import { callDirections } from '@/lib/resources/call-values'
import type { StoredProject } from './projects'
import { validated } from './request-body'
import { estClient } from './upstream'

const legDirection = z.enum(callDirections, 'The direction is INBOUND or OUTBOUND.').nullable()

/** The packet capture of one leg; the vendor keeps it for ten days. */
export async function downloadPcap(
  project: StoredProject,
  pcapId: string,
  direction: string | null,
  signal: AbortSignal,
): Promise<Response> {
  const leg = validated(legDirection, direction === '' ? null : direction)
  const client = await estClient(project)
  const { body } = await client.downloadPcap(pcapId, leg ?? 'OUTBOUND', { signal })
  const fileName = `${pcapId.replace(/[^A-Za-z0-9_-]/g, '_')}.pcap`
  return new Response(body, {
    headers: {
      'content-type': 'application/vnd.tcpdump.pcap',
      'content-disposition': `attachment; filename="${fileName}"`,
    },
  })
}
