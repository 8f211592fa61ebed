/** What a person may write as an address in the settings. Read before any package is there, by the start command and the console alike. */
import { BlockList, isIP } from 'node:net'

/**
 * A list of proxies, separated by commas, as something that can be asked; `wrong` holds the parts that are neither an address nor a
 * range. Only what is written out counts: some parsers read a bare `10` as an address.
 */
export function trustedProxies(list) {
  const blocks = new BlockList()
  const wrong = []
  for (const part of list.split(',').map((one) => one.trim())) {
    if (part === '') continue
    const [address = '', prefix, ...rest] = part.split('/')
    const family = isIP(address)
    const most = family === 6 ? 128 : 32
    const isRange = prefix !== undefined && /^\d{1,3}$/.test(prefix) && Number(prefix) <= most
    if (family === 0 || rest.length > 0 || (prefix !== undefined && !isRange)) wrong.push(part)
    else if (isRange) blocks.addSubnet(address, Number(prefix), `ipv${family}`)
    else blocks.addAddress(address, `ipv${family}`)
  }
  return { blocks, wrong }
}

/** A host as people write it, without the brackets that an IPv6 address has in a URL. */
export function plainHost(host) {
  return host.replace(/^\[(.*)\]$/, '$1')
}

/** True for a host that only this machine can reach. */
export function isLoopbackHost(host) {
  return host === 'localhost' || plainHost(host) === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

/** Where this machine reaches a server that listens on `host`: every address is reached by loopback. */
export function localUrl(host, port) {
  const plain = plainHost(host)
  const name = plain === '0.0.0.0' || plain === '::' ? '127.0.0.1' : plain
  return `http://${isIP(name) === 6 ? `[${name}]` : name}:${port}`
}

/** What is wrong with listening on `host` while people use `appUrl`; undefined when nothing is. */
export function exposure(host, appUrl) {
  if (isLoopbackHost(host) || (appUrl ?? '').startsWith('https://')) return undefined
  return `HOST=${host} lets other machines in, and plain http is for loopback addresses only. Set HOST=127.0.0.1, or put a TLS proxy in front and set APP_URL to its https address`
}
