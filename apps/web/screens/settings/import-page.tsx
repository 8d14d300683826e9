import { useState } from 'react'
import type { Imported } from '@keyward/keyholder/commands/transfer'
import { Banner, Button, PassphraseField, Progress } from '@keyward/ui'
import { Form } from '../../app/parts/form.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { useCommand } from '../../app/use-command.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { messages } from '../../messages/messages.ts'
import { FileField } from './file-field.tsx'
import { NotOnPhone } from './not-on-phone.tsx'
import { NoticeReport } from './notice-report.tsx'
import { Setting } from './setting.tsx'

const text = messages.settings.transfer

/** Takes accounts over from a file of Keyward or of another manager. */
export function ImportPage() {
  return (
    <Setting title={text.importTitle} text={text.importText}>
      <NotOnPhone>
        <ImportForm />
      </NotOnPhone>
    </Setting>
  )
}

interface Counted {
  readonly done: number
  readonly of: number
}

function useImport(told: (counted: Counted) => void) {
  const { desk, ports } = useKeyholder()
  return useCommand(async (bytes: Uint8Array, passphrase: string) => {
    const [{ importAccounts }, { wasmArgon2d }] = await Promise.all([
      import('@keyward/keyholder/commands/transfer'),
      import('@keyward/keyholder/transfer/argon2d/wasm'),
    ])
    const { aead, argon2id, suffixes } = ports.platform
    return importAccounts(
      await desk(),
      bytes,
      { aead, argon2id, argon2d: wasmArgon2d, suffixes, passphrase },
      (done, of) => told({ done, of }),
    )
  })
}

/** Whether a file asks for a passphrase. @throws {TransferError} for what is none of the formats */
async function isSealed(bytes: Uint8Array): Promise<boolean> {
  const { detectFormat, TRANSFER_FORMATS } = await import('@keyward/keyholder/transfer')
  return !TRANSFER_FORMATS[detectFormat(bytes)].isPlaintext
}

function ImportForm() {
  const [bytes, setBytes] = useState<Uint8Array>()
  const [needsPassphrase, setNeeds] = useState(false)
  const [passphrase, setPassphrase] = useState('')
  const [counted, setCounted] = useState<Counted>()
  const [imported, setImported] = useState<Imported>()
  const run = useImport(setCounted)
  const choose = useCommand(async (file: File) => {
    setImported(undefined)
    setBytes(undefined)
    const read = new Uint8Array(await file.arrayBuffer())
    setNeeds(await isSealed(read))
    setBytes(read)
  })
  const submit = async (): Promise<void> => {
    if (bytes === undefined) return
    setImported(await run.run(bytes, passphrase))
    setCounted(undefined)
    setPassphrase('')
  }
  return (
    <>
      <Form onSubmit={() => void submit()} label={text.importTitle}>
        <FileField
          label={text.file}
          chooseLabel={text.chooseFile}
          onChoose={(file) => void choose.run(file)}
          isDisabled={run.isPending}
        />
        {needsPassphrase ? <FilePassphrase value={passphrase} onChange={setPassphrase} /> : null}
        <Problem problem={choose.problem ?? run.problem} />
        {counted === undefined ? null : (
          <Progress
            label={text.importing}
            value={counted.of === 0 ? 1 : counted.done / counted.of}
            valueLabel={text.progress(counted.done, counted.of)}
          />
        )}
        <Button
          type="submit"
          tone="primary"
          isWide
          isDisabled={bytes === undefined}
          isPending={run.isPending}
          pendingLabel={text.importing}
        >
          {text.import}
        </Button>
      </Form>
      {imported === undefined ? null : <Result imported={imported} />}
    </>
  )
}

interface FilePassphraseProps {
  readonly value: string
  readonly onChange: (value: string) => void
}

function FilePassphrase({ value, onChange }: FilePassphraseProps) {
  const { show, hide } = messages.firstRun.passphrase
  return (
    <PassphraseField
      hasFirstFocus
      label={text.filePassphrase}
      description={text.filePassphraseText}
      value={value}
      onChange={onChange}
      showLabel={show}
      hideLabel={hide}
    />
  )
}

function Result({ imported }: { readonly imported: Imported }) {
  const { made, merged, rows, notices, notImported } = imported
  return (
    <>
      <Banner tone="ok" title={text.imported(made.length, merged.length)}>
        {text.rows(rows)} {text.plaintextLeft}
      </Banner>
      <NoticeReport notices={notices} notImported={notImported} />
    </>
  )
}
