'use client'
import dynamic from 'next/dynamic'

// What stands in the place of a page that cannot be shown. Hardly any visit needs it, so its code comes only then.

// With something to show meanwhile, the rest of the console does not wait for it.
const loading = () => null

export const GonePage = dynamic(() => import('./gone-page').then((module) => module.GonePage), { loading })

export const UnreadableAddress = dynamic(
  () => import('./unreadable-address').then((module) => module.UnreadableAddress),
  { loading },
)
