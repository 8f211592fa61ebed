'use client'
import { useRef, useState, type FormEvent } from 'react'
import { signIn } from '@/lib/client/authentication'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { inputLook } from '@/components/ui/input-look'
import { FormAlert } from './form-alert'

/** Signs in and goes on to `returnPath`, which the server has checked to be one of our own pages. */
export function SignInForm({ returnPath, initialEmail }: { returnPath: string; initialEmail?: string }) {
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string>()
  const password = useRef<HTMLInputElement>(null)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const values = new FormData(event.currentTarget)
    const email = String(values.get('email') ?? '').trim()
    const secret = String(values.get('password') ?? '')
    if (!email || !secret) {
      setProblem('Enter your e-mail address and your password.')
      return
    }
    setPending(true)
    setProblem(undefined)
    const outcome = await signIn(email, secret)
    // A full load: the console's first page is rendered for the session that has just begun.
    if (outcome.ok) window.location.assign(returnPath)
    else {
      setPending(false)
      setProblem(outcome.message)
      password.current?.select()
    }
  }

  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
      {problem && <FormAlert>{problem}</FormAlert>}
      <Field id="email" label="E-mail address">
        {(aria) => (
          <input
            type="email"
            name="email"
            autoComplete="username"
            defaultValue={initialEmail}
            required
            {...aria}
            className={inputLook}
          />
        )}
      </Field>
      <Field id="password" label="Password">
        {(aria) => (
          <input
            ref={password}
            type="password"
            name="password"
            autoComplete="current-password"
            required
            {...aria}
            className={inputLook}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" pending={pending}>
        Sign in
      </Button>
    </form>
  )
}
