import { presetMs, type CallPreset, type CallWindow } from './call-window'

/**
 * The narrowest preset that reaches clearly further back than this window does, as seen from now: presets end now, however long ago the
 * window ended. Undefined when none does.
 */
export function widerPreset(
  { start, end }: CallWindow,
  now = Date.now(),
): Exclude<CallPreset, 'month'> | undefined {
  // The clock of whoever asks may be behind that of whoever made the window.
  const reach = Math.max(now, Date.parse(end)) - Date.parse(start)
  return (['1h', '24h', '7d', '30d'] as const).find((preset) => presetMs[preset] > reach * 1.1)
}
