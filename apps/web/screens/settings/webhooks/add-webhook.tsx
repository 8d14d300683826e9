import { useState } from 'react'
import { setWebhook } from '@keyward/keyholder/commands'
import { KeyholderError } from '@keyward/keyholder/error'
import { Button, Dialog, MonoBlock, Section, TextField } from '@keyward/ui'
import { Form } from '../../../app/parts/form.tsx'
import { Problem } from '../../../app/parts/problem.tsx'
import { useCommand } from '../../../app/use-command.ts'
import { useCopy } from '../../../app/use-copy.ts'
import { useKeyholder } from '../../../app/use-keyholder.ts'
import { webhooks as text } from '../../../messages/en/webhooks.ts'
import { isAddress } from './webhook-state.ts'

/** A new address, and the secret of it, which is shown once. */
export function AddWebhook({ onDone }: { readonly onDone: () => void }) {
  const { session, ports } = useKeyholder()
  const [url, setUrl] = useState('')
  const [isWrong, setWrong] = useState(false)
  const [secret, setSecret] = useState<string>()
  const add = useCommand(
    async (address: string) => {
      try {
        return (await setWebhook(session, ports.platform, address)).secret
      } catch (error) {
        if (!isRefusedAddress(error)) throw error
        return undefined
      }
    },
    {
      onDone(given) {
        setWrong(given === undefined)
        if (given === undefined) return
        setSecret(given)
        setUrl('')
        onDone()
      },
    },
  )
  const submit = (): void => {
    const address = url.trim()
    setWrong(!isAddress(address))
    if (isAddress(address)) void add.run(address)
  }
  return (
    <Section title={text.add}>
      <Form onSubmit={submit} label={text.add}>
        <TextField
          label={text.address}
          description={text.addressText}
          error={isWrong ? text.wrongAddress : undefined}
          type="url"
          inputMode="url"
          maxLength={2000}
          value={url}
          onChange={(typed) => {
            setUrl(typed)
            setWrong(false)
          }}
        />
        <Problem problem={add.problem} />
        <Button type="submit" tone="primary" isWide isPending={add.isPending}>
          {text.submit}
        </Button>
      </Form>
      {secret === undefined ? null : (
        <ShownSecret secret={secret} onClose={() => setSecret(undefined)} />
      )}
    </Section>
  )
}

interface ShownSecretProps {
  readonly secret: string
  readonly onClose: () => void
}

function ShownSecret({ secret, onClose }: ShownSecretProps) {
  const copy = useCopy()
  return (
    <Dialog
      isAlert
      isOpen
      onOpenChange={onClose}
      title={text.secretTitle}
      actions={
        <Button tone="primary" onPress={onClose}>
          {text.close}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <p>{text.secretText}</p>
        <MonoBlock label={text.secret} copyLabel={text.copySecret} onCopy={() => copy(secret)}>
          {secret}
        </MonoBlock>
      </div>
    </Dialog>
  )
}

/** The server sends to public names alone, so that nobody reaches what is behind it. */
function isRefusedAddress(error: unknown): boolean {
  return error instanceof KeyholderError && error.detail === 'webhook.address'
}
