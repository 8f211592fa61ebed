import { describe, expect, it } from 'vitest'
import { deviceText } from './device-text'

describe('deviceText', () => {
  it('tells browsers apart that name each other', () => {
    const chrome =
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36'
    expect(deviceText(chrome)).toBe('Chrome on Linux')
    expect(deviceText(`${chrome} Edg/140.0`)).toBe('Edge on Linux')
  })

  it('takes an Android phone for Android, though its system is a Linux', () => {
    expect(deviceText('Mozilla/5.0 (Linux; Android 16) AppleWebKit Chrome/140 Mobile Safari')).toBe(
      'Chrome on Android',
    )
  })

  it('shows a script by its own name, and something for nothing', () => {
    expect(deviceText('node-fetch/3 (x)')).toBe('node-fetch/3')
    expect(deviceText('')).toBe('Unknown client')
  })
})
