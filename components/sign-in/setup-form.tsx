'use client'
import { useState, type FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Field, type ControlProps } from '@/components/ui/field'
import { inputLook } from '@/components/ui/input-look'
import { api } from '@/lib/client/api'
import { signIn } from '@/lib/client/authentication'
import { ApiError } from '@/lib/errors'
import { FormAlert } from './form-alert'

const names = ['token', 'email', 'password', 'repeat'] as const
type Name = (typeof names)[number]
type Problems = Partial<Record<Name, string>>

/** Makes the first admin with the one-time token, then signs them in. Whatever is refused, every field keeps what was typed. */
export function SetupForm() {
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [problems, setProblems] = useState<Problems>({})

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const form = event.currentTarget
    const show = (found: Problems, alert?: string) => {
      setProblems(found)
      setProblem(alert)
      const first = names.find((name) => found[name])
      if (first) form.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus()
    }
    const values = new FormData(form)
    const value = (name: Name) => String(values.get(name) ?? '')
    const found = check(value)
    show(found)
    if (Object.keys(found).length > 0) return
    const [email, password] = [value('email').trim(), value('password')]
    setPending(true)
    try {
      await api('POST', '/api/setup', { body: { token: value('token').trim(), email, password } })
      const outcome = await signIn(email, password)
      window.location.assign(outcome.ok ? '/' : '/sign-in')
    } catch (error) {
      setPending(false)
      const fields = error instanceof ApiError ? (error.details.fields ?? {}) : {}
      const placed = Object.fromEntries(
        names.filter((name) => fields[name]).map((name) => [name, fields[name]]),
      )
      const message = error instanceof Error ? error.message : 'Set-up failed. Try again.'
      show(placed, Object.keys(placed).length > 0 ? undefined : message)
    }
  }

  const field = (name: Name, label: string, input: React.ComponentProps<'input'>, hint?: string) => (
    // An error says what the hint says, and more.
    <Field id={name} label={label} hint={problems[name] ? undefined : hint} error={problems[name]}>
      {(aria: ControlProps) => <input name={name} required {...input} {...aria} className={inputLook} />}
    </Field>
  )

  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
      {problem && <FormAlert>{problem}</FormAlert>}
      {field(
        'token',
        'Set-up token',
        { type: 'text', autoComplete: 'one-time-code', spellCheck: false },
        'Printed where the console was started.',
      )}
      {field('email', 'Your e-mail address', { type: 'email', autoComplete: 'username' })}
      {field(
        'password',
        'Password',
        { type: 'password', autoComplete: 'new-password' },
        'At least 12 characters.',
      )}
      {field('repeat', 'Password again', { type: 'password', autoComplete: 'new-password' })}
      <Button type="submit" variant="primary" pending={pending}>
        Create the first admin
      </Button>
    </form>
  )
}

function check(value: (name: Name) => string): Problems {
  const found: Problems = {}
  if (!value('token').trim()) found.token = 'Enter the set-up token.'
  if (!value('email').trim()) found.email = 'Enter your e-mail address.'
  if (value('password').length < 12) found.password = 'Choose a password of at least 12 characters.'
  else if (value('password') !== value('repeat'))
    found.repeat = 'The two passwords differ. Type the same one twice.'
  return found
}
