import { useState } from 'react'
import type { ApprovalSeeker, Unlock } from '@keyward/keyholder/session'
import { Banner, Button, PassphraseField } from '@keyward/ui'
import { Form } from '../../app/parts/form.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { Ways } from '../../app/parts/ways.tsx'
import { useCommand } from '../../app/use-command.ts'
import { useDevice } from '../../app/use-device.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { messages } from '../../messages/messages.ts'

type Way = 'passphrase' | 'kit' | 'passkey' | 'device'

export interface UnlockFormProps {
  /** Told when another device is to unlock this one, which the server has been told. */
  readonly onSeek: (seeker: ApprovalSeeker) => void
}

/** Unlocks by passphrase, recovery kit, a passkey for Keyward itself, or another device. */
export function UnlockForm({ onSeek }: UnlockFormProps) {
  const text = messages.unlock
  const { ports } = useKeyholder()
  const { biometricsLogin } = useDevice()
  const [way, setWay] = useState<Way>('passphrase')
  const [secret, setSecret] = useState('')
  const unlock = useUnlock(onSeek)
  const submit = (): void => {
    if (way === 'device') void unlock.run({ by: 'other-device', passphrase: secret })
    else if (way === 'passkey') void unlock.run({ by: way, rpId: location.hostname })
    else if (way === 'kit') void unlock.run({ by: way, kit: secret })
    else void unlock.run({ by: way, passphrase: secret })
  }
  const choose = (next: Way): void => {
    setWay(next)
    setSecret('')
    unlock.clear()
  }
  const hasPasskeys = ports.session?.passkeys !== undefined
  const ways = WAYS.filter((each) => each !== 'passkey' || hasPasskeys)
  const words = {
    passphrase: text.byPassphrase,
    kit: text.byKit,
    passkey: text.byPasskey,
    device: text.byDevice,
  }
  const { show, hide, showKit, hideKit } = messages.firstRun.passphrase
  return (
    <Form onSubmit={submit}>
      <Ways label={text.by} words={words} ways={ways} value={way} onChange={choose} />
      {way === 'device' ? <p className="text-body text-soft">{text.deviceText}</p> : null}
      {way === 'passkey' ? (
        <Banner tone="info" title={text.passkeyText} isAnnounced={false} />
      ) : (
        <PassphraseField
          key={way}
          hasFirstFocus={biometricsLogin !== 'on'}
          label={way === 'kit' ? text.kit : text.passphrase}
          description={way === 'kit' ? text.kitText : undefined}
          value={secret}
          onChange={setSecret}
          showLabel={way === 'kit' ? showKit : show}
          hideLabel={way === 'kit' ? hideKit : hide}
        />
      )}
      <Problem problem={unlock.problem} />
      <Button
        type="submit"
        tone={biometricsLogin === 'on' ? 'quiet' : 'primary'}
        isWide
        isPending={unlock.isPending}
        pendingLabel={way === 'device' ? text.asking : text.pending}
      >
        {way === 'device' ? text.askDevice : text.submit}
      </Button>
    </Form>
  )
}

const WAYS: readonly Way[] = ['passphrase', 'passkey', 'kit', 'device']

type Given =
  | Exclude<Unlock, { by: 'device' }>
  | { readonly by: 'other-device'; readonly passphrase: string }

function useUnlock(onSeek: UnlockFormProps['onSeek']) {
  const { session } = useKeyholder()
  return useCommand(async (given: Given) => {
    if (given.by === 'other-device') {
      const { passphrase } = given
      return onSeek(await session.seekUnlock({ by: 'passphrase', passphrase }))
    }
    try {
      return await session.unlock(given)
    } catch (error) {
      if (given.by !== 'passkey' || !opensNothing(error)) throw error
      // The passkey says who asks, and another device has to open everything.
      return onSeek(await session.seekUnlock({ by: 'passkey' }))
    }
  })
}

function opensNothing(error: unknown): boolean {
  const rule = error instanceof Error && 'rule' in error ? error.rule : ''
  return rule === 'session.offline-unlock-unavailable'
}
