import { useState } from 'react'
import type { ExportOrder, Exported } from '@keyward/keyholder/commands/transfer'
import { Banner, Button, ChoiceList, PassphraseField } from '@keyward/ui'
import { Form } from '../../app/parts/form.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { saveFile } from '../../app/save-file.ts'
import { useCommand } from '../../app/use-command.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { useMember } from '../../app/use-member.ts'
import { messages } from '../../messages/messages.ts'
import { NoticeReport } from './notice-report.tsx'
import { NotOnPhone } from './not-on-phone.tsx'
import { Setting } from './setting.tsx'

type Format = ExportOrder['format']

const FORMATS = ['keyward', 'kdbx', 'cxf', 'bitwarden'] as const
const PLAINTEXT: ReadonlySet<Format> = new Set(['cxf', 'bitwarden'])
const EXTENSIONS = { keyward: 'keyward', kdbx: 'kdbx', cxf: 'json', bitwarden: 'json' }
const text = messages.settings.transfer

/** Writes the accounts that the member owns to a file. */
export function ExportPage() {
  return (
    <Setting title={text.exportTitle} text={text.exportText}>
      <NotOnPhone>
        <ExportForm />
      </NotOnPhone>
    </Setting>
  )
}

interface Filled {
  readonly format: Format
  readonly passphrase: string
}

function useExport() {
  const { session, desk, ports } = useKeyholder()
  return useCommand(
    async ({ format, passphrase }: Filled) => {
      const isPlaintext = PLAINTEXT.has(format)
      // The person again, before anything leaves unencrypted.
      if (isPlaintext) await session.unlock({ by: 'passphrase', passphrase })
      const { exportAccounts } = await import('@keyward/keyholder/commands/transfer')
      const { aead, argon2id } = ports.platform
      const order = { format, aead, argon2id }
      const sealed = isPlaintext ? order : { ...order, passphrase }
      const exported = await exportAccounts(await desk(), sealed)
      const day = new Date(ports.platform.clock()).toISOString().slice(0, 10)
      saveFile(`keyward-${day}.${EXTENSIONS[format]}`, 'application/octet-stream', [
        Uint8Array.from(exported.bytes),
      ])
      return exported
    },
    { done: ({ accounts }) => text.exported(accounts) },
  )
}

function ExportForm() {
  const { show, hide, different } = messages.firstRun.passphrase
  const { policies } = useMember()
  const [format, setFormat] = useState<Format>('keyward')
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [isAsked, setAsked] = useState(false)
  const [exported, setExported] = useState<Exported>()
  const run = useExport()
  const isPlaintext = PLAINTEXT.has(format)
  const isSame = isPlaintext || passphrase === again
  const fields = { showLabel: show, hideLabel: hide, isDisabled: run.isPending }
  const submit = async (): Promise<void> => {
    setAsked(true)
    if (passphrase === '' || !isSame) return
    setExported(await run.run({ format, passphrase }))
    setPassphrase('')
    setAgain('')
    setAsked(false)
  }
  return (
    <>
      <Form onSubmit={() => void submit()} label={text.exportTitle}>
        <FormatChoice format={format} onChange={setFormat} mayPlain={policies.plaintextExport} />
        {isPlaintext ? <Banner tone="warn" title={text.warning} isAnnounced={false} /> : null}
        <PassphraseField
          {...fields}
          label={isPlaintext ? text.verify : text.newPassphrase}
          description={isPlaintext ? text.verifyText : text.newPassphraseText}
          value={passphrase}
          onChange={setPassphrase}
          error={isAsked && passphrase === '' ? messages.settings.missing : undefined}
        />
        {isPlaintext ? null : (
          <PassphraseField
            {...fields}
            label={text.again}
            value={again}
            onChange={setAgain}
            error={isAsked && !isSame ? different : undefined}
          />
        )}
        <Problem problem={run.problem} />
        <Button
          type="submit"
          tone="primary"
          isWide
          isPending={run.isPending}
          pendingLabel={text.exporting}
        >
          {text.export}
        </Button>
      </Form>
      {exported === undefined ? null : <Result exported={exported} />}
    </>
  )
}

interface FormatChoiceProps {
  readonly format: Format
  readonly onChange: (format: Format) => void
  /** Whether the policy allows what is not encrypted. */
  readonly mayPlain: boolean
}

function FormatChoice({ format, onChange, mayPlain }: FormatChoiceProps) {
  return (
    <ChoiceList
      label={text.format}
      choices={FORMATS.map((value) => {
        const isForbidden = PLAINTEXT.has(value) && !mayPlain
        return {
          value,
          label: text[value],
          description: isForbidden ? text.forbidden : text[`${value}Text`],
          isDisabled: isForbidden,
        }
      })}
      value={format}
      onChange={onChange}
    />
  )
}

function Result({ exported: { accounts, notOwned, notices } }: { readonly exported: Exported }) {
  return (
    <>
      <Banner tone="ok" title={text.exported(accounts)}>
        {notOwned.length === 0 ? undefined : text.notOwned(notOwned.length)}
      </Banner>
      <NoticeReport notices={notices} />
    </>
  )
}
