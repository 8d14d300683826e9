import { useState } from 'react'
import type { Unlock } from '@keyward/keyholder/session'
import { Banner, Button, PassphraseField } from '@keyward/ui'
import { Form } from '../../app/parts/form.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { Ways } from '../../app/parts/ways.tsx'
import { useCommand } from '../../app/use-command.ts'
import { useDevice } from '../../app/use-device.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { messages } from '../../messages/messages.ts'

type Way = 'passphrase' | 'kit' | 'passkey'

/** Unlocks by passphrase, recovery kit, or a passkey for Keyward itself. */
export function UnlockForm() {
  const text = messages.unlock
  const { session, ports } = useKeyholder()
  const { biometricsLogin } = useDevice()
  const [way, setWay] = useState<Way>('passphrase')
  const [secret, setSecret] = useState('')
  const unlock = useCommand((given: Unlock) => session.unlock(given))
  const submit = (): void => {
    if (way === 'passkey') void unlock.run({ by: way, rpId: location.hostname })
    else if (way === 'kit') void unlock.run({ by: way, kit: secret })
    else void unlock.run({ by: way, passphrase: secret })
  }
  const choose = (next: Way): void => {
    setWay(next)
    setSecret('')
    unlock.clear()
  }
  const ways: readonly Way[] =
    ports.session?.passkeys === undefined ? ['passphrase', 'kit'] : ['passphrase', 'passkey', 'kit']
  const words = { passphrase: text.byPassphrase, kit: text.byKit, passkey: text.byPasskey }
  const { show, hide, showKit, hideKit } = messages.firstRun.passphrase
  return (
    <Form onSubmit={submit}>
      <Ways label={text.by} words={words} ways={ways} value={way} onChange={choose} />
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
        pendingLabel={text.pending}
      >
        {text.submit}
      </Button>
    </Form>
  )
}
