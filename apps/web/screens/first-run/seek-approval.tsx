import { useEffect, useState } from 'react'
import type { ApprovalSeeker } from '@keyward/keyholder/session'
import { Button, Progress, TextField } from '@keyward/ui'
import { Form } from '../../app/parts/form.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { Ways } from '../../app/parts/ways.tsx'
import { useCommand } from '../../app/use-command.ts'
import { messages } from '../../messages/messages.ts'
import { Digits } from './digits.tsx'

export interface SeekApprovalProps {
  readonly seeker: ApprovalSeeker
  readonly onDone: () => void
}

const WAYS = ['code', 'digits'] as const

/** The new device's side of an approval: a code from the other device, or digits on both. */
export function SeekApproval({ seeker, onDone }: SeekApprovalProps) {
  const text = messages.firstRun.approval
  const [by, setBy] = useState<(typeof WAYS)[number]>('code')
  const words = { code: text.byCode, digits: text.byDigits }
  return (
    <>
      <Ways label={text.title} words={words} ways={WAYS} value={by} onChange={setBy} />
      {by === 'code' ? (
        <ByCode seeker={seeker} onDone={onDone} />
      ) : (
        <ByDigits seeker={seeker} onDone={onDone} />
      )}
    </>
  )
}

function ByCode({ seeker, onDone }: SeekApprovalProps) {
  const text = messages.firstRun.approval
  const [code, setCode] = useState('')
  const seek = useCommand(() => seeker.byCode(code.trim()), { onDone: onDone })
  return (
    <Form onSubmit={() => void seek.run()}>
      <p className="text-body text-soft">{text.codeText}</p>
      <TextField hasFirstFocus label={text.code} value={code} onChange={setCode} />
      <Problem problem={seek.problem} />
      <Button
        type="submit"
        tone="primary"
        isWide
        isPending={seek.isPending}
        pendingLabel={text.waitForWord}
      >
        {text.submit}
      </Button>
      {seek.isPending ? <Progress label={text.waitForWord} /> : null}
    </Form>
  )
}

function ByDigits({ seeker, onDone }: SeekApprovalProps) {
  const text = messages.firstRun.approval
  const [digits, setDigits] = useState<string>()
  const seek = useCommand(async (stop: AbortSignal) => {
    const shown = await seeker.byDigits(stop)
    if (stop.aborted) return
    setDigits(shown.digits)
    await shown.finish()
    if (!stop.aborted) onDone()
  })
  const { run } = seek
  useEffect(() => {
    const stop = new AbortController()
    void run(stop.signal)
    return () => stop.abort()
  }, [run])
  return (
    <>
      <p className="text-body text-soft">{digits === undefined ? text.digitsText : text.same}</p>
      {digits === undefined ? null : <Digits label={text.digits} digits={digits} />}
      <Problem problem={seek.problem} />
      {seek.isPending ? (
        <Progress label={digits === undefined ? text.waitForOffer : text.waitForWord} />
      ) : null}
    </>
  )
}
