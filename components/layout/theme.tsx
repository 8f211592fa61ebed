'use client'
import { ThemeProvider } from 'next-themes'
import type { ReactNode } from 'react'

/** Light, dark, or what the system says. The nonce lets the script that sets it before the first paint run. */
export function Theme({ nonce, children }: { nonce: string; children: ReactNode }) {
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableColorScheme nonce={nonce}>
      {children}
    </ThemeProvider>
  )
}
