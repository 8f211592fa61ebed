/** The console's mark, as in `app/icon.svg`; drawn in place so that the first page asks for one file less. */
export function Logo() {
  return (
    <svg viewBox="0 0 32 32" width="36" height="36" fill="none" aria-hidden className="mb-4">
      <rect width="32" height="32" rx="8" fill="#0f766e" />
      <path d="M8 21c5 0 4-10 8-10s3 10 8 10" stroke="#fff" strokeWidth="2.5" strokeLinecap="round" />
      <circle cx="8" cy="21" r="2.5" fill="#fff" />
      <circle cx="24" cy="21" r="2.5" fill="#fff" />
      <circle cx="16" cy="11" r="2.5" fill="#5eead4" />
    </svg>
  )
}
