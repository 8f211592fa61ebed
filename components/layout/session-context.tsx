'use client'
import { createContext, use, type ReactNode } from 'react'
import { hasRole, type Role } from '@/lib/roles'

/** Who is signed in; the server decides again on every request. */
export interface SignedIn {
  email: string
  role: Role
}

const SessionContext = createContext<SignedIn | undefined>(undefined)

/** Makes the signed-in person known to every control below. */
export function SessionProvider({ user, children }: { user: SignedIn; children: ReactNode }) {
  return <SessionContext value={user}>{children}</SessionContext>
}

/** The signed-in person. */
export function useSignedIn(): SignedIn {
  const user = use(SessionContext)
  if (!user) throw new Error('useSignedIn needs a SessionProvider above it.')
  return user
}

const needed: Record<Role, string> = {
  viewer: 'Sign in first.',
  operator: 'Your role is viewer: you can see this but not change it. Ask an admin for the role operator.',
  admin: 'Only admins can do this. Ask an admin.',
}

/** Why the signed-in person may not do what needs `role`, for `GatedButton`; undefined when they may. */
export function useRefusalReason(role: Role): string | undefined {
  return hasRole(useSignedIn().role, role) ? undefined : needed[role]
}
