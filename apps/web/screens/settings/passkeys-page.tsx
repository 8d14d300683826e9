import { useState } from 'react'
import {
  Banner,
  Button,
  EmptyState,
  IconButton,
  List,
  ListRow,
  Section,
  TextField,
  Time,
} from '@keyward/ui'
import KeyRound from 'lucide-react/icons/key-round'
import Trash from 'lucide-react/icons/trash-2'
import { Form } from '../../app/parts/form.tsx'
import { Loading } from '../../app/parts/loading.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { useCommand } from '../../app/use-command.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { useNow } from '../../app/use-now.ts'
import { extension } from '../../messages/en/extension.ts'
import { messages } from '../../messages/messages.ts'
import { NewKeysDialog } from './new-keys-dialog.tsx'
import { Setting } from './setting.tsx'
import { type OwnPasskey, useOwnPasskeys } from './use-own-passkeys.ts'
import { useRenewal } from './use-renewal.ts'

const { unsupported, unsupportedText } = messages.settings.passkeys
const NONE_HERE =
  import.meta.env.MODE === 'extension'
    ? extension.ownPasskeys
    : { title: unsupported, text: unsupportedText }

/** Passkeys that open Keyward itself. */
export function PasskeysPage() {
  const text = messages.settings.passkeys
  const { ports } = useKeyholder()
  const { passkeys, isPending, problem, retry } = useOwnPasskeys()
  const [leaving, setLeaving] = useState<OwnPasskey>()
  return (
    <Setting title={text.title} text={text.text} help="recovery">
      <Problem problem={problem} onRetry={retry} />
      {isPending ? <Loading /> : null}
      {passkeys === undefined ? null : <Passkeys passkeys={passkeys} onRemove={setLeaving} />}
      {ports.session?.passkeys === undefined ? (
        <Banner tone="info" title={NONE_HERE.title} isAnnounced={false}>
          {NONE_HERE.text}
        </Banner>
      ) : (
        <AddPasskey onDone={retry} />
      )}
      {leaving === undefined ? null : (
        <RemovePasskey passkey={leaving} onClose={() => setLeaving(undefined)} />
      )}
    </Setting>
  )
}

interface PasskeysProps {
  readonly passkeys: readonly OwnPasskey[]
  readonly onRemove: (passkey: OwnPasskey) => void
}

function Passkeys({ passkeys, onRemove }: PasskeysProps) {
  const now = useNow()
  const text = messages.settings.passkeys
  if (passkeys.length === 0)
    return (
      <EmptyState title={text.none} icon={<KeyRound />}>
        {text.noneText}
      </EmptyState>
    )
  return (
    <Section title={text.list}>
      <List isCard label={text.list}>
        {passkeys.map((passkey) => (
          <ListRow
            key={passkey.methodId}
            icon={<KeyRound />}
            title={passkey.name}
            trailing={
              <>
                <Time at={passkey.createdAt} now={now} fallback="" />
                <IconButton
                  label={text.removeLabel(passkey.name)}
                  icon={<Trash />}
                  onPress={() => onRemove(passkey)}
                />
              </>
            }
          />
        ))}
      </List>
    </Section>
  )
}

function AddPasskey({ onDone }: { readonly onDone: () => void }) {
  const text = messages.settings.passkeys
  const { session } = useKeyholder()
  const [name, setName] = useState('')
  const [isAsked, setAsked] = useState(false)
  const add = useCommand(() => session.addPasskey({ name: name.trim() }), {
    done: text.done,
    onDone: () => {
      setName('')
      setAsked(false)
      onDone()
    },
  })
  const submit = (): void => {
    setAsked(true)
    if (name.trim() !== '') void add.run()
  }
  return (
    <Section title={text.add}>
      <Form onSubmit={submit} label={text.add}>
        <TextField
          label={text.name}
          description={text.nameText}
          value={name}
          onChange={setName}
          maxLength={100}
          isRequired
          error={isAsked && name.trim() === '' ? messages.settings.missing : undefined}
        />
        <Problem problem={add.problem} />
        <Button
          type="submit"
          tone="primary"
          isWide
          isPending={add.isPending}
          pendingLabel={text.pending}
        >
          {text.submit}
        </Button>
      </Form>
    </Section>
  )
}

interface RemovePasskeyProps {
  readonly passkey: OwnPasskey
  readonly onClose: () => void
}

function RemovePasskey({ passkey: { methodId, name }, onClose }: RemovePasskeyProps) {
  const text = messages.settings.passkeys
  const remove = useRenewal((session, passphrase) =>
    session.removePasskey({ methodId, passphrase }),
  )
  return (
    <NewKeysDialog
      title={text.removeTitle(name)}
      text={text.removeText}
      submitLabel={text.remove}
      pendingLabel={text.removing}
      command={remove}
      onClose={onClose}
    />
  )
}
