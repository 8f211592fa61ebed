import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { EarlyActions } from '@/components/layout/early-actions'
import { fontVariables } from '@/components/layout/fonts'
import { Theme } from '@/components/layout/theme'
import { requestNonce } from '@/lib/server/page'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'EST console', template: '%s · EST console' },
  description: 'A console for Sinch Elastic SIP Trunking.',
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#171615' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Asking for the nonce makes every page dynamic, which a nonce needs.
  const nonce = await requestNonce()
  return (
    <html lang="en" suppressHydrationWarning className={fontVariables}>
      <body>
        <EarlyActions nonce={nonce} />
        <Theme nonce={nonce}>{children}</Theme>
      </body>
    </html>
  )
}
