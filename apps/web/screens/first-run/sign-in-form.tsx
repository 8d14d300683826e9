import { useState } from 'react'
import type { SignIn } from '@keyward/keyholder/session'
import { Banner, Button, PassphraseField, TextField } from '@keyward/ui'
import { Form } from '../../app/parts/form.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { Ways } from '../../app/parts/ways.tsx'
import type { ShownProblem } from '../../app/problem-of.ts'
import { useDemoPerson } from '../../app/use-demo-person.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { useServer } from '../../app/use-server.ts'
import { messages } from '../../messages/messages.ts'

type Way = 'passphrase' | 'kit' | 'passkey' | 'device'

/** How somebody signs in, without what this device adds by itself. */
export type GivenSignIn = { readonly way: Way } & (SignIn extends infer S
  ? S extends SignIn
    ? Omit<S, 'origin' | 'deviceName'>
    : never
  : never)

export interface SignInFormProps {
  readonly isPending: boolean
  readonly problem: ShownProblem | undefined
  readonly onSubmit: (given: GivenSignIn) => void
}

/** Passphrase, recovery kit, a passkey for Keyward itself, or another device. */
export function SignInForm({ isPending, problem, onSubmit }: SignInFormProps) {
  const text = messages.firstRun.signIn
  const person = useDemoPerson()
  const [way, setWay] = useState<Way>('passphrase')
  const [who, setWho] = useState<Who>({ address: '', passphrase: '', workspaceId: '', ...person })
  const [kit, setKit] = useState('')
  const submit = (): void => {
    if (way === 'kit') return onSubmit({ way, by: 'kit', kit })
    if (way === 'passkey') return onSubmit({ way, by: 'passkey' })
    const { address, passphrase, workspaceId } = who
    const named = workspaceId.trim() === '' ? {} : { workspaceId: workspaceId.trim() }
    return onSubmit({ way, by: 'passphrase', address, passphrase, ...named })
  }
  const words = {
    passphrase: text.byPassphrase,
    kit: text.byKit,
    passkey: text.byPasskey,
    device: text.byDevice,
  }
  return (
    <Form onSubmit={submit}>
      <Ways label={text.by} words={words} ways={useWays()} value={way} onChange={setWay} />
      {way === 'kit' ? <KitFields value={kit} onChange={setKit} /> : null}
      {way === 'passkey' ? (
        <Banner tone="info" title={text.passkeyText} isAnnounced={false} />
      ) : null}
      {way === 'device' ? <p className="text-body text-soft">{text.deviceText}</p> : null}
      {way === 'passphrase' || way === 'device' ? (
        <WhoFields who={who} onChange={setWho} hasFirstFocus={person === undefined} />
      ) : null}
      <Problem problem={problem} />
      <Button type="submit" tone="primary" isWide isPending={isPending} pendingLabel={text.pending}>
        {person === undefined ? text.submit : text.asPerson(person.name)}
      </Button>
    </Form>
  )
}

/** A browser has passkeys of its own; a phone asks Keyward for them. */
function useWays(): readonly Way[] {
  const { session } = useKeyholder().ports
  return session?.passkeys === undefined
    ? ['passphrase', 'kit', 'device']
    : ['passphrase', 'passkey', 'kit', 'device']
}

interface Who {
  readonly address: string
  readonly passphrase: string
  /** Empty where the server has one workspace. */
  readonly workspaceId: string
}

interface WhoFieldsProps {
  readonly who: Who
  readonly onChange: (who: Who) => void
  readonly hasFirstFocus: boolean
}

function WhoFields({ who, onChange, hasFirstFocus }: WhoFieldsProps) {
  const text = messages.firstRun.signIn
  const { show, hide } = messages.firstRun.passphrase
  const server = useServer()
  return (
    <>
      <TextField
        hasFirstFocus={hasFirstFocus}
        label={text.address}
        autoComplete="username"
        inputMode="email"
        value={who.address}
        onChange={(address) => onChange({ ...who, address })}
      />
      <PassphraseField
        label={text.passphrase}
        value={who.passphrase}
        onChange={(passphrase) => onChange({ ...who, passphrase })}
        showLabel={show}
        hideLabel={hide}
      />
      {server.data?.workspaceId === null ? (
        <TextField
          label={text.workspace}
          description={text.workspaceText}
          value={who.workspaceId}
          onChange={(workspaceId) => onChange({ ...who, workspaceId })}
        />
      ) : null}
    </>
  )
}

interface KitFieldsProps {
  readonly value: string
  readonly onChange: (kit: string) => void
}

function KitFields({ value, onChange }: KitFieldsProps) {
  const { kit, kitText, kitDue } = messages.firstRun.signIn
  return (
    <>
      <PassphraseField
        hasFirstFocus
        label={kit}
        description={kitText}
        value={value}
        onChange={onChange}
        showLabel={messages.firstRun.passphrase.showKit}
        hideLabel={messages.firstRun.passphrase.hideKit}
      />
      <p className="text-note text-soft">{kitDue}</p>
    </>
  )
}
