interface KnownRoute {
  readonly method: string
  readonly path: string
}

/** Tells which methods a path has: none when the service does not know the path at all. */
export function allowedMethods(routes: readonly KnownRoute[]): (path: string) => string[] {
  const known = routes
    // Middleware is listed among the routes, under every method.
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => ({ method, pattern: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`) }))
  return (path) => [...new Set(known.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))]
}
