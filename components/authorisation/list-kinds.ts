import type { LinkedKind } from '@/lib/client/links'

/** What the two kinds of lists are called, and where their own pages are. */
export const listKinds: Record<
  LinkedKind,
  { one: string; many: string; pages: string; means: string; link: string; create: string }
> = {
  accessControlLists: {
    one: 'access control list',
    many: 'access control lists',
    pages: 'access-control-lists',
    means: 'An access control list (ACL) holds the source IPs from which outbound calls are let through.',
    link: 'Link an access control list',
    create: 'Create an access control list',
  },
  credentialLists: {
    one: 'credential list',
    many: 'credential lists',
    pages: 'credential-lists',
    means:
      'A credential list holds user names and passwords: for outbound calls from any address, and for PBXs that register.',
    link: 'Link a credential list',
    create: 'Create a credential list',
  },
}

/** A list as this page needs it. */
export interface LinkedList {
  id: string
  name: string
}
