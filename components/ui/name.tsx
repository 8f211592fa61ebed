/**
 * A name that a person chose: at most two lines with all of it on hover, and whichever way it is written it does not turn the words beside
 * it around.
 */
export function Name({ children }: { children: string }) {
  return (
    <bdi title={children} className="line-clamp-2 wrap-anywhere">
      {children}
    </bdi>
  )
}
