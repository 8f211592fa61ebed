import { fileURLToPath } from 'node:url'

/** Headers of every answer, assets included. The content security policy has a nonce and is set by the proxy. */
const headers = [
  { key: 'Strict-Transport-Security', value: 'max-age=31536000; includeSubDomains' },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  // Not `no-referrer`: with that, native form posts send `Origin: null`.
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
]

/** @type {import('next').NextConfig} */
const config = {
  output: 'standalone',
  outputFileTracingRoot: fileURLToPath(new URL('.', import.meta.url)),
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  // `npm test` checks the types of the whole project; a person who only starts the console need not wait for that.
  typescript: { ignoreBuildErrors: true },
  // A page that cannot be fetched is waited for, instead of leaving the console for the browser's error page.
  // What pages show is asked for by their queries, so one that was opened before is shown without asking the server for it.
  experimental: { useOffline: true, staleTimes: { dynamic: 300 } },
  // Images are served as they are: the optimiser is a service that an admin console does not need to offer.
  images: { unoptimized: true },
  serverExternalPackages: ['better-sqlite3', 'pg', '@node-rs/argon2', 'undici', 'pino'],
  headers: async () => [{ source: '/:path*', headers }],
}

export default config
