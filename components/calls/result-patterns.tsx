import { patternId, resultLook, type ResultLook } from './result-looks'

const size = 6

const marks: Record<ResultLook['pattern'], string> = {
  full: `M0 0H${size}V${size}H0Z`,
  dots: 'M1 1h2v2h-2zM4 4h2v2h-2z',
  lines: 'M0 0H6V2H0ZM0 3H6V5H0Z',
  rising: 'M0 6L6 0H3L0 3ZM6 6V3L3 6Z',
  falling: 'M0 0L6 6H3L0 3ZM6 0V3L3 0Z',
  hollow: 'M0 0H6V1H0Z',
}

/** The patterns of results, once in a page; columns and legend fill themselves with them. */
export function ResultPatterns({ results }: { results: readonly string[] }) {
  return (
    <svg aria-hidden width={0} height={0} className="absolute">
      <defs>
        {results.map((result) => {
          const { color, pattern } = resultLook(result)
          return (
            <pattern
              key={result}
              id={patternId(result)}
              width={size}
              height={size}
              patternUnits="userSpaceOnUse"
            >
              <rect
                width={size}
                height={size}
                style={{ fill: color }}
                opacity={pattern === 'full' ? 1 : 0.3}
              />
              <path d={marks[pattern]} style={{ fill: color }} />
            </pattern>
          )
        })}
      </defs>
    </svg>
  )
}

/** A square with the pattern of a result, beside its word. */
export function ResultSwatch({ result }: { result: string }) {
  return (
    <svg aria-hidden width={12} height={12} className="shrink-0 rounded-sm">
      <rect width={12} height={12} fill={`url(#${patternId(result)})`} />
    </svg>
  )
}
