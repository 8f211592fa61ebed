import { countText, numberText } from '@/lib/format'
import type { Job } from './jobs'

/** How far a job is, in a sentence. */
export function jobSentence({ state, counts }: Pick<Job, 'state' | 'counts'>): string {
  const done = `${numberText(counts.done)} of ${countText(stepsOf({ counts }), 'step')} done`
  if (state === 'running') return `${done}…`
  if (state === 'interrupted')
    return `${done}. The console that ran this has ended; resume it to go on from here.`
  if (state === 'stopped') return `Stopped: ${done}. What is not done yet is still there.`
  return counts.failed === 0 ? `${done}.` : `${done}, ${numberText(counts.failed)} failed.`
}

/** How many steps a job has, whatever became of them. */
export function stepsOf({ counts }: Pick<Job, 'counts'>): number {
  return counts.waiting + counts.doing + counts.done + counts.failed
}
