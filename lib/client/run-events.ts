'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { runEventsPath, runQuery, type Run } from './onboarding'

/**
 * A run as it goes: a stream tells of each change, and where there is no stream, or it broke, the run is asked for again and again.
 */
export function useLiveRun(projectId: string, runId: string) {
  const client = useQueryClient()
  const [isStreaming, setIsStreaming] = useState(false)
  const run = useQuery(runQuery(projectId, runId, isStreaming))
  const goesOn = run.data !== undefined && run.data.state !== 'done' && run.data.state !== 'stopped'

  // A stream is a connection of the browser, which React knows nothing of. It is open only while something may come: a browser keeps few of them.
  useEffect(() => {
    if (!goesOn || typeof EventSource === 'undefined') return
    const stream = new EventSource(runEventsPath(projectId, runId))
    stream.onopen = () => setIsStreaming(true)
    // The browser tries again by itself, or gives up; until it is open again the run is asked for.
    stream.onerror = () => setIsStreaming(false)
    stream.onmessage = ({ data }: MessageEvent<string>) => {
      const told = JSON.parse(data) as Run // the shape is the server's contract, as with every answer of the API
      client.setQueryData(runQuery(projectId, runId).queryKey, told)
    }
    return () => {
      stream.close()
      setIsStreaming(false)
    }
  }, [client, projectId, runId, goesOn])

  return run
}
