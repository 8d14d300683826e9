import { useState } from 'react'
import { Button, SheetFrame, TextField } from '@keyward/ui/sheet'
import { provider } from '../../messages/en/provider.ts'
import { AskedBy } from '../parts/asked-by.tsx'
import { Cancel } from '../parts/cancel.tsx'
import { useSheet } from '../use-sheet.ts'

const LONGEST = 200

/** The Owners of the account want to know why somebody signs in. */
export function ReasonScreen() {
  const text = provider.reason
  const { desk, isBusy } = useSheet()
  const [reason, setReason] = useState('')
  const [isMissing, setMissing] = useState(false)
  const go = (): void => {
    const given = reason.trim()
    setMissing(given === '')
    if (given !== '') desk.answer('reason', given)
  }
  return (
    <SheetFrame
      title={text.title}
      asker={<AskedBy />}
      line={text.line}
      onSubmit={go}
      primary={
        <Button
          type="submit"
          tone="primary"
          isWide
          isPending={isBusy}
          pendingLabel={provider.passkey.signing}
        >
          {text.primary}
        </Button>
      }
      quiet={<Cancel />}
    >
      <TextField
        label={text.label}
        error={isMissing ? text.missing : undefined}
        hasFirstFocus
        isRequired
        maxLength={LONGEST}
        value={reason}
        onChange={(next) => {
          setReason(next)
          setMissing(false)
        }}
      />
    </SheetFrame>
  )
}
