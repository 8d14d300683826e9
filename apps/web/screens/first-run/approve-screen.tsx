import { useState } from 'react'
import { Button, MonoBlock, Progress, QrCode } from '@keyward/ui'
import { Problem } from '../../app/parts/problem.tsx'
import { paths } from '../../app/paths.ts'
import { tell } from '../../app/tell.ts'
import { useGo } from '../../app/use-go.ts'
import { messages } from '../../messages/messages.ts'
import { Digits } from './digits.tsx'
import { FirstRunPage } from './first-run-page.tsx'
import { type ShownApproval, useApproval } from './use-approval.ts'

/** Lets a new device of this member in: by a code that it scans, or by digits on both screens. */
export function ApproveScreen() {
  const text = messages.firstRun.approve
  const go = useGo()
  const [by, setBy] = useState<'code' | 'digits'>()
  const back = { href: paths.settingsPage('devices'), label: messages.app.back }
  const leave = (): void => go(paths.settingsPage('devices'), { replace: true })
  if (by === undefined)
    return (
      <FirstRunPage title={text.title} description={text.intro} back={back} help="recovery">
        <Button tone="primary" isWide onPress={() => setBy('code')}>
          {text.byCode}
        </Button>
        <Button isWide onPress={() => setBy('digits')}>
          {text.byDigits}
        </Button>
      </FirstRunPage>
    )
  return <Approving by={by} onLeave={leave} />
}

interface ApprovingProps {
  readonly by: 'code' | 'digits'
  readonly onLeave: () => void
}

function Approving({ by, onLeave }: ApprovingProps) {
  const text = messages.firstRun.approve
  const { shown, problem, approve } = useApproval(by, ({ name, isKnown }) => {
    tell(isKnown ? text.doneKnown(name) : text.done(name))
    onLeave()
  })
  return (
    <FirstRunPage title={text.title}>
      {shown.kind === 'code' ? <Code code={shown.code} /> : null}
      {shown.kind === 'found' ? <Found shown={shown} /> : null}
      <Problem problem={approve.problem ?? problem} />
      {shown.kind === 'found' || problem !== undefined ? null : <Progress label={text.waiting} />}
      <div className="flex flex-col gap-3">
        {shown.kind === 'found' ? (
          <Button
            tone="primary"
            isWide
            isPending={approve.isPending}
            pendingLabel={text.pending}
            onPress={() => void approve.run()}
          >
            {text.submit}
          </Button>
        ) : null}
        <Button tone="plain" isWide onPress={onLeave}>
          {shown.kind === 'found' ? text.refuse : messages.app.cancel}
        </Button>
      </div>
    </FirstRunPage>
  )
}

function Code({ code }: { readonly code: string }) {
  const text = messages.firstRun.approve
  return (
    <>
      <p className="text-body text-soft">{text.codeText}</p>
      <div className="flex justify-center">
        <QrCode value={code} label={text.qr} />
      </div>
      <MonoBlock label={text.code}>{code}</MonoBlock>
    </>
  )
}

function Found({ shown }: { readonly shown: Extract<ShownApproval, { kind: 'found' }> }) {
  const text = messages.firstRun.approve
  return (
    <>
      <p className="text-lead font-medium">
        {shown.isKnown ? text.foundKnown(shown.name) : text.found(shown.name)}
      </p>
      {shown.digits === undefined ? null : (
        <>
          <p className="text-body text-soft">{text.digitsText}</p>
          <Digits label={messages.firstRun.approval.digits} digits={shown.digits} />
        </>
      )}
    </>
  )
}
